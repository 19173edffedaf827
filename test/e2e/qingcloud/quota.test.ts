/**
 * The requests of a day, through the function: when the cloud says that there are none left, nothing is asked before
 * they are full again, in this run and in those after it, and every source says so and until when.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateEstate } from '../../simulator/qingcloud/generate.ts';
import { BEIJING, MAIN, type Stage, startStage } from './stage.ts';

const HOUR = 3_600_000;
/** `00:00 (UTC+8)` of the next day. */
const midnightAfter = (now: number): number => {
  const day = new Date(now + 8 * HOUR).setUTCHours(24, 0, 0, 0);
  return day - 8 * HOUR;
};
const SPENT = { kind: 'error', status: 200, code: '2500', message: 'QuotasExceeded' } as const;
const UNTIL = /today's quota of API requests is spent; .* at (\d{4}-\d\d-\d\d) 00:00 \(UTC\+8\)/;

describe.each([
  ['an account that the configuration names', { accounts: [{ id: MAIN }] }],
  ['the key of whoever it is', {}],
])('the quota of %s', (_, config) => {
  let stage: Stage;
  beforeEach(async () => {
    const estate = generateEstate({ seed: 'quota', accounts: [MAIN], regions: [BEIJING] });
    stage = await startStage({ estate, config, buckets: { '*': undefined }, virtual: true });
    // Midnight is far.
    await stage.pass(midnightAfter(stage.now()) + 9 * HOUR - stage.now());
    await stage.run();
  });
  afterEach(() => stage.close());

  const callsOfRun = async (): Promise<number> => {
    stage.cloud.resetCalls();
    const { answer } = await stage.run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 0, removed: 0 });
    return stage.cloud.calls().length;
  };

  it.each(['iaas:DescribeCaches', 'iaas:DescribeZones'])(
    'spent at %s, is asked for again at midnight, by no run before it',
    async (operation) => {
      expect(await stage.allUnwell()).toEqual([]);
      const before = await stage.records();
      const spend = stage.cloud.faults.add(SPENT, { operation, times: 1 });
      const spentAt = stage.now();
      const first = await callsOfRun();
      expect(first).toBeGreaterThan(0);
      const [, until = ''] = UNTIL.exec(stage.output()) ?? [];
      expect(Date.parse(`${until}T00:00:00+08:00`)).toBe(midnightAfter(spentAt));
      spend();

      // Two more of the schedule: the last of them a moment before.
      const versions = new Map([...(await stage.heads())].map(([at, { version }]) => [at, version]));
      const left = midnightAfter(spentAt) - stage.now();
      const unwell = new Set<string>();
      for (const pause of [left / 2, left / 2 - 1000]) {
        await stage.pass(pause);
        expect(await callsOfRun()).toBe(0);
        expect(stage.output()).toContain(`${until} 00:00 (UTC+8)`);
        for (const line of await stage.allUnwell()) unwell.add(line.split(' ').slice(3).join(' '));
      }
      expect(unwell).toEqual(new Set(['kept denied']));
      expect(await stage.records()).toEqual(before);
      // The second of the two had nothing new to say.
      const now = [...(await stage.heads())].map(([at, { version }]) => version - (versions.get(at) ?? 0));
      expect(Math.max(...now)).toBeLessThanOrEqual(1);

      await stage.pass(2000);
      expect(await callsOfRun()).toBeGreaterThan(0);
      expect(await stage.allUnwell()).toEqual([]);
      expect(await stage.records()).toEqual(before);
    },
    120_000,
  );
});
