import { expect, test } from 'vitest';
import { createClosing } from '../../../shared/collect/closing.ts';
import { perWindow } from '../../../shared/collect/limit.ts';
import { createPace } from '../../../shared/collect/pace.ts';
import { createWindow } from '../../../shared/collect/window.ts';
import { randomFrom } from '../../simulator/aws/generate/random.ts';
import { floorOf, shareRefused, spend } from './quota.ts';
import type { Rate } from './quota.ts';

const stated = 'https://example.com/quotas';
const guess = { perSecond: 10, burst: 20, source: 'Not documented; a guess' };

test.each([
  ['a bucket', { perSecond: 20, burst: 100 }, { perSecond: 20, burst: 100 }, 600],
  ['a second', perWindow(20, 1000), { calls: 20, windowMs: 1000 }, 400],
  ['a minute', perWindow(600, 60_000), { calls: 600, windowMs: 60_000 }, 2000],
] as const)(
  'a quota that is stated as %s is spent, and never exceeded',
  async (_, limit, rate: Rate, calls) => {
    const spent = await spend({ limit: { ...limit, source: stated }, rate: () => rate, calls });
    expect(shareRefused(spent.calls)).toBe(0);
    expect(spent.seconds / floorOf(calls, rate)).toBeLessThanOrEqual(1.1);
  },
);

/** 2 to 20 calls a second, one to three seconds' worth of it at once, five at least. */
function draw(seed: string): Extract<Rate, { readonly burst: number }> {
  const random = randomFrom(`quota ${seed}`);
  const chance = (): number => random.below(2 ** 32) / 2 ** 32;
  const perSecond = 2 * 10 ** chance();
  return { perSecond, burst: Math.max(5, Math.round(perSecond * (1 + 2 * chance()))) };
}

test.each([45, 100, 200, 500])(
  'a quota that nobody states is found out: %i calls, 40 draws',
  async (calls) => {
    const ratios: number[] = [];
    const refused: number[] = [];
    for (let n = 0; n < 40; n++) {
      const rate = draw(`${n}`);
      const spent = await spend({ limit: guess, rate: () => rate, calls, seed: `${n}` });
      // What is over in two seconds is over before the quota is felt: there is nothing to find out.
      if (floorOf(calls, rate) >= 2) ratios.push(spent.seconds / floorOf(calls, rate));
      refused.push(shareRefused(spent.calls));
    }
    expect(ratios.length).toBeGreaterThan(20);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.5);
    // The first throttles weigh most where there is little to spend.
    expect(Math.max(...refused)).toBeLessThan(calls === 45 ? 0.09 : 0.05);
  },
);

test.each([
  [30, 60],
  [100, 120],
  [100, 900],
])(
  'a time in which nothing is asked for is no measure of a quota: after %i calls %i s, 40 draws',
  async (after, seconds) => {
    const calls = after + 300;
    for (let n = 0; n < 40; n++) {
      const rate = draw(`${n}`);
      const rest = { after, ms: seconds * 1000 };
      const spent = await spend({ limit: guess, rate: () => rate, calls, rest, seed: `${n}` });
      expect(spent.seconds / floorOf(calls, rate)).toBeLessThanOrEqual(1.5);
      expect(shareRefused(spent.calls)).toBeLessThan(0.05);
    }
  },
);

const closing = { ...guess, closedMs: 60_000 };

test.each([100, 200, 500])(
  'of a quota that nobody states, and that is closed until the minute is over, all is used as soon as it is open: %i calls, 40 draws',
  async (calls) => {
    for (let n = 0; n < 40; n++) {
      const { perSecond } = draw(`${n}`);
      const rate: Rate = { calls: Math.round(perSecond * 60), windowMs: 60_000, aligned: true };
      const spent = await spend({ limit: closing, rate: () => rate, calls, seed: `${n}` });
      expect(shareRefused(spent.calls)).toBeLessThan(0.05);
      const floor = floorOf(calls, rate);
      // Each call of the last minute leaves at some pace: 15 s more.
      expect(spent.seconds).toBeLessThan(floor + 15);
    }
  },
);

