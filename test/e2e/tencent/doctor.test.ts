/** `doctor` over the whole simulated cloud: each product has its own word for a permission that is missing. */
import { describe, expect, it } from 'vitest';
import { tencent } from '../../../functions/tencent/provider.ts';
import { startTencent } from '../../simulator/tencent/server.ts';
import { clinic, doctored, probedOf } from '../doctor.ts';
import { buildEstate } from './estate.ts';
import { GUANGZHOU, MAIN } from './stage.ts';

const opened = async () =>
  clinic({
    provider: tencent,
    start: async (options) => startTencent({ estate: buildEstate(), ...options }),
    env: (cloud) => {
      const { secretId, secretKey } = cloud.credentials(MAIN);
      return { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
    },
    config: { accounts: [{ id: MAIN }], regions: { include: [GUANGZHOU] } },
  });

describe('doctor over Tencent Cloud', () => {
  it('finds nothing amiss where every permission is there', async () => {
    const { code, checks } = await doctored(await opened());
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    const regional = new Set(
      tencent.collectors.flatMap(({ scope, actions }) => (scope === 'region' ? actions : [])),
    );
    expect(checks.map(({ what, text }) => `${what}: ${text}`)).toContain(
      `tencent ${MAIN} ${GUANGZHOU}: ${regional.size} of ${regional.size} permissions`,
    );
  });

  it('names every permission that is missing, and the kinds that want it', async () => {
    const there = await opened();
    // Without these there is no account, or no region, to ask about.
    const needed = tencent.actions;
    const missing = probedOf(tencent).filter((action) => !needed.includes(action));
    for (const operation of missing) there.cloud.faults.add({ kind: 'deny' }, { operation });
    const { code, checks } = await doctored(there);
    expect(code).toBe(2);
    const named = checks.filter(({ policy }) => policy !== undefined);
    expect(named.map(({ text }) => text.replace(/ .*/s, '')).toSorted()).toEqual(missing);
    for (const { kinds } of named) expect(kinds).not.toEqual([]);
  });
});
