/** How lists page, what the cloud refuses, and what an estate has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signed } from '../../../functions/baidu/signature.ts';
import { PAGED, generateEstate } from './generate.ts';
import { type Lists, TAGGED, idIn } from './mutate.ts';
import { type BaiduCloud, startBaidu } from './server.ts';

const MAIN = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);

describe('a request', () => {
  let started: BaiduCloud | undefined;
  const cloud = (): BaiduCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };
  beforeAll(async () => {
    const estate = generateEstate({ seed: 'who', accounts: [MAIN, OTHER], regions: ['bj'] });
    started = await startBaidu({
      estate,
      buckets: { 'csn:CSN_READ:ListCsn': { burst: 1, perSecond: 0.001 } },
    });
  });
  afterAll(() => started?.close());

  async function ask(
    path: string,
    params: Readonly<Record<string, string>> = {},
    method: 'GET' | 'POST' = 'GET',
  ): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
    const url = new URL(`${cloud().url}${path}`);
    const keys = cloud().credentials(MAIN);
    const headers = signed(keys, { method, url, params, headers: {} }, Date.now());
    url.search = new URLSearchParams(params).toString().replaceAll('+', '%20');
    const answer = await fetch(url, { method, headers });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  }

  it('is paged by a marker, which is not there on the last page', async () => {
    const { vpcs } = cloud().estate.accounts[MAIN]?.places['bj']?.here ?? { vpcs: [] };
    const ids = vpcs.map(({ vpcId }) => vpcId).toSorted();
    const { body: first } = await ask('/bcc.bj/v1/vpc', { maxKeys: '3' });
    expect(first).toMatchObject({ isTruncated: true, nextMarker: ids[3], maxKeys: 3, marker: '' });
    const { body: last } = await ask('/bcc.bj/v1/vpc', { maxKeys: '3', marker: ids[3] ?? '' });
    expect(last).toMatchObject({ isTruncated: false, marker: ids[3], vpcs: [{ vpcId: ids[3] }] });
    expect(last).not.toHaveProperty('nextMarker');
  });

  it.each([
    ['/bcc.bj/v1/vpc', { maxKeys: '1001' }, 'GET', 400, 'InvalidHTTPRequest'],
    ['/bcc.bj/v1/vpc', { maxKeys: '0' }, 'GET', 400, 'InvalidHTTPRequest'],
    ['/bcc.bj/v1/vpc', { maxkeys: '1' }, 'GET', 400, 'InvalidHTTPRequest'],
    ['/bcc.bj/v1/eni', {}, 'GET', 400, 'InvalidHTTPRequest'],
    ['/bcc.bj/v1/eni', { vpcId: 'vpc-of-nobody' }, 'GET', 404, 'NoSuchObject'],
    ['/blb.bj/v1/blb/lb-of-nobody/listener', {}, 'GET', 404, 'NoSuchObject'],
    ['/bcc.bj/v1/vpc', {}, 'POST', 400, 'InvalidURI'],
    ['/bcc.bj/v1/vpcs', {}, 'GET', 400, 'InvalidURI'],
    ['/blb.bj/v1/vpc', {}, 'GET', 400, 'InvalidURI'],
    ['/bcc.xx/v1/vpc', {}, 'GET', 400, 'InvalidURI'],
    ['/bcc/v1/vpc', {}, 'GET', 400, 'InvalidURI'],
    ['/csn.bj/v1/csn', {}, 'GET', 400, 'InvalidURI'],
    [
      '/sts.bj/v1/credential',
      { assumeRole: '', accountId: OTHER, roleName: 'x' },
      'POST',
      403,
      'AccessDenied',
    ],
  ] as const)(
    'for %s with %j is refused as the cloud does it',
    async (path, params, method, status, code) => {
      expect(await ask(path, params, method)).toMatchObject({ status, body: { code } });
    },
  );

  it('is throttled, and says so', async () => {
    expect(await ask('/csn/v1/csn')).toMatchObject({ status: 200 });
    expect(await ask('/csn/v1/csn')).toMatchObject({ status: 429, body: { code: 'RateLimit' } });
  });
});

describe('an estate', () => {
  const spec = { seed: 'one', accounts: [MAIN, OTHER], regions: ['bj', 'gz'] };

  it('is the same from the same seed, and another one from another', () => {
    expect(generateEstate(spec)).toEqual(generateEstate(spec));
    expect(generateEstate({ ...spec, seed: 'two' })).not.toEqual(generateEstate(spec));
  });

  it('has what lists have to cope with', () => {
    const estate = generateEstate({ ...spec, accounts: [MAIN], regions: ['bj'], sizes: PAGED });
    const account = estate.accounts[MAIN];
    const here = account?.places['bj']?.here;
    if (account === undefined || here === undefined) throw new Error('no such place');
    expect(new Set(here.instances.map(({ status }) => status)).size).toBeGreaterThan(5);
    expect(here.instances.some(({ name }) => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(here.instances.length).toBeGreaterThan(2000);
    expect(here.databases.length).toBeGreaterThan(1000);
    expect(here.eips.some(({ instanceId }) => instanceId === '')).toBe(true);
    expect(here.eips.some(({ eip }) => eip.includes(':'))).toBe(true);
    expect(here.peerConns.some(({ peerRegion }) => peerRegion !== 'bj')).toBe(true);
    const lists: Partial<Lists> = { ...account, ...here };
    const ids = TAGGED.flatMap((list) => (lists[list] ?? []).map((row) => `${list} ${idIn(list, row)}`));
    // Both sides of a peering have its id.
    expect(new Set(ids).size).toBe(
      ids.length -
        here.peerConns.filter(
          ({ role }, n) =>
            role === 'acceptor' && here.peerConns[n - 1]?.peerConnId === here.peerConns[n]?.peerConnId,
        ).length,
    );
  });
});
