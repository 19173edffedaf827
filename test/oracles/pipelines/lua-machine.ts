// A Lua machine, https://github.com/fengari-lua/fengari, given and asked for plain values: texts are UTF-8 there.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type State = object;
/** As of Lua's own API: https://www.lua.org/manual/5.3/manual.html#4.8 */
interface Api {
  readonly LUA_TNIL: number;
  readonly LUA_TBOOLEAN: number;
  readonly LUA_TNUMBER: number;
  readonly LUA_TSTRING: number;
  readonly LUA_TTABLE: number;
  lua_createtable(state: State, list: number, named: number): void;
  lua_getglobal(state: State, name: Uint8Array): number;
  lua_next(state: State, index: number): number;
  lua_pcall(state: State, given: number, wanted: number, handler: number): number;
  lua_pop(state: State, count: number): void;
  lua_pushboolean(state: State, value: boolean): void;
  lua_pushnil(state: State): void;
  lua_pushnumber(state: State, value: number): void;
  lua_pushstring(state: State, value: Uint8Array): void;
  lua_setglobal(state: State, name: Uint8Array): void;
  lua_settable(state: State, index: number): void;
  lua_toboolean(state: State, index: number): boolean;
  lua_tojsstring(state: State, index: number): string;
  lua_tonumber(state: State, index: number): number;
  lua_type(state: State, index: number): number;
}
interface Fengari {
  readonly lua: Api;
  readonly lauxlib: {
    luaL_newstate(): State;
    luaL_loadstring(state: State, text: Uint8Array): number;
  };
  readonly lualib: { luaL_openlibs(state: State): void };
  to_luastring(this: void, text: string): Uint8Array;
}
const { lua, lauxlib, lualib, to_luastring: bytes }: Fengari = require('fengari');

export class LuaMachine {
  readonly #state = lauxlib.luaL_newstate();

  constructor() {
    lualib.luaL_openlibs(this.#state);
  }

  /** Runs a script; throws what it throws. */
  run(script: string): void {
    this.#hold(lauxlib.luaL_loadstring(this.#state, bytes(script)));
    this.#hold(lua.lua_pcall(this.#state, 0, 0, 0));
  }

  set(name: string, value: unknown): void {
    this.#push(value);
    lua.lua_setglobal(this.#state, bytes(name));
  }

  /** Calls a global function; answers its first three values. */
  call(name: string, given: readonly unknown[]): readonly unknown[] {
    lua.lua_getglobal(this.#state, bytes(name));
    for (const one of given) this.#push(one);
    this.#hold(lua.lua_pcall(this.#state, given.length, 3, 0));
    const answer = [-3, -2, -1].map((index) => this.#plain(index));
    lua.lua_pop(this.#state, 3);
    return answer;
  }

  #hold(status: number): void {
    if (status === 0) return;
    const message = lua.lua_tojsstring(this.#state, -1);
    lua.lua_pop(this.#state, 1);
    throw new Error(message);
  }

  #push(value: unknown): void {
    if (typeof value === 'string') lua.lua_pushstring(this.#state, bytes(value));
    else if (typeof value === 'number') lua.lua_pushnumber(this.#state, value);
    else if (typeof value === 'boolean') lua.lua_pushboolean(this.#state, value);
    else if (typeof value === 'object' && value !== null) {
      lua.lua_createtable(this.#state, 0, 0);
      for (const [key, member] of Object.entries(value)) {
        lua.lua_pushstring(this.#state, bytes(key));
        this.#push(member);
        lua.lua_settable(this.#state, -3);
      }
    } else lua.lua_pushnil(this.#state);
  }

  #plain(index: number): unknown {
    const state = this.#state;
    switch (lua.lua_type(state, index)) {
      case lua.LUA_TNIL:
        return undefined;
      case lua.LUA_TBOOLEAN:
        return lua.lua_toboolean(state, index);
      case lua.LUA_TNUMBER:
        return lua.lua_tonumber(state, index);
      case lua.LUA_TSTRING:
        return lua.lua_tojsstring(state, index);
      case lua.LUA_TTABLE:
        return this.#members(index);
      default:
        throw new TypeError('neither a text, a number, a truth nor a table');
    }
  }

  #members(index: number): Readonly<Record<string, unknown>> {
    const members: Record<string, unknown> = {};
    lua.lua_pushnil(this.#state);
    // What is pushed moves an index that counts from the end.
    while (lua.lua_next(this.#state, index - 1) !== 0) {
      members[lua.lua_tojsstring(this.#state, -2)] = this.#plain(-1);
      lua.lua_pop(this.#state, 1);
    }
    return members;
  }
}
