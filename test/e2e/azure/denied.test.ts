/** Roles that never allowed everything: what they hide is told from the first sync on, and costs nothing later. */
import { describe, expect, it } from 'vitest';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { byRef, staged } from '../stage.ts';
import { buildEstate } from './estate.ts';
import { JOINED, expected } from './expected.ts';
import { BRANCH, MAIN, startStage } from './stage.ts';

const HERE = `${MAIN} global`;
const THERE = `${BRANCH} global`;

describe.each(['graph', 'arm'] as const)('what a role never allowed, by %s', (lists) => {
  const stage = staged(async () => {
    const estate = buildEstate();
    subscriptionOf(estate, MAIN).unreadable.push('Microsoft.Network/privateEndpoints');
    subscriptionOf(estate, BRANCH).unreadable.push('Microsoft.Cache'); // it has none
    return startStage({ estate, config: { lists } });
  });
  /** Of one run: how often each list of one type was asked. */
  const asked = async (event?: unknown): Promise<readonly string[]> => {
    stage().cloud.resetCalls();
    await stage().run(event);
    const actions = stage()
      .cloud.calls()
      .map(({ action }) => action);
    return actions.filter((action) => /^Microsoft\.(?:Cache|Sql|DBfor|Compute)/.test(action)).toSorted();
  };

  it.each(['first', 'second'])('is kept, denied, and named: the %s sync', async () => {
    const { output } = await stage().run();
    // All that is joined through them.
    expect(await stage().unwell(HERE)).toEqual(JOINED.map((source) => `${source} kept denied`));
    expect(await stage().unwell(THERE)).toEqual(['redis kept denied', 'redis-enterprise kept denied']);
    expect(output).toContain('allow Microsoft.Cache/redis/read: assign the role');
    expect(output).toContain('allow Microsoft.Network/privateEndpoints/read: assign the role');
    const heads = await stage().heads();
    expect(heads.get(THERE)?.sources['redis']).toMatchObject({ outcome: 'kept', count: null });
    expect([...heads.values()].map(({ version }) => version)).toEqual([1, 1]); // told once
  });

  it('is there as soon as it is allowed', async () => {
    for (const { unreadable } of Object.values(stage().cloud.estate.subscriptions)) unreadable.splice(0);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(byRef(await stage().records())).toEqual(byRef(expected()));
  });

  if (lists === 'arm') return;

  it('costs no call where nothing has changed', async () => {
    expect(await asked()).toEqual([]);
  });

  it('that was allowed while there was nothing of it: a resync asks', async () => {
    subscriptionOf(stage().cloud.estate, BRANCH).unreadable.push('Microsoft.Cache');
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(await asked({ resync: true, accounts: [BRANCH] })).toContain('Microsoft.Cache/redis/read');
    expect(await stage().unwell(THERE)).toEqual(['redis kept denied', 'redis-enterprise kept denied']);
    subscriptionOf(stage().cloud.estate, BRANCH).unreadable.splice(0);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(await asked()).toEqual([]);
  });
});
