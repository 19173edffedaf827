// How long a region takes when the cloud limits and delays every call, against how long it must take.
import { limits as documented } from '../functions/aws/limits.ts';
import type { Limit } from '../shared/collect/limit.ts';
import { regionOfSize } from './estate.ts';
import type { Size } from './estate.ts';
import type { Figure, Options } from './figure.ts';
import { bucketFloor, floorOf, longestChain } from './floor.ts';
import { simulate } from './region.ts';

const BUCKET = { burst: 100, perSecond: 20 };
const LATENCY_MS = 50;

/** What the simulated cloud allows, and nothing else: each API has a bucket of its own. */
const SIMULATED: readonly Limit[] = [
  { operation: '*', ...BUCKET, per: ['account', 'region', 'operation'], source: 'the simulator' },
];

export async function wall({ quick, say }: Options): Promise<readonly Figure[]> {
  if (quick) return wallOf('wall.mid', 'mid', SIMULATED, say);
  return [
    ...(await wallOf('wall.mid', 'mid', SIMULATED, say)),
    ...(await wallOf('wall.large', 'large', SIMULATED, say)),
    // With the table that the function has: load balancers share one bucket, at half the rate.
    ...(await wallOf('wall.documented', 'mid', documented, say)),
  ];
}

async function wallOf(
  id: string,
  size: Size,
  limits: readonly Limit[],
  say: Options['say'],
): Promise<readonly Figure[]> {
  const rows = floorOf(regionOfSize(size));
  const bucket = bucketFloor(rows, limits);
  const path = (longestChain(rows) * LATENCY_MS) / 1000;
  say(
    `${id}: a ${size} region; the buckets take ${bucket.toFixed(1)} s, the longest chain ${path.toFixed(2)} s`,
  );
  const region = await simulate({ size, bucket: BUCKET, latencyMs: LATENCY_MS });
  try {
    const { seconds, calls } = await region.sync(limits);
    const refused = calls.filter(({ outcome }) => /throttl|rate|limit/i.test(outcome)).length;
    say(`${id}: ${seconds.toFixed(1)} s, ${refused} of ${calls.length} calls throttled`);
    return [
      { id, value: seconds / Math.max(bucket, path) },
      { id: `${id}.throttled`, value: (refused / calls.length) * 100 },
    ];
  } finally {
    await region.stop();
  }
}
