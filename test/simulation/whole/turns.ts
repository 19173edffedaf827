/** Calls `turn` whenever nothing is left of what came of the last one, every microtask included, until it says no. */
export async function turns(turn: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      try {
        if (turn()) process.nextTick(queueMicrotask, next);
        else resolve();
      } catch (error) {
        reject(error);
      }
    };
    // What follows a tick directly would come before the microtasks of that tick.
    process.nextTick(queueMicrotask, next);
  });
}
