/** Of so much the answers stay; what finds no room is made whenever it is asked for. */
const MOST_BYTES = 2 ** 29;

/** Answers of an estate that never changes, each made when it is asked for first. */
export class Kept<Answer extends { readonly body: Buffer }> {
  readonly #answers = new Map<string, Answer>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** Whoever lists again asks in the same order: what came first stays, or each would drive out what is asked for next. */
  of(key: string, made: () => Answer): Answer {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = made();
    if (this.#bytes + answer.body.length <= this.#most) {
      this.#bytes += answer.body.length;
      this.#answers.set(key, answer);
    }
    return answer;
  }
}
