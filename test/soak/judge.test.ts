import { expect, it } from 'vitest';
import { judge, medianOf } from './judge.ts';
import type { Sample } from './judge.ts';

const BOUNDS = { share: 0.02, handles: 2 };
const run = (of: (cycle: number) => Omit<Sample, 'cycle'>): readonly Sample[] =>
  Array.from({ length: 100 }, (_, n) => ({ cycle: (n + 1) * 10, ...of((n + 1) * 10) }));
const grows = (samples: readonly Sample[]): readonly string[] =>
  judge(samples, BOUNDS).flatMap(({ what, isFlat }) => (isFlat ? [] : what));
const warming = (cycle: number): number => 50_000_000 + Math.min(cycle, 150) * 100_000;
const wave = (cycle: number, height: number): number => (cycle % 20) * height;
const sockets = (cycle: number): number => 10 + (cycle % 70);
const leaking = (each: number): readonly Sample[] =>
  run((n) => ({ bytes: 50_000_000 + wave(n, 100) + n * each, handles: {} }));
const timerEvery = (many: number): readonly Sample[] =>
  run((n) => ({ bytes: 1, handles: { sockets: 3, ...(n >= 400 && { timers: Math.floor(n / many) }) } }));

it('what stays is flat, what comes and goes is too, and so is what it takes to warm up', () => {
  expect(
    grows(run((n) => ({ bytes: warming(n) + wave(n, 1_000_000), handles: { sockets: sockets(n) } }))),
  ).toEqual([]);
});

it('a little more each cycle is found, however it comes and goes otherwise', () => {
  expect(grows(leaking(1_400))).toEqual([]);
  expect(grows(leaking(1_500))).toEqual(['bytes']);
});

it('a handle that is left open now and then is found, of any kind, also one that was not there at first', () => {
  expect(grows(timerEvery(500))).toEqual([]);
  expect(grows(timerEvery(100))).toEqual(['timers']);
});

it('one sample that is out of the way decides nothing', () => {
  const once = run((n) => ({
    bytes: n === 990 ? 1_000_000_000 : 1_000,
    handles: { files: n === 950 ? 99 : 1 },
  }));
  expect(grows(once)).toEqual([]);
});

it('says what it compares', () => {
  const [bytes] = judge(
    run((n) => ({ bytes: 1_000_000 + n, handles: {} })),
    BOUNDS,
  );
  // The middles of cycles 160 to 300 and of 860 to 1,000.
  expect(bytes).toEqual({
    what: 'bytes',
    early: 1_000_230,
    late: 1_000_930,
    most: 1_020_234.6,
    isFlat: true,
  });
});

it('does not judge nothing', () => {
  expect(() => judge([], BOUNDS)).toThrow('there is no sample to judge: run more cycles');
  expect(medianOf([5, 1, 3])).toBe(3);
});
