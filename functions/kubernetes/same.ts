import type { Json } from './cached.ts';

/** The same content, whatever the order of keys; what is absent is `undefined`. */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  const others = new Map(right);
  return left.length === right.length && left.every(([key, value]) => isSame(value, others.get(key)));
}

const entriesOf = (value: object): [string, Json][] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined);
