import { Words } from './words.ts';

/** The value of a node, and the node after it + 1. */
const [WORDS, NEXT] = [2, 1] as const;

/** Lists of numbers in 8 bytes each and no object. A list is known by its first node; none is before 1. */
export class ValueLists {
  readonly #words = new Words();
  #used = 1;
  #free = 0;

  /** The list with a value before it; `next` 0: of that value alone. */
  push(value: number, next: number): number {
    const node = this.#take();
    this.#words.all[node * WORDS] = value;
    this.#words.all[node * WORDS + NEXT] = next;
    return node;
  }

  value(node: number): number {
    return this.#words.all[node * WORDS] ?? 0;
  }

  /** 0: it is the last. */
  next(node: number): number {
    return this.#words.all[node * WORDS + NEXT] ?? 0;
  }

  /** The list without the first of its nodes that has the value. */
  without(first: number, value: number): number {
    let before = 0;
    for (let node = first; node !== 0; node = this.next(node)) {
      if (this.value(node) === value) {
        const next = this.next(node);
        this.#give(node);
        if (before === 0) return next;
        this.#words.all[before * WORDS + NEXT] = next;
        return first;
      }
      before = node;
    }
    return first;
  }

  /** Of a list of one value: that value, and the list is no more. */
  only(node: number): number {
    const value = this.value(node);
    this.#give(node);
    return value;
  }

  #take(): number {
    const node = this.#free;
    if (node !== 0) {
      this.#free = this.next(node);
      return node;
    }
    this.#words.reach((this.#used + 1) * WORDS);
    return this.#used++;
  }

  #give(node: number): void {
    this.#words.all[node * WORDS + NEXT] = this.#free;
    this.#free = node;
  }
}
