/** What changed, as far back as readers may be behind: whoever is further reads all of it again. */
export class Journal<Place> {
  readonly #most: number;
  /** Number of the first change that is held. */
  #first = 0;
  #changes: (readonly [uid: string, place: Place])[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  note(uid: string, place: Place): void {
    this.#changes.push([uid, place]);
    if (this.#changes.length <= 2 * this.#most) return;
    const gone = this.#changes.length - this.#most;
    this.#changes = this.#changes.slice(gone);
    this.#first += gone;
  }

  /** By uid, where each is or was that changed since a mark; `undefined`: it was too long ago. */
  since(mark: number | undefined): {
    readonly mark: number;
    readonly changed: ReadonlyMap<string, Place> | undefined;
  } {
    const now = this.#first + this.#changes.length;
    const isKnown = mark !== undefined && mark >= this.#first;
    return { mark: now, changed: isKnown ? new Map(this.#changes.slice(mark - this.#first)) : undefined };
  }
}
