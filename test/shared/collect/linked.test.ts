import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RETRY, createCalls } from '../../../shared/collect/call.ts';
import { linked, whileLinked } from '../../../shared/collect/linked.ts';
import { within } from '../../../shared/store/within.ts';
import { virtualClock } from '../../support/clock.ts';

const reason = new Error('enough');
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('linked', () => {
  it('is aborted with the first of its signals, for its reason', () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const both = linked(one.signal, two.signal);
    expect(both.signal.aborted).toBe(false);
    two.abort(reason);
    one.abort(new Error('too late'));
    expect(both.signal.reason).toBe(reason);
  });

  it('is aborted from the beginning with one that already is', () => {
    expect(linked(new AbortController().signal, AbortSignal.abort(reason)).signal.reason).toBe(reason);
  });

  it('is aborted by its owner, without the others', () => {
    const one = new AbortController();
    const both = linked(one.signal);
    both.abort(reason);
    expect(both.signal.reason).toBe(reason);
    expect(one.signal.aborted).toBe(false);
  });

  it('leaves nothing on a signal once it is released, and hears no more of it', () => {
    const one = new AbortController();
    const all = Array.from({ length: 100 }, () => linked(one.signal));
    expect(listeners(one.signal)).toBe(100);
    for (const each of all) each.release();
    expect(listeners(one.signal)).toBe(0);
    one.abort(reason);
    expect(all.some(({ signal }) => signal.aborted)).toBe(false);
  });
});

describe('what lives on after the work knows nothing of it', () => {
  const { signal } = new AbortController();
  const clock = virtualClock();
  const calls = createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock,
    signal,
    onAttempt: () => {},
  });
  const call = calls({ provider: 'aws', account: 'a', region: 'r', principal: 'p' });
  const ways: Readonly<Record<string, (work: () => Promise<string>) => Promise<string>>> = {
    'a call of a cloud': (work) => call('ec2:DescribeVpcs', work),
    'a request with a limit of time': (work) => within(clock, 1_000, work, signal),
    'work that is linked': (work) => whileLinked([signal], work),
  };

  it.each(Object.entries(ways))('%s', async (_, way) => {
    await expect(clock.run(way(async () => 'done'))).resolves.toBe('done');
    await expect(clock.run(way(() => Promise.reject(reason)))).rejects.toBe(reason);
    expect(listeners(signal)).toBe(0);
  });
});
