// Groups side by side, one process for each processor: what is counted, or timed by a clock or in processor time, does not
// mind.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { CLOUDS } from './clouds/all.ts';
import type { Figure } from './figure.ts';
import { COUNTED, LONGEST_LAST, OF_CLOUDS, WAITING } from './groups.ts';
import type { Told, Wanted } from './lane.ts';

export interface Lanes {
  /** The folder of the bundled scripts. */
  readonly folder: string;
  /** Smaller estates, all side by side; else only what is counted, and one after the other what is not. */
  readonly quick: boolean;
  readonly gate: boolean;
  readonly say: (text: string) => void;
}

/** What one process measures at a time: a group, or what of it is about one cloud. */
type Unit = Pick<Wanted, 'group' | 'cloud'>;

/** Estates of 100,000 servers side by side: more of them than these are too much for some memories. */
const MOST = 4;

/** The figures by group. */
export async function inLanes(
  names: readonly string[],
  lanes: Lanes,
): Promise<ReadonlyMap<string, readonly Figure[]>> {
  const { quick } = lanes;
  const found = new Map<Unit, readonly Figure[]>();
  const units = names.flatMap((name) => unitsOf(name));
  const lane = async (waiting: Unit[], isAlone: boolean): Promise<void> =>
    lived(waiting, { ...lanes, isAlone, done: (unit, figures) => found.set(unit, figures) });
  const apart = quick ? units.filter(({ group }) => WAITING.includes(group)) : [];
  const others = units.filter((unit) => !apart.includes(unit));
  const shared = others
    .filter(({ group }) => quick || COUNTED.includes(group))
    .toSorted((a, b) => rankOf(b.group) - rankOf(a.group));
  const alone = others.filter((unit) => !shared.includes(unit));
  const wide = quick ? availableParallelism() : Math.min(availableParallelism(), MOST);
  const working = Array.from({ length: wide }, async () => lane(shared, false));
  await Promise.all([...working, ...apart.map(async (unit) => lane([unit], false))]);
  await lane(alone, true);
  return new Map(
    names.map((name) => [
      name,
      units.filter(({ group }) => group === name).flatMap((unit) => found.get(unit) ?? []),
    ]),
  );
}

const unitsOf = (group: string): readonly Unit[] =>
  OF_CLOUDS.includes(group) ? CLOUDS.map(({ name }) => ({ group, cloud: name })) : [{ group }];

const rankOf = (name: string): number => LONGEST_LAST.indexOf(name);

interface Hearing extends Lanes {
  /** Does nothing else run meanwhile? */
  readonly isAlone: boolean;
  readonly done: (unit: Unit, figures: readonly Figure[]) => void;
}

/** A process that takes one group after the other until none waits. */
async function lived(waiting: Unit[], { folder, quick, gate, say, isAlone, done }: Hearing): Promise<void> {
  if (waiting.length === 0) return;
  const child = fork(path.join(folder, 'lane.mjs'), [], {
    // What lives for a moment dies young: estates are listed over and over, and nobody measures this process's memory.
    // Side by side each has a processor, and none left for threads that compile or collect.
    execArgv: [
      '--max-semi-space-size=64',
      '--min-semi-space-size=64',
      ...(isAlone ? [] : ['--single-threaded']),
    ],
  });
  let current: Unit | undefined;
  const next = (): void => {
    current = waiting.shift();
    if (current === undefined) child.disconnect();
    else child.send({ ...current, quick, gate } satisfies Wanted);
  };
  return new Promise((resolve, reject) => {
    child.on('message', (told: Told) => {
      if ('said' in told) return say(told.said);
      if ('figures' in told && current !== undefined) done(current, told.figures);
      next();
    });
    child.on('exit', (code) => {
      if (current === undefined) resolve();
      else reject(new Error(`the process that measured ${current.group} ended with ${String(code)}`));
    });
  });
}
