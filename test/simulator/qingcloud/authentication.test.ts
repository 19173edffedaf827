/** Who may ask, for what, and in which words others are told. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { generateEstate } from './generate.ts';
import { type QingCloudCloud, startQingcloud } from './server.ts';

const MAIN = 'usr-main';
const NOW = Date.parse('2026-11-23T01:15:26Z');

describe('a request', () => {
  let started: QingCloudCloud | undefined;
  const cloud = (): QingCloudCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };
  beforeAll(async () => {
    const estate = generateEstate({ seed: 'who', accounts: [MAIN], regions: ['pek3'] });
    started = await startQingcloud({ estate, wallClock: () => NOW });
  });
  afterAll(() => started?.close());

  const asked = (params: Readonly<Record<string, string>>, given: object = {}) =>
    ask({
      url: cloud().url,
      keys: cloud().credentials(MAIN),
      params: { action: 'DescribeRouters', zone: 'pek3', ...params },
      now: NOW,
      ...given,
    });
  const session = (expires: number) => ({ keys: cloud().session(MAIN, expires), path: '/iam/' });

  it('that is right is answered', async () => {
    expect(await asked({})).toMatchObject({ action: 'DescribeRoutersResponse', ret_code: 0 });
  });

  it.each([
    ['a minute and more late', {}, { now: NOW - 61_000 }, 1300],
    ['a minute and more early', {}, { now: NOW + 61_000 }, 1300],
    ['not a minute late', {}, { now: NOW - 59_000 }, 0],
    ['of a time without a form', { time_stamp: 'yesterday' }, {}, 1100],
    ['of another version', { version: '2' }, {}, 1100],
    ['of another signature version', { signature_version: '2' }, {}, 1100],
    ['by another hash', { signature_method: 'HmacMD5' }, {}, 1100],
    ['by nobody', {}, { keys: { accessKeyId: 'NOBODY', secretAccessKey: 'x', token: undefined } }, 1200],
    ['that was changed', {}, { afterwards: { 'routers.1': 'rtr-1' } }, 1200],
    ['without a signature', {}, { afterwards: { signature: '' } }, 1100],
    ['at the path of roles', {}, { path: '/iam/' }, 1200],
    ['without the slash', {}, { path: '/iaas' }, 1200],
    ['by POST', {}, { method: 'POST' }, 1100],
  ])('%s: %j %j', async (_, params, given, code) => {
    expect(await asked(params, given)).toMatchObject({ ret_code: code });
  });

  it('may be signed by HmacSHA1, too', async () => {
    expect(await asked({ signature_method: 'HmacSHA1' }, { hash: 'sha1' })).toMatchObject({ ret_code: 0 });
  });

  it('of a role needs its token, and is for what IAM knows', async () => {
    const role = session(NOW + 60_000);
    expect(await asked({ signature_version: '2' }, role)).toMatchObject({ ret_code: 0 });
    expect(await asked({}, { ...role, path: '/iaas/' })).toMatchObject({ ret_code: 1200 });
    expect(await asked({}, { ...role, keys: { ...role.keys, token: 'x' } })).toMatchObject({
      ret_code: 1200,
    });
    expect(await asked({}, session(NOW - 1))).toMatchObject({ ret_code: 1200 });
    expect(await asked({ action: 'DescribeCaches' }, role)).toMatchObject({
      ret_code: 1400,
      message: 'PermissionDenied, IAM authorization evaluate deny',
    });
  });

  it('is counted by the day', async () => {
    let now = Date.parse('2026-11-23T15:59:50Z');
    const counting = await startQingcloud({ estate: cloud().estate, wallClock: () => now, dailyQuota: 2 });
    const once = async () => {
      const answer = await asked({}, { url: counting.url, keys: counting.credentials(MAIN), now });
      return answer['ret_code'];
    };
    expect([await once(), await once(), await once()]).toEqual([0, 0, 2500]);
    now = Date.parse('2026-11-23T16:00:00Z');
    expect(await once()).toBe(0);
    await counting.close();
  });

  it('is signed as the page says', () => {
    const string =
      'GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunInstances&count=1&image_id=centos64x86a&instance_name=demo&instance_type=small_b&login_mode=passwd&login_passwd=QingCloud20130712&signature_method=HmacSHA256&signature_version=1&time_stamp=2013-08-27T14%3A30%3A10Z&version=1&vxnets.1=vxnet-0&zone=pek3a';
    const signature = createHmac('sha256', 'SECRETACCESSKEY').update(string).digest('base64');
    expect(encodeURIComponent(signature)).toBe('byjccvWIvAftaq%2BoublemagH3bYAlDWxxLFAzAsyslw%3D');
  });
});
