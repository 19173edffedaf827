import { Words } from './words.ts';

/** What of a slot: kind, source and doubts; where its record is, and how long; where that leads. */
export const CELL = { head: 0, position: 1, size: 2, route: 3 } as const;
const BITS = 2;

/** Four words of each slot, side by side: an answer asks for all of them, and memory is read by the line. */
export class Cells {
  readonly #words = new Words();

  get(slot: number, field: number): number {
    return this.#words.all[(slot << BITS) + field] ?? 0;
  }

  set(slot: number, field: number, value: number): void {
    this.#words.reach((slot + 1) << BITS);
    this.#words.all[(slot << BITS) + field] = value;
  }
}
