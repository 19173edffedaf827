import { MOST_DEPTH } from './aliases.ts';
import { ConfigError } from './config-error.ts';

/**
 * The configuration as JSON, meaning what it would as YAML: an account's id that is written as a number stays text, and
 * nothing may be said twice. Throws `ConfigError`, with nothing of the text: secrets stand in it.
 */
export function parseJson(text: string, where: string): unknown {
  const written: unknown = parsed(text, where);
  const keys = keysIn(written);
  if (keys === undefined)
    throw new ConfigError(`${where}: is nested as no configuration is: write less into each other`);
  if (keys < keysWritten(text)) throw new ConfigError(`${where}: says something twice: keep one of each key`);
  return JSON.parse(text.replaceAll(TOKEN, (token) => (ID.test(token) ? `"${token}"` : token)));
}

/** A string, with the colon that makes it a key; or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/g;
const ID = /^\d{11,}$/;

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What it says shows the text: only the place is told of it.
    const position = /at position (\d+)/.exec(String(error))?.[1];
    const at = position === undefined ? '' : ` at ${placeOf(text.slice(0, Number(position)))}`;
    throw new ConfigError(
      `${where}: not JSON${at}: correct it; YAML is for the command, a function reads JSON`,
    );
  }
}

function placeOf(before: string): string {
  const lines = before.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

const keysWritten = (text: string): number =>
  [...text.matchAll(TOKEN)].filter(([, colon]) => colon !== undefined).length;

/** `undefined` where it is deeper than anybody should walk. */
function keysIn(value: unknown, depth = 0): number | undefined {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === MOST_DEPTH) return undefined;
  let sum = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const one of Object.values(value)) {
    const inside = keysIn(one, depth + 1);
    if (inside === undefined) return undefined;
    sum += inside;
  }
  return sum;
}