test('a minute that refuses before anything passed is waited out like every throttle, and what was under way says nothing', () => {
  const pace = createClosing(createPace({ perSecond: 10, burst: 20 }, false), 60_000);
  pace.succeeded(10_000);
  pace.throttled(10_100);
  pace.throttled(10_150);
  pace.succeeded(10_160);
  expect(pace.free(10_200)).toBe(60_000);
  pace.throttled(60_100); // its clock is a little behind ours
  expect(pace.free(60_100)).toBe(61_100);
});

test('a guess that is far too low is left behind, one that is far too high is too', async () => {
  for (const perSecond of [1, 60]) {
    const rate = { perSecond: 15, burst: 30 };
    const spent = await spend({
      limit: { ...guess, perSecond, burst: perSecond },
      rate: () => rate,
      calls: 500,
    });
    expect(spent.seconds / floorOf(500, rate)).toBeLessThanOrEqual(1.5);
    expect(shareRefused(spent.calls)).toBeLessThan(0.05);
  }
});

const halved = (rate: Rate): Rate =>
  'windowMs' in rate
    ? { ...rate, calls: rate.calls / 2 }
    : { burst: rate.burst / 2, perSecond: rate.perSecond / 2 };

test.each([
  [
    'a stated bucket',
    { perSecond: 20, burst: 100, source: stated },
    { perSecond: 20, burst: 100 },
    1.2,
    0.01,
  ],
  ['a stated second', { ...perWindow(20, 1000), source: stated }, { calls: 20, windowMs: 1000 }, 1.2, 0.01],
  ['a guess', guess, { perSecond: 12, burst: 24 }, 1.5, 0.05],
] as const)(
  'another tenant takes half of it halfway, %s: ten seconds later the bars hold of the other half',
  async (_, limit, whole: Rate, bar, throttles) => {
    const calls = 2000;
    const rate = (passed: number): Rate => (passed < calls / 2 ? whole : halved(whole));
    const { seconds, calls: made } = await spend({ limit, rate, calls });
    let passed = 0;
    const taken = made.find(({ ok }) => ok && ++passed === calls / 2)?.at ?? Infinity;
    const later = made.filter(({ at }) => at > taken + 10_000);
    expect(shareRefused(later)).toBeLessThan(throttles);
    const rest = floorOf(calls / 2, halved(whole));
    expect(seconds - taken / 1000 - 10).toBeLessThanOrEqual(rest * bar);
  },
);

test.each([
  ['a bucket', { perSecond: 20, burst: 100, source: stated }],
  ['a guess', guess],
])('a tenant that has gone leaves its half to us again: %s', async (_, limit) => {
  const rate = { perSecond: 20, burst: 40 };
  const back = (passed: number): Rate => (passed < 1000 ? halved(rate) : rate);
  const { calls } = await spend({ limit, rate: back, calls: 3000 });
  const last = calls.slice(-400);
  const perSecond = (last.length / ((last.at(-1)?.at ?? 0) - (last[0]?.at ?? 0))) * 1000;
  expect(perSecond).toBeGreaterThan(0.85 * 20);
});

test('after a throttle nothing leaves for a second; what passes between two is what the cloud allows', () => {
  const pace = createPace({ perSecond: 10, burst: 20 }, false);
  pace.throttled(1000);
  expect(pace.free(1000)).toBe(2000);
  pace.throttled(1400); // was under way
  expect(pace.free(1400)).toBe(2000);
  for (let n = 0; n < 6; n++) pace.succeeded(2000);
  pace.throttled(3000); // six in two seconds
  const first = pace.free(3000);
  pace.left(first);
  expect(pace.free(first) - first).toBeCloseTo(1000 / (3 * 0.92), 6);
});

test('a throttle that measured nothing is waited out for longer each time, up to half a minute', () => {
  const pace = createPace({ perSecond: 10, burst: 20 }, false);
  const holds: number[] = [];
  let now = 0;
  for (let n = 0; n < 8; n++) {
    pace.throttled(now);
    holds.push(pace.free(now) - now);
    now = pace.free(now);
    pace.left(now);
  }
  expect(holds).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('a window lets as many leave as it has, and the next when the first is out of it', () => {
  const window = createWindow(3, 1000);
  const leave = (now: number): number => {
    const at = Math.max(now, window.free(now));
    window.left(at);
    return at;
  };
  expect([leave(0), leave(10), leave(20), leave(30), leave(30)]).toEqual([0, 10, 20, 1050, 1060]);
});
