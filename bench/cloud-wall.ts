// How near a sync comes to what the cloud allows, where it says so and where it has to be found out.
// Time is virtual: a call takes 50 ms, more or less a fifth, and the simulator counts quotas over a real connection.
import { isPublished } from '../shared/collect/limit.ts';
import type { Limit } from '../shared/collect/limit.ts';
import type { Call } from '../test/simulator/cloud/calls.ts';
import { randomFrom } from '../test/simulator/aws/generate/random.ts';
import { CLOUDS } from './clouds/all.ts';
import type { BenchCloud, Opened, Size } from './clouds/cloud.ts';
import { whileHeld } from './clouds/held.ts';
import { sumOf } from './clouds/row.ts';
import type { Figure, Options } from './figure.ts';
import { bucketFloor, floorOf, naiveIn, published, secondsFor, syncIn } from './virtual-region.ts';
import type { Rate, RateOf, Setting } from './virtual-region.ts';

const LATENCY_MS = 50;
const DRAWS = 20;
const QUICK_DRAWS = 3;
/** Of so many calls a twentieth is the three that find out a quota: it is used up, so much passed until it was again, and once more. */
const TELLING_CALLS = 3 / 0.05;

/** Below this an estate is listed before any quota is felt: a larger one says more of it. */
const TELLING_S = 2;

/** Of the reference, and 100,000 servers. */
const SIZES = ['small', 'mid', 'large', 'huge'] as const satisfies readonly Size[];
const GATE_SIZES: readonly Size[] = ['small', 'mid', 'large'];

export async function cloudWall({ quick, gate, cloud: only, say }: Options): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const cloud of CLOUDS) {
    const { name, limits } = cloud;
    if (only !== undefined && name !== only) continue;
    const told = (found: readonly Figure[]): void => {
      figures.push(...found);
      say(found.map(({ id, value }) => `${id} ${value.toFixed(2)}`).join(', '));
    };
    const estates = opening(cloud, quick);
    const stated = limits.map((limit) => ({ ...limit, source: 'stated for this figure' }));
    const known = { cloud, opened: telling(cloud, estates, asStated), limits: stated };
    told(await wallOf(`wall.${name}.known`, known, [asStated]));
    // Of AWS nearly all is published.
    if (!cloud.isKnown && !(quick && name === 'aws')) {
      const draws = drawsOf(quick).map((seed) => drawn(cloud, seed));
      await whileHeld(telling(cloud, estates, generousOf(cloud)), async (opened) =>
        told(await wallOf(`wall.${name}.unknown`, { cloud, opened, limits }, draws)),
      );
    }
    if (quick && !gate) continue;
    for (const size of quick ? GATE_SIZES : SIZES) {
      await whileHeld(cloud.open(size), async (opened) => {
        told(await sizeOf(`wall.${name}.${size}`, { cloud, opened, limits: stated }));
        if (quick || cloud.isKnown) return;
        told(await unknownOf(`wall.${name}.${size}.unknown`, { cloud, opened, limits }, drawsOf(quick)));
      });
    }
    told(await sharedOf(cloud));
    if (!quick) told(await naiveOf(cloud));
  }
  return figures;
}

/** Time and refusals of one size. Each call takes just its time: of many that go side by side the slowest would count. */
async function sizeOf(id: string, subject: Subject): Promise<readonly Figure[]> {
  const { cloud, opened } = subject;
  const setting = { ...subject, rateOf: asStated, latencyMs: LATENCY_MS, jitter: 0, seed: id };
  const { seconds, calls } = await syncIn(setting);
  return [
    { id, value: seconds / floorOf(cloud, opened.rows, asStated, LATENCY_MS) },
    { id: `${id}.seconds`, value: seconds },
    { id: `${id}.throttled`, value: shareRefused(calls) },
  ];
}

/**
 * One size where quotas have to be found out, the worst of all draws. Under a draw that lets everything through within
 * two seconds nobody can be as fast as who knows that it does: what would be refused is known when it is refused. Of
 * those it is told how much later they end. Of a region with few calls the three that find out a quota are more than a
 * twentieth: there they are counted.
 */
