import { expect, test } from 'vitest';
import { RETRY, createCalls } from '../../../shared/collect/call.ts';
import type { Attempted, RetryPolicy } from '../../../shared/collect/call.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Reason } from '../../../shared/collect/errors.ts';
import type { Limit } from '../../../shared/collect/limit.ts';
import { virtualClock } from '../../support/clock.ts';

const here = { provider: 'p', account: 'a', region: 'r', principal: 'me' };
const limit: Limit = {
  operation: 'Describe*',
  perSecond: 10,
  burst: 4, // of which a tenth, here one, is never spent
  per: ['account', 'region'],
  source: 'invented',
};

/** Calls on a clock of their own; chance is always one half. */
function calling(policy: Partial<RetryPolicy> = {}, limits: readonly Limit[] = []) {
  const clock = virtualClock();
  const run = new AbortController();
  const attempted: Attempted[] = [];
  const onAttempt = (one: Attempted): void => void attempted.push(one);
  const calls = createCalls({
    limits,
    policy: { ...RETRY, ...policy },
    clock,
    signal: run.signal,
    onAttempt,
  });
  const call = calls(here);
  const tries: number[] = [];
  /** Fails with each of these, then answers. */
  const failing = (...errors: readonly unknown[]) => {
    let n = 0;
    return async (): Promise<string> => {
      tries.push(clock.now());
      if (n++ < errors.length) throw errors[n - 1];
      return 'answer';
    };
  };
  return { clock, run, calls, call, attempted, tries, failing };
}
const times = (n: number, reason: Reason, retryAfterMs?: number): CloudError[] =>
  Array.from({ length: n }, () => new CloudError(reason, reason, { retryAfterMs }));

