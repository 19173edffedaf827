import type { KnownResource } from './controller-shapes.ts';
import { EMPTY } from './payload.ts';
import { meaningOf } from './payload-lists.ts';
import type { CloudTag } from './payload.ts';

export interface Compared {
  /** Names whose tags are only now sent, or taken away, or are in the table and not shown yet. */
  readonly unseen: readonly string[];
  /** Names whose tags have been in the table, and others are shown: those that DeepFlow found in the cloud stand before ours. */
  readonly others: readonly string[];
}

/**
 * Tags as they are to be, held against those in the table before this run and
 * those that DeepFlow shows. What it shows is made of the table when it is asked,
 * so only a later run proves that a tag which is sent now was taken.
 */
export function comparedWith(
  wanted: readonly CloudTag[],
  table: readonly CloudTag[],
  known: readonly KnownResource[],
): Compared {
  const before = new Map(table.map((tag) => [tag.resource_name, tag]));
  const shown = new Map(known.map((one) => [one.name, one.cloud_tags]));
  const unseen: string[] = [];
  const others: string[] = [];
  for (const tag of wanted) {
    const { resource_name: name, tags } = tag;
    const had = before.get(name);
    before.delete(name);
    const there = shown.get(name);
    if (had === undefined || meaning(had) !== meaning(tag)) unseen.push(name);
    else if (there === undefined) continue; // it is only remembered
    else if (Object.keys(there ?? {}).length === 0) unseen.push(name);
    else if (!isSame(there ?? {}, tags)) others.push(name);
  }
  // The table is read back in any order.
  return { unseen: [...unseen, ...before.keys()].toSorted(), others };
}

const meaning = (tag: CloudTag): string => meaningOf({ ...EMPTY, cloud_tags: [tag] });

const isSame = (there: Readonly<Record<string, string>>, tags: CloudTag['tags']): boolean =>
  Object.keys(there).length === tags.length && tags.every(({ key, value }) => there[key] === value);
