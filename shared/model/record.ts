import type { Kind, TagRecord } from './kinds.ts';
import { read } from './line.ts';
import type { Line } from './line.ts';
import type { Ref } from './ref.ts';
import { isKind } from './shapes.ts';

/**
 * A stored line as the record that it was written of; `undefined` if a newer
 * release wrote it, of a kind that this one does not know.
 */
export function recordOf(line: Line): TagRecord | undefined {
  const record = read(line);
  if (!isKind(record.kind)) return undefined;
  withoutNulls(record);
  return record as unknown as TagRecord; // `lineOf` wrote it, from a record of that kind
}

/** The kind that a ref names; `undefined` for one of a newer release. */
export function kindOf(ref: string): Kind | undefined {
  const kind = ref.slice(ref.indexOf('/') + 1).split('/', 1)[0] ?? '';
  return isKind(kind) ? kind : undefined;
}

/** Does it name one of that kind? */
export function isRefOf<K extends Kind>(kind: K, ref: string): ref is Ref<K> {
  return kindOf(ref) === kind;
}

/** The provider that a ref names. */
export function providerOf(ref: string): string {
  return ref.slice(0, ref.indexOf('/'));
}

/** JSON has no `undefined`, records have no `null`. The value was read for this alone, and is changed in place. */
function withoutNulls(value: object): void {
  const members: Record<string, unknown> = Object(value);
  for (const key in members) {
    const member = members[key];
    if (member === null) members[key] = undefined;
    else if (typeof member === 'object' && member !== undefined) withoutNulls(member);
  }
}
