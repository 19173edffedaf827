/** Lets work in while what it is said to need fits a budget; one piece always gets in. */
export interface Admission {
  /** Resolves when the work may start; call what it gives when the work is done. */
  enter(bytes: number): Promise<() => void>;
}

export function createAdmission(budget: number): Admission {
  let used = 0;
  const waiting: { readonly bytes: number; readonly start: () => void }[] = [];
  const admit = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (used > 0 && used + next.bytes > budget) return;
      waiting.shift();
      used += next.bytes;
      next.start();
    }
  };
  return {
    enter: (bytes) =>
      new Promise((resolve) => {
        const leave = (): void => {
          used -= bytes;
          admit();
        };
        waiting.push({ bytes, start: () => resolve(leave) });
        admit();
      }),
  };
}
