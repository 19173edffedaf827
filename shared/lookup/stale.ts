import type { Slots } from './slots.ts';

/** By provider, what no scope holds any more and doubtful records may lead to; of each resource, its last record. */
export class Stale {
  readonly #slots: Slots;
  /** Slots, and since when. */
  readonly #since = new Map<string, Map<number, number>>();

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  count(provider: string): number {
    return this.#since.get(provider)?.size ?? 0;
  }

  slots(provider: string): readonly number[] {
    return [...(this.#since.get(provider)?.keys() ?? [])];
  }

  /** Of several scopes' stale records, the one that was there last is kept. */
  put(slot: number, at: number): void {
    const stale = this.#of(slot).set(slot, at);
    this.#slots.setStale(slot, true);
    const all = this.#slots.all(this.#slots.records.ref(slot)).filter((one) => stale.has(one));
    const last = all.toSorted((a, b) => (stale.get(b) ?? 0) - (stale.get(a) ?? 0) || Number(a === slot))[0];
    for (const one of all) if (one !== last) this.drop(one);
  }

  drop(slot: number): void {
    this.#of(slot).delete(slot);
    this.#slots.drop(slot);
  }

  /** It is held again. Whether it was stale. */
  revive(slot: number): boolean {
    this.#slots.setStale(slot, false);
    return this.#of(slot).delete(slot);
  }

  #of(slot: number): Map<number, number> {
    const { provider } = this.#slots.source(slot);
    const known = this.#since.get(provider) ?? new Map<number, number>();
    this.#since.set(provider, known);
    return known;
  }
}
