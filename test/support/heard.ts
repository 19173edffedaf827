/** What somebody writes, for who waits for it to say something. */
export interface Heard {
  readonly text: string;
  write(part: string): void;
  /** Looks now and at each thing that is written, until there is something. */
  until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T>;
}

export function createHeard(): Heard {
  let text = '';
  let waiting: (() => void)[] = [];
  return {
    get text() {
      return text;
    },
    write(part) {
      text += part;
      const all = waiting;
      waiting = [];
      for (const wake of all) wake();
    },
    async until(look) {
      for (;;) {
        const next = new Promise<void>((resolve) => void waiting.push(resolve));
        const found = await look();
        if (found !== undefined) return found;
        await next;
      }
    },
  };
}
