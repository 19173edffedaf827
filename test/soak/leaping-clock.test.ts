import { expect, it } from 'vitest';
import { leapingClock } from './leaping-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

it('a leap wakes who would have woken by then, in order, at their time, and what they sleep anew', async () => {
  const clock = leapingClock(new Set());
  const began = clock.now();
  const woken: string[] = [];
  const sleep = async (name: string, ...hours: readonly number[]): Promise<void> => {
    for (const each of hours) {
      await clock.sleep(each * HOUR);
      woken.push(`${name} at ${Math.floor((clock.now() - began) / HOUR)}`);
    }
  };
  void sleep('late', 30);
  const all = [sleep('hourly', 1, 1, 1), sleep('first', 0.5), sleep('last', 23)];
  await clock.leap(DAY);
  await Promise.all(all);
  expect(woken).toEqual(['first at 0', 'hourly at 1', 'hourly at 2', 'hourly at 3', 'last at 23']);
  expect(Math.floor((clock.now() - began) / HOUR)).toBe(24);
});

it('a request that is under way does not notice it', async () => {
  const clock = leapingClock(new Set([HOUR]));
  const request = new AbortController();
  const bound = clock.sleep(HOUR, request.signal).then(
    () => 'timed out',
    () => 'answered',
  );
  await clock.leap(DAY);
  request.abort();
  expect(await bound).toBe('answered');
});

it('who is told to stop sleeps no more', async () => {
  const clock = leapingClock(new Set());
  const stop = new AbortController();
  const slept = clock.sleep(HOUR, stop.signal);
  stop.abort(new Error('enough'));
  await expect(slept).rejects.toThrow('enough');
  await expect(clock.sleep(HOUR, stop.signal)).rejects.toThrow('enough');
});
