import { StoreError } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { chance } from '../support/chance.ts';

/**
 * What the simulator does to one operation. `later`: its caller is told that it
 * failed, and it happens afterwards. `repeated`: done, and done again
 * afterwards. `hung`: its caller never hears of it. `killed`: nor does anybody
 * else in its process of anything.
 */
const READ_FAULTS = 'failed before, killed before, hung before'.split(', ');
const WRITE_FAULTS =
  'failed before, failed after, failed after, later, repeated, killed before, killed after, hung before, hung after'.split(
    ', ',
  );

/** The simulator's own failure of an operation. */
export const LOST = new StoreError('the simulator lost it');

export interface Process {
  readonly id: string;
  /** How much of the processor it gets. */
  readonly weight: number;
  /** How far its clock is ahead. */
  ahead: number;
  dead: boolean;
}

interface Waiter {
  readonly process: Process;
  readonly issued: number;
  readonly isWrite: boolean;
  readonly go: (verdict: string) => void;
}

/** One thread, one seed, a clock that only the simulator moves: nothing goes on until it picks an operation. */
export function createWorld(seed: number, requestLife: number) {
  let now = 1_000;
  let waiters: Waiter[] = [];
  let zombies: { readonly due: number; readonly apply: () => unknown }[] = [];
  const { random, below } = chance(seed);
  const met = new Map<string, number>();

  /** A place where the simulator decides what happens, and when. */
  function point<T>(process: Process, isWrite: boolean, apply: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const issued = now;
      const go = (verdict: string): void => {
        const [how, when] = verdict.split(' ');
        if (how === 'later' || how === 'repeated') zombies.push({ due: issued + below(requestLife), apply });
        if (how === 'killed') process.dead = true;
        if (how === 'ok' || how === 'repeated') resolve(apply());
        else if (when === 'after') void apply();
        if (how === 'failed' || how === 'later') reject(LOST);
      };
      waiters.push({ process, issued, isWrite, go });
    });
  }

  function pick(): Waiter | undefined {
    waiters = waiters.filter(({ process }) => !process.dead);
    let ticket = random() * waiters.reduce((sum, waiter) => sum + weightOf(waiter), 0);
    const chosen = waiters.find((waiter) => (ticket -= weightOf(waiter)) < 0);
    waiters = waiters.filter((waiter) => waiter !== chosen);
    return chosen;
  }

  /** Lets one operation go on; false when nothing waits. A write does not outlive `requestLife`. */
  function release(faults: number): boolean {
    const waiter = pick();
    if (waiter === undefined) return false;
    const { isWrite, issued } = waiter;
    if (isWrite && now - issued > requestLife) waiter.go('failed before');
    else if (random() >= (isWrite ? faults * 3 : faults)) waiter.go('ok');
    else {
      const all = isWrite ? WRITE_FAULTS : READ_FAULTS;
      const verdict = all[below(all.length)] ?? 'ok';
      met.set(verdict, (met.get(verdict) ?? 0) + 1);
      waiter.go(verdict);
    }
    return true;
  }

  /** What comes late comes now. */
  function haunt(all: boolean): void {
    const due = zombies.filter((zombie) => all || zombie.due <= now);
    zombies = zombies.filter((zombie) => !due.includes(zombie));
    for (const { apply } of due) void apply();
  }

  /** The store as one process sees it. */
  const storeOf = (process: Process, store: ObjectStore): ObjectStore => ({
    url: store.url,
    get: (key) => point(process, false, () => store.get(key)),
    list: (query) => point(process, false, () => store.list(query)),
    put: (key, body) => point(process, true, () => store.put(key, body)),
    // It is on its way from here on, for as long as a request lives.
    async putIfAbsent(key, body, lastly) {
      lastly?.();
      return point(process, true, () => store.putIfAbsent(key, body));
    },
    delete: (key) => point(process, true, () => store.delete(key)),
  });

  const tick = (ms: number): void => void (now += ms);
  return { now: () => now, tick, random, below, point, release, haunt, storeOf, met };
}
export type World = ReturnType<typeof createWorld>;

/** A slow process is slow to read and to think; its writes are requests like any other. */
const weightOf = ({ process, isWrite }: Waiter): number =>
  isWrite ? Math.max(process.weight, 0.5) : process.weight;
