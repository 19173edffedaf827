import type { Tag } from '../../shared/model/kinds.ts';

/**
 * What DeepFlow refuses in a tag, with HTTP 500 for the whole PUT: spaces, colons, back-quotes and backslashes,
 * in keys single quotes too; and what its columns, VARCHAR(256), would not hold.
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource.go
 */
const IN_KEYS = /[\s:`\\']/g;
const IN_VALUES = /[\s:`\\]/g;
/** What stands for them. */
const STAND_IN = '_';
/** A column is counted in characters, which MySQL takes for code points. */
const LONGEST = 255;

export interface SafeTags {
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** In words, what was not sent as it is. */
  readonly changed: readonly string[];
}

/**
 * Tags as DeepFlow can hold them: each character that it refuses is `_`, what is
 * too long is cut, a tag without a value is left out, and of keys that became
 * the same the first in order of the original key stands.
 */
export function safeTags(tags: readonly Tag[]): SafeTags {
  const changed: string[] = [];
  const safe = new Map<string, string>();
  for (const [key, value] of tags.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const safeKey = cut(key.replaceAll(IN_KEYS, STAND_IN), LONGEST);
    const safeValue = cut(value.replaceAll(IN_VALUES, STAND_IN), LONGEST);
    if (safeKey === '' || safeValue === '') changed.push(`${key}: DeepFlow takes no tag without a value`);
    else if (safe.has(safeKey))
      changed.push(`${key}: another key is ${safeKey} too, after what DeepFlow refuses`);
    else {
      if (safeKey !== key) changed.push(`${key}: sent as ${safeKey}`);
      if (safeValue !== value) changed.push(`${key}: its value is sent as ${safeValue}`);
      safe.set(safeKey, safeValue);
    }
  }
  return { tags: [...safe].map(([key, value]) => ({ key, value })), changed };
}

/** https://github.com/deepflowio/deepflow/tree/main/server/controller/db/metadb/migrator/schema: `az.name` and `vinterface.name`. */
export const SHORT_NAME = 64;
export const NAME = 255;

/**
 * A name of at most so many characters. Where one is cut, or several are the
 * same, all of them end in their id: which one is meant stays plain.
 */
export function uniqueNames(
  named: readonly { readonly name: string; readonly id: string }[],
  longest: number,
): readonly string[] {
  const short = named.map(({ name, id }) => (name.trim() === '' ? id : name));
  const counts = new Map<string, number>();
  for (const name of short) counts.set(cut(name, longest), (counts.get(cut(name, longest)) ?? 0) + 1);
  return short.map((name, n) => {
    const whole = cut(name, longest);
    if (whole === name && counts.get(whole) === 1) return name;
    const id = ` (${named[n]?.id ?? ''})`;
    const room = longest - Array.from(id).length;
    return room <= 0 ? cut(named[n]?.id ?? '', longest) : `${cut(name, room)}${id}`;
  });
}

function cut(text: string, longest: number): string {
  const points = Array.from(text); // a name is counted, and cut, by code points
  return points.length <= longest ? text : points.slice(0, longest).join('');
}
