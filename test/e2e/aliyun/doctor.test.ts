/** `doctor` over the whole simulated cloud, and the permission whose lack lists nothing and says nothing. */
import { describe, expect, it } from 'vitest';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import { startAliyun } from '../../simulator/aliyun/server.ts';
import { clinic, doctored, probedOf } from '../doctor.ts';
import { buildEstate } from './estate.ts';
import { HANGZHOU, MAIN, SINGAPORE } from './stage.ts';

const opened = async () =>
  clinic({
    provider: aliyun,
    start: async (options) => startAliyun({ estate: buildEstate(), ...options }),
    env: (cloud) => {
      const { accessKeyId, accessKeySecret } = cloud.credentials(MAIN);
      return { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret };
    },
    config: { accounts: [{ id: MAIN }], regions: { include: [HANGZHOU, SINGAPORE] } },
  });

const SERVERS = 'ecs:DescribeInstances';

describe('doctor over Alibaba Cloud', () => {
  it('finds nothing amiss where every permission is there, and changes nothing', async () => {
    const there = await opened();
    const { code, checks } = await doctored(there);
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    const regional = new Set(
      aliyun.collectors.flatMap(({ scope, actions }) => (scope === 'region' ? actions : [])),
    );
    expect(checks.map(({ what, text }) => `${what}: ${text}`)).toEqual(
      expect.arrayContaining([
        `aliyun ${MAIN} ${HANGZHOU}: ${regional.size} of ${regional.size} permissions`,
        `aliyun ${MAIN} ${SINGAPORE}: ${regional.size} of ${regional.size} permissions`,
      ]),
    );
  });

  it('names the one that the list of servers hides: its empty answer is held, and the dry run tells why', async () => {
    const there = await opened();
    const { cloud, made } = there;
    expect((await made.run('sync')).code).toBe(0);
    const servers = async (): Promise<unknown> => JSON.parse((await made.run('show', 'vm', '--json')).out);
    const before = await servers();
    expect(before).toMatchObject([{ id: 'i-off' }, { id: 'i-web' }]);
    const undo = cloud.faults.add({ kind: 'deny' }, { operation: SERVERS });
    expect((await made.run('sync')).code).toBe(2);
    expect((await made.run('status')).out).toMatch(new RegExp(`${HANGZHOU} +vm +held .* 3 +3 removals wait`));
    expect(await servers()).toEqual(before);
    const { code, checks } = await doctored(there);
    expect(code).toBe(2);
    const [named, ...others] = checks.filter(
      ({ what, status }) => what === `aliyun ${MAIN}` && status !== 'ok',
    );
    expect(others).toEqual([]);
    expect(named).toMatchObject({
      status: 'incomplete',
      kinds: aliyun.collectors.find(({ name }) => name === 'vm')?.emits,
      policy: `{"Effect":"Allow","Action":"${SERVERS}","Resource":"*"}`,
    });
    expect(named?.text).toContain(`${SERVERS} in ${SINGAPORE}, ${HANGZHOU}`);
    expect(named?.text).toContain(`(allow ${SERVERS})`);
    undo();
    expect((await made.run('sync')).code).toBe(0);
    expect((await doctored(there)).code).toBe(0);
    expect(await servers()).toEqual(before);
  });

  it('names every permission that is missing, and the kinds that want it', async () => {
    const there = await opened();
    // Without these there is no account, or no region, to ask about.
    const needed = aliyun.actions;
    const missing = probedOf(aliyun).filter((action) => !needed.includes(action));
    for (const operation of missing) there.cloud.faults.add({ kind: 'deny' }, { operation });
    const { code, checks } = await doctored(there);
    expect(code).toBe(2);
    const named = checks.filter(({ policy }) => policy !== undefined);
    expect(named.map(({ text }) => text.replace(/ .*/s, '')).toSorted()).toEqual(missing);
    for (const { kinds } of named) expect(kinds).not.toEqual([]);
  });
});