test.each([
  ['throttled', [0, 250, 750, 1_750, 3_750]],
  ['unavailable', [0, 50, 150, 350, 750]],
] as const)('%s: again after half of a wait that doubles', async (reason, expected) => {
  const { clock, call, tries, failing } = calling();
  expect(await clock.run(call('X', failing(...times(4, reason))))).toBe('answer');
  expect(tries).toEqual(expected);
});
test('the wait has an end, and so have the attempts', async () => {
  const { clock, call, tries, failing } = calling({ maxMs: 1_000, attempts: 5 });
  await expect(clock.run(call('X', failing(...times(9, 'throttled'))))).rejects.toThrow('throttled');
  expect(tries).toEqual([0, 250, 750, 1_250, 1_750]);
});
test.each([
  ['longer than ours', 700, 700],
  ['shorter than ours', 10, 250],
  ['longer than is bearable', 99_000, 20_000],
] as const)('the cloud says how long to wait: %s', async (_, retryAfter, expected) => {
  const { clock, call, tries, failing } = calling();
  await clock.run(call('X', failing(...times(1, 'throttled', retryAfter))));
  expect(tries).toEqual([0, expected]);
});
test.each(['denied', 'unsupported', 'invalid', 'deadline'] as const)('%s is final', async (reason) => {
  const { clock, call, tries, failing } = calling();
  await expect(clock.run(call('X', failing(...times(1, reason))))).rejects.toMatchObject({ reason });
  expect(tries).toEqual([0]);
});
test('a bug is final, and stays what it is', async () => {
  const { clock, call, tries, failing, attempted } = calling();
  const bug = new TypeError('x is undefined');
  await expect(clock.run(call('X', failing(bug)))).rejects.toBe(bug);
  expect([tries, attempted]).toEqual([
    [0],
    [{ ...here, operation: 'X', outcome: 'bug', retried: false, ms: 0 }],
  ]);
});
test('in an outage a caller retries as often as its budget says, not as often as it calls', async () => {
  const { clock, calls, tries, failing } = calling({ budget: 3 });
  const call = calls(here);
  const outage = Array.from({ length: 5 }, () =>
    call('X', failing(...times(9, 'unavailable'))).catch(() => 'failed'),
  );
  expect(await clock.run(Promise.all(outage))).toEqual(Array.from({ length: 5 }, () => 'failed'));
  expect(tries.length).toBe(5 + 3);
  await clock.run(calls(here)('X', failing(...times(1, 'unavailable')))); // another caller has its own
  await expect(clock.run(call('X', failing(...times(1, 'unavailable'))))).rejects.toThrow('unavailable');
  await clock.run(call('X', failing()));
  expect(await clock.run(call('X', failing(...times(1, 'unavailable'))))).toBe('answer'); // a success earns one
});
test('an attempt without an answer is given up, told so, and made again', async () => {
  const { clock, call, attempted } = calling({ timeoutMs: 1_000 });
  const signals: AbortSignal[] = [];
  const attempt = (signal: AbortSignal): Promise<string> =>
    signals.push(signal) === 1 ? new Promise(() => {}) : Promise.resolve('answer');
  expect(await clock.run(call('X', attempt))).toBe('answer');
  expect(clock.now()).toBe(1_050);
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  expect(attempted.map(({ outcome, retried, ms }) => [outcome, retried, ms])).toEqual([
    ['unavailable', true, 1_000],
    ['ok', false, 0],
  ]);
});
test('an answer in time leaves no timer behind', async () => {
  const { clock, call, failing } = calling();
  await clock.run(call('X', failing()));
  await expect(clock.run(new Promise(() => {}))).rejects.toThrow('waits for ever');
});
test.each([
  ['before it starts', 0, 0],
  ['while it is under way', 10, 1],
  ['while it waits to try again', 600, 1],
] as const)("the run's time is up %s", async (_, after, attempts) => {
  const { clock, run, call } = calling();
  let made = 0;
  const attempt = async (): Promise<never> => {
    made++;
    await clock.sleep(500);
    throw new CloudError('throttled', 'slow down', { retryAfterMs: 9_000 });
  };
  const stop = new Error('time is up');
  if (after === 0) run.abort(stop);
  else void clock.sleep(after).then(() => run.abort(stop));
  await expect(clock.run(call('X', attempt))).rejects.toMatchObject({ reason: 'deadline', cause: stop });
  expect([made, clock.now()]).toEqual([attempts, after]);
});
test("the run's time is up while it waits for its turn", async () => {
  const { clock, run, call, failing, tries } = calling({}, [{ ...limit, burst: 1, perSecond: 1 }]);
  await clock.run(call('DescribeX', failing()));
  void clock.sleep(10).then(() => run.abort());
  await expect(clock.run(call('DescribeX', failing()))).rejects.toMatchObject({ reason: 'deadline' });
  expect(tries).toEqual([0]);
});

test('the burst goes out at once but for what comes in 50 ms, then one by one; who shares the bucket shares the turns', async () => {
  const { clock, calls, tries, failing } = calling({}, [limit]);
  const ask = (operation: string, region = 'r') => calls({ ...here, region })(operation, failing());
  await clock.run(Promise.all(['A', 'B', 'A', 'B', 'A'].map((name) => ask(`Describe${name}`))));
  expect(tries.splice(0)).toEqual([0, 0, 0, 50, 150]);
  await clock.run(Promise.all([ask('DescribeA', 'elsewhere'), ask('ListOthers')]));
  expect(tries.splice(0)).toEqual([150, 150]);
  await clock.run(clock.sleep(60_000));
  await clock.run(Promise.all(['A', 'A', 'A', 'A'].map((name) => ask(`Describe${name}`)))); // rest earns a burst, no more
  expect(tries).toEqual([60_150, 60_150, 60_150, 60_200]);
});
test('however often it is throttled, it goes on at a twentieth of the pace', async () => {
  const { clock, call, tries, failing } = calling({ attempts: 99 }, [{ ...limit, burst: 1 }]);
  await clock.run(call('DescribeX', failing(...times(20, 'throttled', 1_500))));
  const gaps = tries.slice(1).map((at, i) => Math.round(at - (tries[i] ?? 0)));
  expect(Math.max(...gaps.slice(0, 2))).toBeLessThan(20_000);
  const { length } = tries;
  await clock.run(call('DescribeX', failing()));
  await clock.run(call('DescribeX', failing()));
  expect((tries[length + 1] ?? 0) - (tries[length] ?? 0)).toBeLessThanOrEqual(2_000);
});