async function unknownOf(id: string, subject: Subject, seeds: readonly string[]): Promise<readonly Figure[]> {
  const { cloud, opened } = subject;
  const ratios: number[] = [];
  let [late, refused, throttled] = [0, 0, 0];
  for (const seed of seeds) {
    const rateOf = drawn(cloud, seed);
    const setting = { ...subject, rateOf, latencyMs: LATENCY_MS, jitter: 0, seed: `${id} ${seed}` };
    const { seconds, calls } = await syncIn({ ...setting, isRead: false });
    const floor = floorOf(cloud, opened.rows, rateOf, LATENCY_MS);
    if (bucketFloor(cloud, opened.rows, rateOf) >= TELLING_S) ratios.push(seconds / floor);
    else late = Math.max(late, seconds - floor);
    throttled = Math.max(throttled, shareRefused(calls));
    refused = Math.max(refused, calls.filter(isRefused).length);
  }
  return [
    ...(ratios.length === 0 ? [] : [{ id, value: Math.max(...ratios) }]),
    ...(ratios.length === seeds.length ? [] : [{ id: `${id}.late`, value: late }]),
    sumOf(opened.rows) <= TELLING_CALLS
      ? { id: `${id}.refused`, value: refused }
      : { id: `${id}.throttled`, value: throttled },
  ];
}

const drawsOf = (quick: boolean): readonly string[] =>
  Array.from({ length: quick ? QUICK_DRAWS : DRAWS }, (_, n) => `${n}`);

type Subject = Pick<Setting, 'cloud' | 'opened' | 'limits'>;

/** The smallest estate whose calls such quotas hold back. */
function telling(cloud: BenchCloud, estates: readonly (() => Opened)[], rateOf: RateOf): Opened {
  const isTelling = ({ rows }: Opened): boolean => bucketFloor(cloud, rows, rateOf) >= TELLING_S;
  const found = estates.find((open, n) => n === estates.length - 1 || isTelling(open()));
  if (found === undefined) throw new Error(`${cloud.name} has no estate`);
  return found();
}

/** From the smallest; each is made when it is first looked at. */
function opening(cloud: BenchCloud, quick: boolean): readonly (() => Opened)[] {
  const sizes = ['small', 'mid', ...(quick ? (['felt'] as const) : []), 'large'] as const;
  return sizes.map((size) => {
    let opened: Opened | undefined;
    return () => (opened ??= cloud.open(size));
  });
}

/** As the table has it, stated or guessed. */
const asStated: RateOf = (limit, key) => published({ ...limit, source: '' }, key);

/** The worst of them. */
async function wallOf(
  id: string,
  { cloud, opened, limits }: Subject,
  rates: readonly RateOf[],
): Promise<readonly Figure[]> {
  let [value, throttled] = [0, 0];
  for (const [n, rateOf] of rates.entries()) {
    const { seconds, calls } = await syncIn({
      cloud,
      opened,
      limits,
      rateOf,
      latencyMs: LATENCY_MS,
      seed: `${id} ${n}`,
    });
    value = Math.max(value, seconds / floorOf(cloud, opened.rows, rateOf, LATENCY_MS));
    throttled = Math.max(throttled, shareRefused(calls));
  }
  return [
    { id, value },
    { id: `${id}.throttled`, value: throttled },
  ];
}

export function shareRefused(calls: readonly Call[]): number {
  return (calls.filter(isRefused).length / calls.length) * 100;
}

const isRefused = ({ outcome }: Call): boolean => /throttl|RequestLimit/i.test(outcome);

/**
 * What a cloud does not state is drawn for each of its buckets: 2 to 20 calls a second, as many orders of magnitude
 * below as above the middle, and one to three seconds' worth at once, five at least. Published quotas of the eight
 * clouds begin at 3 a second (Azure Resource Graph: 15 in 5 s).
 */
export function drawn(cloud: BenchCloud, seed: string): RateOf {
  const rates = new Map<string, Rate>();
  return (limit: Limit, key: string) => {
    if (isPublished(limit)) return published(limit, key);
    const random = randomFrom(`quota ${cloud.name} ${seed} ${key}`);
    const chance = (): number => random.below(2 ** 32) / 2 ** 32;
    const perSecond = 2 * 10 ** chance();
    const burst = Math.max(5, Math.round(perSecond * (1 + 2 * chance())));
    const rate = rates.get(key) ?? cloud.drawn(limit, { perSecond, burst });
    rates.set(key, rate);
    return rate;
  };
}

/** Ten seconds to find out that half of it has gone. */
const ADAPTATION_MS = 10_000;

/** What would be listed in less is so under quotas of a fifth: the ten seconds would be most of it. */
const SOON_SECONDS = 30;

