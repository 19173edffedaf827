// Groups side by side, one process for each processor: what is counted, or timed by a clock or in processor time, does not
// mind.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Figure } from './figure.ts';
import { LONGEST_LAST, WAITING } from './groups.ts';
import type { Told, Wanted } from './lane.ts';

export interface Lanes {
  /** The folder of the bundled scripts. */
  readonly folder: string;
  /** Smaller estates, side by side; else one after the other. */
  readonly quick: boolean;
  readonly say: (text: string) => void;
}

/** The figures by group. */
export async function inLanes(
  names: readonly string[],
  { folder, quick, say }: Lanes,
): Promise<ReadonlyMap<string, readonly Figure[]>> {
  const figures = new Map<string, readonly Figure[]>();
  const lane = async (waiting: string[]): Promise<void> =>
    lived(waiting, { folder, quick, say, done: (name, found) => figures.set(name, found) });
  if (!quick) {
    await lane([...names]);
    return figures;
  }
  const apart = WAITING.filter((name) => names.includes(name));
  const others = names.filter((name) => !apart.includes(name)).toSorted((a, b) => rankOf(b) - rankOf(a));
  const working = Array.from({ length: availableParallelism() }, async () => lane(others));
  await Promise.all([...working, ...apart.map(async (name) => lane([name]))]);
  return figures;
}

const rankOf = (name: string): number => LONGEST_LAST.indexOf(name);

interface Hearing extends Lanes {
  readonly done: (name: string, figures: readonly Figure[]) => void;
}

/** A process that takes one group after the other until none waits. */
async function lived(waiting: string[], { folder, quick, say, done }: Hearing): Promise<void> {
  if (waiting.length === 0) return;
  const child = fork(path.join(folder, 'lane.mjs'), [], {
    // What lives for a moment dies young: estates are listed over and over, and nobody measures this process's memory.
    // Side by side each has a processor, and none left for threads that compile or collect.
    execArgv: [
      '--max-semi-space-size=64',
      '--min-semi-space-size=64',
      ...(quick ? ['--single-threaded'] : []),
    ],
  });
  let current: string | undefined;
  const next = (): void => {
    current = waiting.shift();
    if (current === undefined) child.disconnect();
    else child.send({ group: current, quick } satisfies Wanted);
  };
  return new Promise((resolve, reject) => {
    child.on('message', (told: Told) => {
      if ('said' in told) return say(told.said);
      if ('figures' in told) done(current ?? '', told.figures);
      next();
    });
    child.on('exit', (code) => {
      if (current === undefined) resolve();
      else reject(new Error(`the process that measured ${current} ended with ${String(code)}`));
    });
  });
}
