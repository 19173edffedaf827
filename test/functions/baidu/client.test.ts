import { whole } from '../../../shared/collect/gather.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '../../../functions/baidu/apis.ts';
import { askIn } from '../../../functions/baidu/client.ts';
import { router } from '../../../functions/baidu/collectors/router.ts';
import { redis } from '../../../functions/baidu/collectors/redis.ts';
import { k8sCluster } from '../../../functions/baidu/collectors/k8s-cluster.ts';
import { vm } from '../../../functions/baidu/collectors/vm.ts';
import { vpc } from '../../../functions/baidu/collectors/vpc.ts';
import { saidIn, toCloudError } from '../../../functions/baidu/errors.ts';
import { markedPages } from '../../../functions/baidu/pages.ts';
import { Vpc } from '../../../functions/baidu/lists.ts';
import { collect } from '../../contract/collector.ts';
import { caller, callsOnce, clock, startCloud } from './cloud.ts';
import type { BaiduCloud } from './cloud.ts';

const answer = (status: number, headers = {}) => ({ status, headers: new Headers(headers), text: '' });
const errorOf = (status: number, body: unknown) =>
  toCloudError('network:VPC_READ:ListVPC', saidIn(status, body), answer(status), 0);
const said = (code: string, message = '') => ({ code, message, requestId: '1' });

describe('what an answer means', () => {
  it.each([200, 400, 403, 429, 500, 503])(
    'a throttle is one by its code, whatever the status: %d',
    (status) => {
      for (const code of [
        'RateLimit',
        'RateLimitExceeded',
        'RequestLimitExceeded',
        'TooManyRequests',
        'Throttling',
        'TooMany',
        'QpsLimitExceeded',
      ])
        expect(errorOf(status, said(code))).toMatchObject({ reason: 'throttled', code });
    },
  );

  it('a throttle is one by its words, and by 429 and 503', () => {
    expect(errorOf(400, said('BadRequest', 'User RateLimit exceeded'))).toMatchObject({
      reason: 'throttled',
    });
    expect(errorOf(400, said('BadRequest', 'over the qps of this API'))).toMatchObject({
      reason: 'throttled',
    });
    expect(errorOf(429, {})).toMatchObject({ reason: 'throttled', code: 'HTTP 429' });
    expect(errorOf(503, said('ServiceBusy'))).toMatchObject({ reason: 'throttled' });
  });

  it.each([
    [400, 'AccessDenied', 'User RateLimit exceeded'],
    [403, 'AccessDenied', 'request was throttled by user flow control'],
    [400, 'Http400', 'RateLimit'],
    [500, 'InternalError', 'too many calls'],
    [503, 'InternalError', 'service busy'],
    [400, 'BadRequest', 'too many calls'],
    [400, 'BadRequest', 'apiqps limit'],
    [400, 'HTTP 400', 'ApiQPS over 20'],
  ])('%d %s "%s" is one, whatever the code means without those words', (status, code, message) => {
    expect(errorOf(status, said(code, message))).toMatchObject({ reason: 'throttled' });
  });

  it.each([
    [403, 'AccessDenied', 'too many wrong passwords', 'denied'],
    [403, 'OptInRequired', 'no', 'unsupported'],
    [400, 'RuleLimitExceeded', 'too many rules', 'invalid'],
    [400, 'QuotaLimitExceeded', 'RateLimit of resources', 'invalid'],
    [500, 'InternalError', 'no', 'unavailable'],
  ])('%d %s "%s" is none', (status, code, message, reason) => {
    expect(errorOf(status, said(code, message))).toMatchObject({ reason });
  });

  it('how much one may have is no throttle', () => {
    expect(errorOf(403, said('QuotaLimitExceeded', 'quota'))).toMatchObject({ reason: 'denied' });
    expect(errorOf(400, said('LimitExceeded', 'too many rules'))).toMatchObject({ reason: 'invalid' });
  });

  it('Retry-After is obeyed', () => {
    const error = toCloudError('a:B:c', said('RateLimit'), answer(429, { 'retry-after': '7' }), 0);
    expect(error).toMatchObject({ reason: 'throttled', retryAfterMs: 7000 });
  });

  it.each([
    ['AccessDenied', 403, 'denied', '(allow VPC_READ of bce:network)'],
    ['InvalidAccessKeyId', 403, 'denied', 'check the access key'],
    ['SignatureDoesNotMatch', 400, 'denied', 'check the secret'],
    ['RequestExpired', 400, 'denied', 'set the clock'],
    ['RequestTimeTooSkewed', 403, 'denied', 'set the clock'],
    ['AccountOverdue', 403, 'denied', '(the account is in arrears)'],
    ['OptInRequired', 403, 'unsupported', 'OptInRequired'],
    ['InternalError', 500, 'unavailable', 'InternalError'],
    ['Http400', 400, 'unavailable', 'Http400'],
    ['InvalidURI', 400, 'invalid', 'InvalidURI'],
    ['Whatever', 502, 'unavailable', 'Whatever'],
  ])('%s is %i: %s', (code, status, reason, words) => {
    const error = errorOf(status, said(code, 'no'));
    expect(error).toMatchObject({ reason, code });
    expect(error.message).toContain(words);
  });
});