/** Half of every quota goes when half of the calls are made. Quotas that are not stated are drawn. */
async function sharedOf(cloud: BenchCloud): Promise<readonly Figure[]> {
  const id = `wall.${cloud.name}.shared`;
  const opened = cloud.open('large');
  const stated = cloud.isKnown ? published : drawn(cloud, 'shared');
  const isSoon = bucketFloor(cloud, opened.rows, stated) < SOON_SECONDS;
  const whole: RateOf = isSoon ? (limit, key) => fifthOf(stated(limit, key)) : stated;
  const limits = isSoon ? cloud.limits.map(smallerLimit) : cloud.limits;
  const half = sumOf(opened.rows) / 2;
  let taken = Infinity;
  const rateOf: RateOf = (limit, key) => {
    const rate = whole(limit, key);
    return taken === Infinity || rate === undefined ? rate : halfOf(rate);
  };
  const watch = (made: number, now: number): void => {
    if (made >= half) taken = Math.min(taken, now);
  };
  const setting = { cloud, opened, limits, rateOf, latencyMs: LATENCY_MS, seed: id, before: watch };
  const { calls } = await syncIn(setting);
  const later = calls.filter(({ at }) => at > taken + ADAPTATION_MS);
  if (later.length === 0) throw new Error(`${cloud.name}: all was listed before it could be felt`);
  const before = calls.filter(({ at, outcome }) => at <= taken && outcome === 'ok');
  const passed = (actions: readonly string[], since: number): number =>
    before.filter(({ action, at }) => at >= since && actions.includes(action)).length;
  const rest = (count: number, rate: Rate, actions: readonly string[]): number => {
    const left = count - passed(actions, -Infinity);
    const halved = halfOf(rate);
    if (!('windowMs' in halved)) {
      const spent = before.filter(({ action }) => actions.includes(action)).map(({ at }) => at);
      const burst = Math.min(halved.burst, leftIn(rate, spent, taken));
      return secondsFor(left, { ...halved, burst });
    }
    if (halved.aligned !== true) return secondsFor(left, halved);
    // What this minute has let through is spent: the others wait for the next one.
    const spent = taken % halved.windowMs;
    const waiting = left - Math.max(0, halved.calls - passed(actions, taken - spent));
    return waiting <= 0 ? 0 : (halved.windowMs - spent) / 1000 + secondsFor(waiting, halved);
  };
  const floor = bucketFloor(cloud, opened.rows, whole, rest);
  const rested = ((calls.at(-1)?.at ?? taken) - taken) / 1000;
  if (rested < floor) throw new Error(`${cloud.name}: ${rested} s are less than what nobody can do without`);
  return [
    { id, value: Math.max(0, rested - ADAPTATION_MS / 1000) / floor },
    { id: `${id}.throttled`, value: shareRefused(later) },
  ];
}

/** What a bucket still lets through at once, after calls at these times. */
function leftIn(rate: Rate, spent: readonly number[], now: number): number {
  if ('windowMs' in rate) return 0;
  const { burst, perSecond } = rate;
  let [tokens, from] = [burst, spent[0] ?? now];
  const filledAt = (at: number): number => Math.min(burst, tokens + ((at - from) / 1000) * perSecond);
  for (const at of spent) [tokens, from] = [filledAt(at) - 1, at];
  return filledAt(now);
}

const halfOf = (rate: Rate): Rate =>
  'windowMs' in rate
    ? { ...rate, calls: Math.max(1, Math.floor(rate.calls / 2)) }
    : { burst: rate.burst / 2, perSecond: rate.perSecond / 2 };

const FIFTH = 5;
/** Half of it lets one through still. */
const LEAST = 2;

function fifthOf(rate: Rate | undefined): Rate | undefined {
  if (rate === undefined) return undefined;
  if ('windowMs' in rate) return { ...rate, calls: Math.max(LEAST, Math.round(rate.calls / FIFTH)) };
  return { burst: Math.max(LEAST, rate.burst / FIFTH), perSecond: rate.perSecond / FIFTH };
}

/** A table that states a fifth; what it does not state it says nothing of. */
function smallerLimit(limit: Limit): Limit {
  if (!isPublished(limit)) return limit;
  const burst = Math.max(LEAST, Math.round(limit.burst / FIFTH));
  return { ...limit, perSecond: limit.perSecond / FIFTH, burst };
}

/** No draw lets more through. */
const generousOf =
  (cloud: BenchCloud): RateOf =>
  (limit, key) =>
    isPublished(limit) ? published(limit, key) : cloud.drawn(limit, { perSecond: 20, burst: 60 });

/** The user's alternative, of the same mid estate under the same published quotas. */
async function naiveOf(cloud: BenchCloud): Promise<readonly Figure[]> {
  const { name, limits } = cloud;
  const setting: Setting = {
    cloud,
    opened: cloud.open('mid'),
    limits,
    rateOf: published,
    latencyMs: LATENCY_MS,
    seed: 'naive',
  };
  const ours = await syncIn(setting);
  const naive = await naiveIn(setting);
  return [
    { id: `naive.${name}.calls`, value: naive.calls.length / ours.calls.length },
    { id: `naive.${name}.wall`, value: naive.seconds / ours.seconds },
  ];
}
