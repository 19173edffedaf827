/** The draws of the bench share a simulator: each has to be what it would be over one of its own. */
import { expect, test } from 'vitest';
import { CLOUDS } from '../../bench/clouds/all.ts';
import type { Opened } from '../../bench/clouds/cloud.ts';
import { whileHeld } from '../../bench/clouds/held.ts';
import { drawn } from '../../bench/cloud-wall.ts';
import { syncIn } from '../../bench/virtual-region.ts';

const DRAWN = CLOUDS.filter(({ isKnown }) => !isKnown).map((cloud) => [cloud.name, cloud] as const);

test.each(DRAWN)('draws of %s', async (_, cloud) => {
  const opened = cloud.open('mid');
  const draw = async (over: Opened, seed: string) => {
    const made: number[] = [];
    const { limits } = cloud;
    const setting = { cloud, opened: over, limits, rateOf: drawn(cloud, seed), latencyMs: 50, seed };
    const before = (count: number): void => void made.push(count);
    return { ...(await syncIn({ ...setting, isRead: false, before })), made };
  };
  const [first, second] = [await draw(opened, '0'), await draw(opened, '1')];
  expect(first.calls.length).toBeGreaterThan(0);
  await whileHeld(opened, async (held) => {
    expect(await draw(held, '0')).toEqual(first);
    expect(await draw(held, '1')).toEqual(second);
  });
});