describe('the client', () => {
  let cloud: BaiduCloud;
  beforeAll(async () => {
    cloud = await startCloud({ sizes: { vpcs: 5, caches: 4, clusters: 120 } });
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    cloud.simulator.faults.clear();
    cloud.forget();
  });

  const sending = (now: () => number, secret?: string) => {
    const { accessKeyId, secretAccessKey } = cloud.simulator.credentials(cloud.account.id);
    return {
      call: callsOnce()(caller),
      credentials: async () => ({
        accessKeyId,
        secretAccessKey: secret ?? secretAccessKey,
        sessionToken: undefined,
      }),
      clock: { ...clock, now },
      domain: 'baidubce.com',
      endpoint: cloud.simulator.url,
    };
  };

  it.each([
    [40, 'RequestTimeTooSkewed', /40 minutes ahead of Baidu Cloud/],
    [-40, 'RequestExpired', /40 minutes behind Baidu Cloud/],
  ])('is refused with a clock that is off by %i minutes, and says so', async (minutes, code, words) => {
    const ask = askIn(
      'global',
      sending(() => Date.now() + minutes * 60_000),
    );
    await expect(ask(API.regions, { body: {} })).rejects.toMatchObject({
      reason: 'denied',
      code,
      message: expect.stringMatching(words) as string,
    });
  });

  it('is refused with a wrong secret, and does not tell it', async () => {
    const ask = askIn('global', sending(Date.now, 'a wrong secret'));
    const error: unknown = await ask(API.regions, { body: {} }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: 'denied', code: 'SignatureDoesNotMatch' });
    expect(String(error)).not.toContain('a wrong secret');
  });

  it('speaks to no host but over https', async () => {
    const asked: string[] = [];
    const send = globalThis.fetch;
    globalThis.fetch = (url) => {
      if (url instanceof URL) asked.push(url.href);
      return Promise.reject(new TypeError('fetch failed', { cause: new Error('reset') }));
    };
    const ask = askIn('gz', { ...sending(Date.now), endpoint: undefined });
    await expect(ask(API.vpcs, {})).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(ask(API.csns, {})).rejects.toMatchObject({ reason: 'unavailable' });
    globalThis.fetch = send;
    expect(asked).toEqual(['https://bcc.gz.baidubce.com/v1/vpc', 'https://csn.baidubce.com/v1/csn']);
  });

  it('knows a service without a host in a region, and a product that was not opened', async () => {
    const send = globalThis.fetch;
    const gone = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed', { cause: gone }));
    const ask = askIn('hkg', { ...sending(Date.now), endpoint: undefined });
    await expect(ask(API.metals, {})).rejects.toMatchObject({ reason: 'unsupported' });
    await expect(ask(API.csns, {})).rejects.toMatchObject({ reason: 'unavailable' });
    globalThis.fetch = send;
    const place = cloud.account.places[cloud.scope.region];
    place?.notOpened.push('redis');
    await expect(collect(redis, cloud.connect(), cloud.scope)).rejects.toMatchObject({
      reason: 'unsupported',
    });
    place?.notOpened.pop();
  });

  it('takes a proxy page for what it is', async () => {
    cloud.simulator.faults.add({ kind: 'html' });
    await expect(collect(vpc, cloud.connect(), cloud.scope)).rejects.toMatchObject({ reason: 'unavailable' });
  });

  it('does not believe a list that goes on without saying where', async () => {
    const api = { pageSize: (size: number) => size, ask: async () => ({ vpcs: [], isTruncated: true }) };
    const pages = markedPages(api, API.vpcs, { at: 'vpcs', item: Vpc });
    await expect(whole(pages)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it.each([{}, { vpcs: null, isTruncated: false }, { vpcs: [{}], isTruncated: false }, { vpcs: [] }])(
    'takes no answer for a list that is none: %j',
    async (given) => {
      const api = { pageSize: (size: number) => size, ask: async () => given };
      const pages = markedPages(api, API.vpcs, { at: 'vpcs', item: Vpc });
      await expect(whole(pages)).rejects.toMatchObject({ reason: 'invalid' });
    },
  );

  it('passes over what went away since it was listed', async () => {
    const gone = cloud.here.vpcs.at(-1);
    if (gone === undefined) throw new Error('no VPC');
    cloud.simulator.beforePage({ operation: API.routes.action, times: 1 }, () => {
      cloud.here.vpcs.pop();
    });
    const tables = await collect(router, cloud.connect(), cloud.scope);
    expect(tables).toHaveLength(cloud.here.vpcs.length);
    cloud.here.vpcs.push(gone);
  });

  it('reads clusters beyond the first hundred, and does not believe a list that has moved', async () => {
    expect(await collect(k8sCluster, cloud.connect(), cloud.scope)).toHaveLength(120);
    const { clusters } = cloud.here;
    cloud.simulator.beforePage({ operation: API.clusters.action, page: 2, times: 1 }, () => {
      clusters.push(...clusters.splice(0, 1));
    });
    await expect(collect(k8sCluster, cloud.connect(), cloud.scope)).rejects.toMatchObject({
      reason: 'invalid',
    });
    expect([k8sCluster.paging, vm.paging]).toEqual(['offset', 'token']);
  });

  it('an account without clusters has none', async () => {
    const clusters = cloud.here.clusters.splice(0);
    expect(await collect(k8sCluster, cloud.connect(), cloud.scope)).toEqual([]);
    cloud.here.clusters.push(...clusters);
  });
});
