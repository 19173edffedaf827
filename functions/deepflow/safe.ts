import type { Tag } from '../../shared/model/parts.ts';

/**
 * What DeepFlow refuses in a tag, with HTTP 500 for the whole PUT: spaces, colons, back-quotes and backslashes,
 * in keys single quotes too; and what its columns, VARCHAR(256), would not hold.
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource.go
 */
const IN_KEYS = /[\s:`\\']/g;
const IN_VALUES = /[\s:`\\]/g;
/** See `storable`. */
const UNSTORABLE = /[\p{Cc}\p{Surrogate}\u{FEFF}\u{2028}\u{2029}\u{FFFE}\u{FFFF}\u{10000}-\u{10FFFF}]/gu;
/** What stands for them. */
const STAND_IN = '_';
/** A column is counted in characters, which MySQL takes for code points. */
const LONGEST = 255;
/** Of all tags of one resource together: they are one `TEXT`. https://dev.mysql.com/doc/refman/8.0/en/storage-requirements.html#data-types-storage-reqs-strings */
const MOST_BYTES = 65_535;

export interface SafeTags {
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** In words, what was not sent as it is. */
  readonly changed: readonly string[];
}

/**
 * Tags as DeepFlow can hold them: each character that it refuses is `_`, what is
 * too long is cut, a tag without a value is left out, of keys that became the
 * same the first in order of the original key stands, and what one column has no
 * room for is left out.
 */
export function safeTags(tags: readonly Tag[]): SafeTags {
  const changed: string[] = [];
  const safe = new Map<string, string>();
  let bytes = 2; // of the braces
  for (const [key, value] of tags.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const safeKey = cut(storable(key).replaceAll(IN_KEYS, STAND_IN), LONGEST);
    const safeValue = cut(storable(value).replaceAll(IN_VALUES, STAND_IN), LONGEST);
    if (safeKey === '' || safeValue === '') changed.push(`${key}: DeepFlow takes no tag without a value`);
    else if (safe.has(safeKey))
      changed.push(`${key}: another key is ${safeKey} too, after what DeepFlow refuses`);
    else if ((bytes += sizeOf(safeKey, safeValue)) > MOST_BYTES)
      changed.push(`${key}: its tags are more than ${MOST_BYTES} bytes together`);
    else {
      if (safeKey !== key) changed.push(`${key}: sent as ${safeKey}`);
      if (safeValue !== value) changed.push(`${key}: its value is sent as ${safeValue}`);
      safe.set(safeKey, safeValue);
    }
  }
  return { tags: [...safe].map(([key, value]) => ({ key, value })), changed };
}

/** As a member of a JSON object, with its comma. */
const sizeOf = (key: string, value: string): number =>
  Buffer.byteLength(JSON.stringify(key)) + Buffer.byteLength(JSON.stringify(value)) + 2;

/**
 * The longest names of its columns, in characters: `az.name` and `vinterface.name`; and `label`, which a server, VPC
 * or network of a file gets its name in too.
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/db/metadb/migrator/schema
 */
export const SHORT_NAME = 64;
export const NAME = 255;

interface Named {
  readonly name: string;
  readonly id: string;
}

/**
 * A name of at most so many characters. Where one is cut, or several are the
 * same, all of them end in their id: which one is meant stays plain.
 */
export function uniqueNames(named: readonly Named[], longest: number): readonly string[] {
  let names = named.map(({ name, id }) => storable(name.trim() === '' ? id : name));
  let counts = countsOf(names.map((name) => cut(name, longest)));
  for (let round = 0; round < 3; round++) {
    const before = counts;
    names = names.map((name, n) => {
      const whole = cut(name, longest);
      return whole === name && before.get(whole) === 1
        ? name
        : withEnd(name, ` (${named[n]?.id ?? ''})`, longest);
    });
    counts = countsOf(names);
    if (counts.size === names.length) return names;
  }
  // Ids are of one kind; here two kinds have the same one.
  const seen = new Map<string, number>();
  return names.map((name) => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : withEnd(name, ` #${nth}`, longest);
  });
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function withEnd(name: string, end: string, longest: number): string {
  const room = longest - Array.from(end).length;
  return room <= 0 ? cut(end.trim(), longest) : `${cut(name, room)}${end}`;
}

/**
 * What its columns cannot hold is `_`: MySQL's `utf8` has no character beyond U+FFFF, and one such name fails the
 * insert of a thousand rows; a control character ends the reading of a file.
 * https://dev.mysql.com/doc/refman/8.0/en/charset-unicode-utf8mb3.html
 */
export const storable = (text: string): string => text.replaceAll(UNSTORABLE, STAND_IN);

/** At most so many characters. */
export function cut(text: string, longest: number): string {
  const points = Array.from(text); // a name is counted, and cut, by code points
  return points.length <= longest ? text : points.slice(0, longest).join('');
}
