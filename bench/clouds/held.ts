// One simulator for many syncs of an estate: a page that it has told once is not made again.
import type { Opened, Running, Starting } from './cloud.ts';

/** Syncs that come one after the other, each with a clock, books and quotas of its own. */
export async function whileHeld<T>(opened: Opened, use: (held: Opened) => Promise<T>): Promise<T> {
  let current: Starting;
  let syncs = 0;
  let running: Promise<Running> | undefined;
  const options: Starting = {
    now: () => current.now(),
    wallClock: () => current.wallClock(),
    quotaOf(asked) {
      const quota = current.quotaOf(asked);
      return quota && { ...quota, key: `${syncs} ${quota.key}` };
    },
    keeps: true,
  };
  const held: Opened = {
    rows: opened.rows,
    async start(next) {
      current = next;
      syncs++;
      running ??= opened.start(options);
      const one = await running;
      one.cloud.resetCalls();
      return { ...one, cloud: { ...one.cloud, close: async () => {} } };
    },
  };
  try {
    return await use(held);
  } finally {
    await (await running)?.cloud.close();
  }
}
