/** Calls what it is given when all is over that came before. */
export type Settles = (next: () => void) => void;

/** What follows a tick directly would come before the microtasks of that tick. */
const microtasks: Settles = (next) => process.nextTick(queueMicrotask, next);
/** Streams go on from tick to tick, several times. */
export const ticks: Settles = (next) => void setImmediate(next);

/** Calls `turn` whenever nothing is left of what came of the last one, until it says no. */
export async function turns(turn: () => boolean, settles: Settles = microtasks): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      try {
        if (turn()) settles(next);
        else resolve();
      } catch (error) {
        reject(error);
      }
    };
    settles(next);
  });
}
