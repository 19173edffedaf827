import { expect, test } from 'vitest';
import { createBucket } from '../../../shared/collect/bucket.ts';
import { perWindow } from '../../../shared/collect/limit.ts';
import { virtualClock } from '../../support/clock.ts';

const MINUTE = 60_000;

test.each([
  ['in a stretch of time', { ...perWindow(2, 1000), source: 'https://example.com/quotas' }],
  ['by the second', { perSecond: 2, burst: 2, source: 'https://example.com/quotas' }],
  ['as a guess', { perSecond: 2, burst: 2, source: 'Not documented' }],
])('a clock that is set back ten minutes holds no call up: a quota %s', async (_, limit) => {
  const clock = virtualClock();
  let ahead = 10 * MINUTE;
  const bucket = createBucket(limit, { ...clock, now: () => clock.now() + ahead });
  const { signal } = new AbortController();
  const turns = async (count: number): Promise<number> => {
    const from = clock.now();
    for (let n = 0; n < count; n++) await clock.run(bucket.turn(signal));
    return clock.now() - from;
  };
  await turns(2);
  ahead = 0;
  // Two a second, and one more second for those that left before.
  expect(await turns(6)).toBeLessThanOrEqual(4000);
  expect(await turns(6)).toBeGreaterThanOrEqual(2000);
});
