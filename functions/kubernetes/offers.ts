import type { Scope } from '../../shared/collect/collector.ts';
import { Collecting } from '../../shared/model/collecting.ts';
import type { Line } from '../../shared/model/line.ts';
import type { Offer } from '../../shared/runtime/following.ts';
import { objectRef } from './items.ts';
import type { Item } from './reading.ts';
import type { ObjectCollector } from './object-collector.ts';
import type { News } from './watch-cache.ts';

export interface Kept {
  readonly collector: ObjectCollector;
  readonly items: ReadonlyMap<string, Item<unknown>>;
}

/** News of a kind as the log takes it: lines. */
export function offerOf(news: News, { collector, items }: Kept, scope: Scope): Offer {
  if (news.type === 'failed') return news;
  try {
    if (news.type === 'list') return { type: 'list', lines: allOf(collector, items, scope) };
    return { type: 'facts', lines: factsOf(news.uids, collector, items, scope) };
  } catch (cause) {
    return { type: 'failed', cause }; // one object that no record can be made of: the kind stands as it was
  }
}

function allOf(collector: ObjectCollector, items: Kept['items'], scope: Scope) {
  const collecting = new Collecting();
  for (const item of items.values()) {
    for (const record of collector.map(item, scope)) collecting.add(record);
  }
  return collecting.finish().lines;
}

/** Of each uid, every record that its kind may have: those it has, and those it has no more. */
function factsOf(
  uids: ReadonlySet<string>,
  collector: ObjectCollector,
  items: Kept['items'],
  scope: Scope,
): { readonly ref: string; readonly line: Line | undefined }[] {
  const facts = new Map<string, Line | undefined>();
  const there = new Map<string, Item<unknown>>();
  for (const uid of uids) {
    for (const kind of collector.emits) facts.set(objectRef(kind, scope.account, uid), undefined);
    const item = items.get(uid);
    if (item !== undefined) there.set(uid, item);
  }
  const lines = allOf(collector, there, scope);
  // Each on its own: a line that stays must not keep the buffer of those that went.
  for (let n = 0; n < lines.size; n++) facts.set(lines.ref(n), new Uint8Array(lines.line(n)));
  return [...facts]
    .map(([ref, line]) => ({ ref, line }))
    .toSorted((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0));
}
