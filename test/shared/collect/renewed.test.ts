import { expect, it } from 'vitest';
import { renewed } from '../../../shared/collect/renewed.ts';

const LASTS = 1000;
const BEFORE = 100;

function issuer() {
  let now = 0;
  let issued = 0;
  const failures: Error[] = [];
  const clock = { now: () => now, random: () => 0, sleep: () => Promise.reject(new Error('nobody waits')) };
  const keys = renewed(
    async () => {
      issued += 1;
      const failure = failures.pop();
      if (failure !== undefined) throw failure;
      return { keys: `keys ${issued}`, until: now + LASTS };
    },
    BEFORE,
    clock,
  );
  return { keys, failures, count: () => issued, pass: (ms: number) => (now += ms) };
}

it('keys are issued once for all who wait, and stand until shortly before they expire', async () => {
  const { keys, count, pass } = issuer();
  expect(await Promise.all([keys(), keys(), keys()])).toEqual(['keys 1', 'keys 1', 'keys 1']);
  pass(LASTS - BEFORE - 1);
  expect(await keys()).toBe('keys 1');
  pass(1);
  expect(await Promise.all([keys(), keys()])).toEqual(['keys 2', 'keys 2']);
  expect(count()).toBe(2);
});

it('a failure is told to all who waited, and is not remembered', async () => {
  const { keys, failures } = issuer();
  failures.push(new Error('no'));
  const both = await Promise.allSettled([keys(), keys()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await keys()).toBe('keys 2');
});

it('keys that do not say until when are refused, and not asked for before every request', async () => {
  const clock = { now: () => 0, random: () => 0, sleep: () => Promise.reject(new Error('nobody waits')) };
  const keys = renewed(async () => ({ keys: 'keys', until: Date.parse('soon') }), BEFORE, clock);
  await expect(keys()).rejects.toMatchObject({ name: 'CloudError', reason: 'invalid' });
});
