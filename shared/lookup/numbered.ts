/** Different values that get a number, at most. */
const MOST = 1 << 17;

/** Equal values once, by number. */
export class Numbered<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];

  /** -1: there are too many. */
  numberOf(name: string, value: T): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#values.length >= MOST) return -1;
    this.#numbers.set(name, this.#values.length);
    return this.#values.push(value) - 1;
  }

  get(number: number): T | undefined {
    return this.#values[number];
  }
}
