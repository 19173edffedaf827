// Groups side by side, one process for each processor: what is counted, or timed by a clock or a processor of its own,
// does not mind.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import { ALONE, LONGEST_LAST } from './groups.ts';
import type { Told, Wanted } from './lane.ts';

/** The figures by group. What is timed has the machine for itself until it lets others begin. */
export async function inLanes(
  names: readonly string[],
  say: (text: string) => void,
): Promise<ReadonlyMap<string, readonly Figure[]>> {
  const figures = new Map<string, readonly Figure[]>();
  const lane = async (waiting: string[], letOthers: () => void): Promise<void> =>
    lived(waiting, { say, letOthers, done: (name, found) => figures.set(name, found) });
  const lanes: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    // What it does after it lets others begin is waiting, more than work: as many others as there are processors.
    lanes.push(
      lane(
        ALONE.filter((name) => names.includes(name)),
        resolve,
      ).finally(resolve),
    );
  });
  const others = names.filter((name) => !ALONE.includes(name)).toSorted((a, b) => rankOf(b) - rankOf(a));
  for (let n = 0; n < availableParallelism(); n++) lanes.push(lane(others, () => {}));
  await Promise.all(lanes);
  return figures;
}

const rankOf = (name: string): number => LONGEST_LAST.indexOf(name);

interface Hearing {
  readonly say: (text: string) => void;
  readonly letOthers: () => void;
  readonly done: (name: string, figures: readonly Figure[]) => void;
}

/** A process that takes one group after the other until none waits. */
async function lived(waiting: string[], { say, letOthers, done }: Hearing): Promise<void> {
  if (waiting.length === 0) return;
  const child = fork(fileURLToPath(new URL('lane.ts', import.meta.url)), [], {
    // What lives for a moment dies young: estates are listed over and over, and nobody measures this process's memory.
    execArgv: [
      '--import',
      import.meta.resolve('tsx'),
      '--max-semi-space-size=64',
      '--min-semi-space-size=64',
    ],
  });
  let current: string | undefined;
  const next = (): void => {
    current = waiting.shift();
    if (current === undefined) child.disconnect();
    else child.send({ group: current, quick: true } satisfies Wanted);
  };
  return new Promise((resolve, reject) => {
    child.on('message', (told: Told) => {
      if ('said' in told) return say(told.said);
      if ('letsOthers' in told) return letOthers();
      if ('figures' in told) done(current ?? '', told.figures);
      next();
    });
    child.on('exit', (code) => {
      if (current === undefined) resolve();
      else reject(new Error(`the process that measured ${current} ended with ${String(code)}`));
    });
  });
}
