// From a tag that changes in the cloud to a lookup that says it: on a schedule of a minute, and when the cloud tells.
import type { Figure, Options } from './figure.ts';
import { BUS_MS, WINDOW_MS, eventPath } from './freshness-events.ts';
import { READ_MS, START_MS, worldOf } from './freshness-world.ts';
import type { Change, World } from './freshness-world.ts';

const MINUTE = 60_000;
/** What the schedule is where events tell: as the stack has it by default. */
const SELDOM = 10 * MINUTE;
const BURST = 500;
const BURST_MS = 20_000;

export async function freshness({ quick, say }: Options): Promise<readonly Figure[]> {
  const changes = quick ? 60 : 200;
  const periodMs = (quick ? 10 : 30) * MINUTE;
  const told = (found: readonly Figure[]): readonly Figure[] => {
    say(found.map(({ id, value }) => `${id} ${value.toFixed(2)}`).join(', '));
    return found;
  };
  say('freshness: a schedule of a minute');
  const scheduled = await lived('schedule', MINUTE, false, spread(changes, periodMs));
  say('freshness: AWS tells');
  const byEvents = await lived('events', SELDOM, true, spread(changes, periodMs));
  say('freshness: a burst');
  const burst = await lived('burst', SELDOM, true, spread(BURST, BURST_MS));
  const ofSchedule = MINUTE + cycleOf(scheduled);
  // The run for the same region that is under way has begun by then: it is waited for, and the next one.
  const ofEvents = BUS_MS + START_MS + WINDOW_MS + START_MS + byEvents.longestMs + cycleOf(byEvents);
  return told([
    { id: 'freshness.schedule.p50', value: percentile(scheduled.seconds, 50) },
    { id: 'freshness.schedule.p99', value: percentile(scheduled.seconds, 99) },
    {
      id: 'freshness.schedule.late',
      value: (percentile(scheduled.seconds, 99) * 1000) / ofSchedule,
    },
    { id: 'freshness.events.p50', value: percentile(byEvents.seconds, 50) },
    { id: 'freshness.events.p99', value: percentile(byEvents.seconds, 99) },
    { id: 'freshness.events.late', value: (percentile(byEvents.seconds, 99) * 1000) / ofEvents },
    {
      id: 'freshness.events.gain',
      value: percentile(byEvents.seconds, 50) / percentile(scheduled.seconds, 50),
    },
    { id: 'freshness.events.calls', value: byEvents.calls.length / scheduled.calls.length },
    { id: 'freshness.burst.lists', value: listsOf(burst.calls) },
    { id: 'freshness.burst.p99', value: percentile(burst.seconds, 99) },
    { id: 'freshness.removed', value: scheduled.removed + byEvents.removed + burst.removed },
  ]);
}

/** From the start of an invocation to a reader: the next reading begins within its period, and ends within another. */
const cycleOf = ({ longestMs }: Lived): number => START_MS + longestMs + 2 * READ_MS;

/** When each change happens, in milliseconds from the beginning. */
type Instants = (chance: World['chance']) => readonly number[];

const spread =
  (changes: number, overMs: number): Instants =>
  (chance) =>
    Array.from({ length: changes }, () => chance(overMs)).toSorted((a, b) => a - b);

interface Lived {
  /** From each change until it was readable. */
  readonly seconds: readonly number[];
  /** The longest run of the function, from its invocation to its end. */
  readonly longestMs: number;
  readonly calls: readonly string[];
  readonly removed: number;
}

/** A stretch of time in which tags change, until every one of them can be read. */
async function lived(seed: string, everyMs: number, isTold: boolean, instants: Instants): Promise<Lived> {
  const world = await worldOf(seed);
  const { clock } = world;
  let longestMs = 0;
  const measured: World['sync'] = async (request) => {
    const began = clock.now();
    const report = await world.sync(request);
    longestMs = Math.max(longestMs, clock.now() - began);
    return report;
  };
  const path = isTold ? eventPath({ ...world, sync: measured }) : undefined;
  const runs: Promise<unknown>[] = [];
  const stopped = new AbortController();
  // The first run of the schedule is anywhere within its period.
  const schedule = (async () => {
    await clock.sleep(world.chance(everyMs));
    while (!stopped.signal.aborted) {
      runs.push(world.invoke(async () => (isTold ? world.sync({}) : measured({}))));
      await clock.sleep(everyMs);
    }
  })();
  const seconds = await clock.run(changed(world, instants, (change) => path?.tell(change)));
  stopped.abort();
  await clock.run(Promise.all([schedule, path?.stop()]));
  await clock.run(Promise.all(runs));
  const calls = world.calls();
  await world.stop();
  return { seconds, longestMs, calls, removed: world.removed() };
}

async function changed(
  world: World,
  instants: Instants,
  tell: (change: Change) => void,
): Promise<readonly number[]> {
  const { clock, chance } = world;
  const began = clock.now();
  const waiting: Promise<number>[] = [];
  for (const instant of instants(chance)) {
    await clock.sleep(Math.max(0, began + instant - clock.now()));
    const change = world.change();
    waiting.push(world.readable(change));
    tell(change);
  }
  return Promise.all(waiting);
}

/** The nearest rank. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Of the list that was made most often. */
function listsOf(calls: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const call of calls) if (LISTS.has(call)) counts.set(call, (counts.get(call) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

const LISTS: ReadonlySet<string> = new Set(['DescribeInstances', 'DescribeSubnets', 'DescribeVpcs']);
