import { read } from '../../model/line.ts';
import type { Stored } from '../../model/line.ts';
import type { Change } from '../../sync/diff.ts';

/** A field before and after; `undefined` where the record was not, or had no such field. */
export interface Difference {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

const IDENTITY = new Set(['ref', 'kind']);

/** Field by field; of a map of tags, key by key. */
export function differencesOf({ before, after }: Change): readonly Difference[] {
  const [old, now] = [before && read(before), after && read(after)];
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
  return [...names].flatMap((field) => {
    if (IDENTITY.has(field)) return [];
    if (field === 'tags') return tagDifferences(old, now);
    const difference = { field, before: old?.[field], after: now?.[field] };
    return same(difference.before, difference.after) ? [] : [difference];
  });
}

function tagDifferences(old: Stored | undefined, now: Stored | undefined): readonly Difference[] {
  const [was, is] = [new Map(old?.tags), new Map(now?.tags)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const difference = { field: `tags.${key}`, before: was.get(key), after: is.get(key) };
    return difference.before === difference.after ? [] : [difference];
  });
}

/** Both come from the same canonical form. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `name: "old" -> "new"`. */
export function differenceText({ field, before, after }: Difference): string {
  return `${field}: ${text(before)} -> ${text(after)}`;
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
