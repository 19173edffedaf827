// How near a sync comes to what the cloud allows, where it says so and where it has to be found out.
// Time is virtual: a call takes 50 ms, more or less a fifth, and the simulator counts quotas over a real connection.
import { isPublished } from '../shared/collect/limit.ts';
import type { Limit } from '../shared/collect/limit.ts';
import type { Call } from '../test/simulator/cloud/calls.ts';
import { randomFrom } from '../test/simulator/aws/generate/random.ts';
import { CLOUDS } from './clouds/all.ts';
import type { BenchCloud, Opened } from './clouds/cloud.ts';
import { longestChain } from './clouds/row.ts';
import type { Figure, Options } from './figure.ts';
import { bucketFloor, naiveIn, published, syncIn } from './virtual-region.ts';
import type { Rate, RateOf, Setting } from './virtual-region.ts';

const LATENCY_MS = 50;
const DRAWS = 20;
const QUICK_DRAWS = 3;

/** Below this an estate is listed before any quota is felt, and there is nothing to be near to. */
const TELLING_S = 2;

export async function cloudWall({ quick, say }: Options): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const cloud of CLOUDS) {
    const { name, limits } = cloud;
    const told = (found: readonly Figure[]): void => {
      figures.push(...found);
      say(found.map(({ id, value }) => `${id} ${value.toFixed(2)}`).join(', '));
    };
    const stated = limits.map((limit) => ({ ...limit, source: 'stated for this figure' }));
    const known = { cloud, opened: telling(cloud, asStated), limits: stated };
    told(await wallOf(`wall.${name}.known`, known, [asStated]));
    if (!limits.every(isPublished)) {
      const draws = Array.from({ length: quick ? QUICK_DRAWS : DRAWS }, (_, n) => drawn(cloud, `${n}`));
      const unknown = { cloud, opened: telling(cloud, generousOf(cloud)), limits };
      told(await wallOf(`wall.${name}.unknown`, unknown, draws));
    }
    told(await naiveOf(cloud));
  }
  return figures;
}

type Subject = Pick<Setting, 'cloud' | 'opened' | 'limits'>;

/** The smallest estate whose calls such quotas hold back. */
function telling(cloud: BenchCloud, rateOf: RateOf): Opened {
  const [last, ...smaller] = (['large', 'mid', 'small'] as const).map((size) => cloud.open(size));
  const found = smaller.toReversed().find(({ rows }) => bucketFloor(cloud, rows, rateOf) >= TELLING_S);
  return found ?? last ?? cloud.open('large');
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
    value = Math.max(value, seconds / floorOf(cloud, opened, rateOf));
    throttled = Math.max(throttled, shareRefused(calls));
  }
  return [
    { id, value },
    { id: `${id}.throttled`, value: throttled },
  ];
}

function floorOf(cloud: BenchCloud, { rows }: Opened, rateOf: RateOf): number {
  return Math.max(bucketFloor(cloud, rows, rateOf), (longestChain(rows) * LATENCY_MS) / 1000);
}

export function shareRefused(calls: readonly Call[]): number {
  return (calls.filter(({ outcome }) => outcome === 'throttle').length / calls.length) * 100;
}

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
