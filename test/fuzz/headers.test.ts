/** Headers that say when to come back, damaged: whatever they say, nobody waits for ever, nor asks again without a pause. */
import { expect, it } from 'vitest';
import { resetsAfterMs } from '../../functions/azure/errors.ts';
import { createBackoff } from '../../functions/kubernetes/backoff.ts';
import { connect } from '../../functions/kubernetes/client.ts';
import { RETRY, createCalls } from '../../shared/collect/call.ts';
import { aheadMs, clockAdvice } from '../../shared/collect/ahead.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { retryAfter } from '../../shared/collect/retry-after.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { chance } from '../support/chance.ts';
import { mutated } from './mutate.ts';
import { seedsOf } from './seeds.ts';

const SOUND = ['120', '0', 'Sun, 01 Mar 2026 12:00:30 GMT', '00:00:17'];
const EXTREME = [
  '-5',
  '1e308',
  'Infinity',
  '-Infinity',
  'NaN',
  '',
  ' ',
  '9'.repeat(400),
  '86400',
  '0x7fffffff',
];
/** A server that keeps a watch away for longer than this is not taken at its word. */
const LONGEST_MS = 5 * 60_000;

const HEADERS: readonly string[] = [
  ...SOUND,
  ...EXTREME,
  ...seedsOf(100, 6).map((seed) => {
    const by = chance(seed);
    return mutated(SOUND[by.below(SOUND.length)] ?? '', by).replaceAll(/[^ -~]/g, '');
  }),
];

const told = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
const isWithin = (ms: number | undefined, most: number): boolean =>
  ms === undefined || (ms >= 0 && ms <= most);

it('of a cloud: what is waited before the next attempt is within the bounds of all waits', async () => {
  const waits: (readonly [string, number])[] = [];
  for (const header of HEADERS) {
    const clock = fakeClock([RETRY.timeoutMs]);
    const reset = resetsAfterMs({ headers: new Headers({ 'x-ms-user-quota-resets-after': header }) });
    for (const retryAfterMs of [retryAfter(header, clock.now()), reset]) {
      expect([told(header), isWithin(retryAfterMs, Infinity)]).toEqual([told(header), true]);
      const call = createCalls({
        limits: [],
        policy: { ...RETRY, attempts: 2 },
        clock,
        signal: new AbortController().signal,
        onAttempt: () => {},
      })({ provider: 'p', account: 'a', region: 'r', principal: 'a' });
      const refused = call('List', async () => {
        throw new CloudError('throttled', 'slow down', { retryAfterMs });
      });
      await expect(refused).rejects.toThrow(CloudError);
    }
    waits.push(...clock.slept.map((ms) => [told(header), ms] as const));
    // The date of an answer says how far a clock is off, or nothing.
    expect(clockAdvice(aheadMs(header, clock.now()), 60_000, 'a cloud') ?? '').not.toContain('NaN');
  }
  expect(waits.filter(([, ms]) => !isWithin(ms, RETRY.maxMs))).toEqual([]);
  // Those that are read are waited for, or nothing of this was proved.
  expect(waits.filter(([, ms]) => ms > RETRY.baseMs.throttled).length).toBeGreaterThan(HEADERS.length / 10);
});

it('of a cluster: a watch is begun again within minutes', async () => {
  const { signal } = new AbortController();
  const wrong: unknown[] = [];
  for (const header of HEADERS) {
    const api = connect(
      { id: 'c1', name: 'c1', endpoint: undefined },
      {
        call: async (_, attempt) => attempt(signal),
        transport: async () => ({ status: 429, retryAfter: header, body: nothing() }),
        keepAnnotation: () => false,
      },
    );
    const error = await api.get('pods:list', '/api/v1/pods').then(
      () => expect.unreachable('it refuses'),
      (thrown: unknown) => thrown,
    );
    const asked = error instanceof CloudError ? error.retryAfterMs : Number.NaN;
    const ms = createBackoff({ random: () => 0 }).next(asked);
    if (!(ms >= 800 && ms <= LONGEST_MS)) wrong.push([told(header), ms]);
  }
  expect(wrong).toEqual([]);
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{}');
}
