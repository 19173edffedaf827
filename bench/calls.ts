// How many calls a region takes, against how many it cannot do without.
import { regionOfSize } from './estate.ts';
import type { Size } from './estate.ts';
import type { Figure, Options } from './figure.ts';
import { floorOf, sumOf } from './floor.ts';
import { simulate } from './region.ts';
import type { Synced } from './region.ts';

const UNLIMITED = { bucket: null, latencyMs: 0 };

export async function calls({ quick, say }: Options): Promise<readonly Figure[]> {
  const sizes: readonly Size[] = quick ? ['small', 'mid'] : ['small', 'mid', 'large'];
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await callsOf(size, say, quick && size !== 'small')));
  return figures;
}

/** `isOnce`: one sync, and not what a removal and listener rules add. */
async function callsOf(size: Size, say: Options['say'], isOnce: boolean): Promise<readonly Figure[]> {
  const rows = floorOf(regionOfSize(size));
  const floor = sumOf(rows);
  const reference = sumOf(rows.filter(({ since }) => since === 'reference'));
  const region = await simulate({ size, ...UNLIMITED });
  try {
    const first = await region.sync([]); // what limits calls adds none
    say(
      `${size}: ${first.calls.length} calls; floor ${reference} for the reference's kinds + ${floor - reference}`,
    );
    const called = tally(first);
    for (const { call, term, calls: expected } of rows) {
      const made = called.get(call) ?? 0;
      if (made !== expected) say(`${size}: ${call} ${made} times, the floor is ${expected} (${term})`);
      called.delete(call);
    }
    for (const [call, made] of called) say(`${size}: ${call} ${made} times, the floor knows no such call`);
    const figures = [
      { id: `calls.${size}`, value: first.calls.length / floor },
      { id: `calls.${size}.count`, value: first.calls.length },
      { id: `calls.${size}.reference`, value: reference },
    ];
    if (isOnce) return figures;
    await region.remove();
    const second = await region.sync([]);
    const ruled = await region.sync([], { listenerRules: true });
    const ruledFloor = sumOf(floorOf(regionOfSize(size), true));
    return [
      ...figures,
      { id: `calls.${size}.listener-rules`, value: ruled.calls.length / ruledFloor },
      // What a removal makes a run list again.
      { id: `calls.${size}.second-listings`, value: second.calls.length - first.calls.length },
    ];
  } finally {
    await region.stop();
  }
}

function tally({ calls: made }: Synced): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { service, operation } of made) {
    const call = `${service}:${operation}`;
    counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  return counts;
}
