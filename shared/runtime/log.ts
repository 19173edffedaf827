export type Level = 'debug' | 'info' | 'warn' | 'error';

/** One JSON line each. `message` is a constant; what varies is in `fields`. */
export type Log = Readonly<
  Record<Level, (message: string, fields?: Readonly<Record<string, unknown>>) => void>
>;

export interface LogPorts {
  readonly write: (line: string) => void;
  /** Takes secrets out. */
  readonly scrub: (text: string) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly level: Level;
}

const LEVELS: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

export function createLog({ write, scrub, now, level }: LogPorts): Log {
  const at =
    (own: Level) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      if (LEVELS[own] < LEVELS[level]) return;
      const shape = (value: unknown): unknown => shaped(value, scrub, level === 'debug', 0);
      const head = { time: new Date(now()).toISOString(), level: own, message };
      write(`${JSON.stringify({ ...head, ...Object(shape(fields)), ...head })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export function isLevel(text: string | undefined): text is Level {
  return text !== undefined && Object.hasOwn(LEVELS, text);
}

const DEEPEST = 8;

/** What JSON can hold of a value, scrubbed; cycles and depths end in a mark. */
function shaped(value: unknown, scrub: LogPorts['scrub'], stacks: boolean, depth: number): unknown {
  const inner = (one: unknown): unknown => shaped(one, scrub, stacks, depth + 1);
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '…';
  if (value instanceof Error)
    return Object.fromEntries(errorFields(value, stacks).map(([k, v]) => [k, inner(v)]));
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Map) return inner(Object.fromEntries(value));
  if (value instanceof Set) return [...value].map(inner);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [scrub(key), inner(one)]));
}

/** Nothing else of an error: SDKs hang whole requests on theirs. */
function errorFields(error: Error, stacks: boolean): (readonly [string, unknown])[] {
  const plain = (name: 'reason' | 'code' | 'key' | 'gone'): unknown => {
    const value: unknown = Object.getOwnPropertyDescriptor(error, name)?.value;
    return typeof value === 'object' || typeof value === 'function' ? undefined : value;
  };
  return [
    ['name', error.name],
    ['message', error.message],
    ['reason', plain('reason')],
    ['code', plain('code')],
    ['key', plain('key')],
    ['gone', plain('gone')],
    ['stack', stacks ? error.stack : undefined],
    ['cause', error.cause],
    ['errors', error instanceof AggregateError ? error.errors : undefined],
  ].filter((field): field is [string, unknown] => field[1] !== undefined);
}
