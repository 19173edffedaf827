import { ConfigError } from './config-error.ts';

/**
 * The configuration as JSON, meaning what it would as YAML: an account's id that is written as a number stays text, and
 * nothing may be said twice. Throws `ConfigError`, with nothing of the text: secrets stand in it.
 */
export function parseJson(text: string, where: string): unknown {
  const written: unknown = parsed(text, where);
  if (keysIn(written) < keysWritten(text)) {
    throw new ConfigError(`${where}: says something twice: keep one of each key`);
  }
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

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, one) => sum + keysIn(one), 0);
  return Array.isArray(value) ? inside : inside + Object.keys(value).length;
}
