import { idOfLb } from './former.ts';
import type { Payload } from './payload.ts';
import type { Note, Sent } from './sent.ts';

/**
 * Which of the two that a note speaks of the table holds: what was about to be sent, or what stood before. A PUT is
 * taken whole, so one item that only one of them has decides.
 */
export function standing(note: Note, table: Payload): Sent {
  const { before } = note;
  if (before === undefined) return note;
  const there = idsOf(table);
  const [now, then] = [idsOf(note.payload), idsOf(before.payload)];
  const isThere = (id: string): boolean => there.has(id);
  const onlyNow = [...now].filter((id) => !then.has(id));
  if (onlyNow.length > 0) return onlyNow.some(isThere) ? note : before;
  return [...then].some((id) => !now.has(id) && isThere(id)) ? before : note;
}

const idsOf = (payload: Payload): ReadonlySet<string> =>
  new Set([
    ...[payload.azs, payload.vpcs, payload.subnets, payload.chosts, payload.peer_connections].flatMap(
      (items) => items.map(({ uuid }) => uuid),
    ),
    ...payload.lbs.map(idOfLb),
    ...payload.cloud_tags.map(({ resource_type: type, resource_name: name }) => `${type} ${name}`),
  ]);
