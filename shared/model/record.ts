import type { Kind, TagRecord } from './kinds.ts';
import { read } from './line.ts';
import type { Line } from './line.ts';
import { isKind } from './shapes.ts';

/**
 * A stored line as the record that it was written of; `undefined` if a newer
 * release wrote it, of a kind that this one does not know.
 */
export function recordOf(line: Line): TagRecord | undefined {
  const stored = read(line);
  if (!isKind(stored.kind)) return undefined;
  return withoutNulls(stored) as TagRecord; // `lineOf` wrote it, from a record of that kind
}

/** The kind that a ref names; `undefined` for one of a newer release. */
export function kindOf(ref: string): Kind | undefined {
  const kind = ref.slice(ref.indexOf('/') + 1).split('/', 1)[0] ?? '';
  return isKind(kind) ? kind : undefined;
}

/** The provider that a ref names. */
export function providerOf(ref: string): string {
  return ref.slice(0, ref.indexOf('/'));
}

/** JSON has no `undefined`; records have no `null`. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutNulls(member)]));
}
