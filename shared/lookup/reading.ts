import type { Kind } from '../model/kinds.ts';
import type { Merged } from '../model/links/estate.ts';
import type { Slots } from './slots.ts';

/** The records in these slots that stand, in the order of their refs. */
export function found<K extends Kind>(slots: Slots, numbers: readonly number[]): readonly Merged<K>[] {
  if (numbers.length === 0) return NOTHING;
  const all: Merged<K>[] = [];
  for (const slot of numbers) if (slots.stands(slot)) all.push(slots.merged<K>(slot));
  return all.length < 2 ? all : all.toSorted((a, b) => (a.record.ref < b.record.ref ? -1 : 1));
}

/** Every record of a kind that stands, in the order of their refs; each is read when it is its turn. */
export function* ofKind<K extends Kind>(slots: Slots, kind: K): Generator<Merged<K>, void, undefined> {
  const named = [...slots.records.slots()]
    .filter((slot) => slots.kind(slot) === kind)
    .map((slot) => ({ slot, ref: slots.records.ref(slot) }));
  for (const { slot } of named.toSorted((a, b) => (a.ref < b.ref ? -1 : 1))) {
    if (slots.stands(slot)) yield slots.merged<K>(slot);
  }
}

/** The slots of these sources, stale ones apart. */
export function* living(slots: Slots, sources: ReadonlySet<number>): Generator<number, void, undefined> {
  for (const slot of slots.records.slots()) {
    if (sources.has(slots.sourceNumber(slot)) && !slots.isStale(slot)) yield slot;
  }
}

const NOTHING: readonly never[] = [];
