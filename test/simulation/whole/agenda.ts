// What happens when: the earliest first, and of the same time in the order in which it was entered.
interface Entry {
  readonly due: number;
  readonly nth: number;
  readonly act: () => void;
  cancelled: boolean;
}

export function createAgenda(begin: number) {
  let now = begin;
  let entered = 0;
  let waiting = 0;
  const heap: Entry[] = [];

  const isBefore = (a: Entry, b: Entry): boolean => a.due < b.due || (a.due === b.due && a.nth < b.nth);

  function rise(entry: Entry): void {
    let n = heap.push(entry) - 1;
    while (n > 0) {
      const above = (n - 1) >> 1;
      const other = heap[above];
      if (other === undefined || !isBefore(entry, other)) break;
      heap[n] = other;
      n = above;
    }
    heap[n] = entry;
  }

  function sink(entry: Entry): void {
    let n = 0;
    for (;;) {
      const [left, right] = [heap[2 * n + 1], heap[2 * n + 2]];
      const below = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (below === undefined || !isBefore(below, entry)) break;
      heap[n] = below;
      n = below === right ? 2 * n + 2 : 2 * n + 1;
    }
    heap[n] = entry;
  }

  function pop(): Entry | undefined {
    const [first] = heap;
    const last = heap.pop();
    if (first !== undefined && last !== undefined && first !== last) sink(last);
    return first;
  }

  return {
    now: () => now,
    /** Gives back what takes it off again. */
    at(due: number, act: () => void): () => void {
      const entry: Entry = { due: Math.max(due, now), nth: entered++, act, cancelled: false };
      waiting++;
      rise(entry);
      return () => {
        if (!entry.cancelled) waiting--;
        entry.cancelled = true;
      };
    },
    /** Lets the next thing happen; false when nothing is left. */
    next(): boolean {
      for (let entry = pop(); entry !== undefined; entry = pop()) {
        if (entry.cancelled) continue;
        entry.cancelled = true;
        waiting--;
        now = entry.due;
        entry.act();
        return true;
      }
      return false;
    },
    waiting: () => waiting,
  };
}
