import type { Entry } from './entry.ts';

/** What entries come to, whatever their order: kept up as they come and go. */
export class Total {
  readonly counts = new Map<string, number>();
  size = 0;
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  add({ kind, bytes, a, b, c, d }: Entry): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    this.size += bytes.length;
    this.#a = (this.#a + a) | 0;
    this.#b = (this.#b + b) | 0;
    this.#c = (this.#c + c) | 0;
    this.#d = (this.#d + d) | 0;
  }

  remove({ kind, bytes, a, b, c, d }: Entry): void {
    const left = (this.counts.get(kind) ?? 0) - 1;
    if (left > 0) this.counts.set(kind, left);
    else this.counts.delete(kind);
    this.size -= bytes.length;
    this.#a = (this.#a - a) | 0;
    this.#b = (this.#b - b) | 0;
    this.#c = (this.#c - c) | 0;
    this.#d = (this.#d - d) | 0;
  }

  get digest(): string {
    const parts = [this.#a, this.#b, this.#c, this.#d];
    return parts.map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
