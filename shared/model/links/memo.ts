/** What was worked out of a state, until the state changes. */
export class Memo<T> {
  readonly #revision: () => number;
  readonly #known = new Map<string, T>();
  #of = -1;

  /** `revision` moves when the state does. */
  constructor(revision: () => number) {
    this.#revision = revision;
  }

  get(key: string): T | undefined {
    const revision = this.#revision();
    if (revision !== this.#of) {
      this.#known.clear();
      this.#of = revision;
    }
    return this.#known.get(key);
  }

  /** What `get` did not have. */
  put(key: string, value: T): T {
    this.#known.set(key, value);
    return value;
  }
}

/** For complete records, and for doubtful ones: these are led to what is stale too. */
export type Both<T> = readonly [sure: Memo<T>, doubtful: Memo<T>];
export const bothOf = <T>(revision: () => number): Both<T> => [new Memo(revision), new Memo(revision)];
