import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askIn } from '../../../functions/aliyun/client.ts';
import type { Ask } from '../../../functions/aliyun/client.ts';
import { isNoHost } from '../../../shared/collect/exchange.ts';
import { urlOf } from '../../../functions/aliyun/products.ts';
import { authorization, canonicalQuery } from '../../../functions/aliyun/signature.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import { callsOnce, clock } from './cloud.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let next: Answer = { status: 200, body: '{}' };
let last: IncomingMessage | undefined;
const server = createServer((request, response) => {
  last = request;
  request.resume();
  response.writeHead(next.status, next.headers).end(next.body);
});
let endpoint = '';
const keys = { accessKeyId: 'LTAIFAKE', secretAccessKey: 'fake' };

beforeAll(async () => {
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function asking(sessionToken?: string, now = Date.now): Ask {
  const call = callsOnce()({ provider: 'aliyun', account: '1', region: 'cn-hangzhou', principal: '1' });
  return askIn('cn-hangzhou', {
    call,
    credentials: async () => ({ ...keys, sessionToken }),
    clock: { ...clock, now },
    endpoint,
  });
}

async function failure(answer: Answer, action = 'ecs:DescribeVpcs' as const, now = Date.now) {
  next = answer;
  const error: unknown = await asking(undefined, now)(action, {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof CloudError)) throw new Error('no CloudError');
  return error;
}

const said = (status: number, Code: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: JSON.stringify({ RequestId: 'r', HostId: 'h', Code, Message: 'said so\nand more' }),
  headers,
});

describe('a request', () => {
  it('says everything in headers and parameters, and signs it', async () => {
    next = { status: 200, body: '{"Vpcs":{}}' };
    await asking('token')('vpc:DescribeVpcs', {
      RegionId: 'cn-hangzhou',
      Name: "中文 a+b*'",
      Left: undefined,
    });
    expect(last).toMatchObject({
      method: 'POST',
      url: '/?Name=%E4%B8%AD%E6%96%87%20a%2Bb%2A%27&RegionId=cn-hangzhou',
      headers: {
        'x-acs-action': 'DescribeVpcs',
        'x-acs-version': '2016-04-28',
        'x-acs-security-token': 'token',
        'x-acs-date': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    });
    expect(last?.headers.authorization).toMatch(
      /^ACS3-HMAC-SHA256 Credential=LTAIFAKE,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version,Signature=[0-9a-f]{64}$/,
    );
  });

  it('goes to an endpoint however it is written', async () => {
    next = { status: 200, body: '{}' };
    const slashed = endpoint;
    endpoint = `${slashed}/`;
    await asking()('vpc:DescribeVpcs', {});
    endpoint = slashed;
    expect(last?.url).toBe('/');
  });

  it('to ACK has a path', async () => {
    await asking()('cs:DescribeClustersV1', { region_id: 'cn-hangzhou' });
    expect(last).toMatchObject({ method: 'GET', url: '/api/v1/clusters?region_id=cn-hangzhou' });
  });

  it('keeps account ids that are longer than a number', async () => {
    next = {
      status: 200,
      body: '{"OwnerId":253460731706911258,"List":[1234567890123456],"Text":"a: 253460731706911258, \\"b","Rate":0.1234567890123456789,"Port":80}',
    };
    expect(await asking()('vpc:DescribeVpcs', {})).toEqual({
      OwnerId: '253460731706911258',
      List: ['1234567890123456'],
      Text: 'a: 253460731706911258, "b',
      Rate: 0.12345678901234568,
      Port: 80,
    });
  });
});

describe('an answer that is none', () => {
  it.each([
    [400, 'Throttling.User', 'throttled'],
    [200, 'Throttling', 'throttled'],
    [503, 'Throttling.Api', 'throttled'],
    [403, 'Throttling.User', 'throttled'],
    [429, 'Whatever', 'throttled'],
    [400, 'Account.Arrearage', 'denied'],
    [403, 'InsufficientBalance', 'denied'],
    [403, 'InvalidAccountStatus.NotEnoughBalance', 'denied'],
    [503, 'ServiceUnavailable', 'unavailable'],
    [500, 'InternalError', 'unavailable'],
    [400, 'SignatureNonceUsed', 'unavailable'],
    [403, 'Forbidden.RAM', 'denied'],
    [403, 'NoPermission', 'denied'],
    [403, 'SomeProductsOwnCode', 'denied'],
    [404, 'InvalidAccessKeyId.NotFound', 'denied'],
    [400, 'InvalidSecurityToken.Expired', 'denied'],
    [404, 'InvalidRegionId.NotFound', 'unsupported'],
    [403, 'NotOpenService', 'unsupported'],
    [400, 'InvalidParameter', 'invalid'],
    [404, 'InvalidAction.NotFound', 'invalid'],
  ])('%i %s is %s', async (status, code, reason) => {
    expect(await failure(said(status, code))).toMatchObject({ reason, code });
  });

  it.each([200, 400, 403, 404, 429, 500, 503])(
    'with HTTP %i and the code of a throttle is a throttle, whatever the status says',
    async (status) => {
      for (const code of [
        'Throttling',
        'Throttling.User',
        'Throttling.Api',
        'RequestThrottled',
        'FlowControl',
      ]) {
        expect(await failure(said(status, code))).toMatchObject({ reason: 'throttled', code });
      }
    },
  );

  it('is told in small letters by ACK', async () => {
    const body = JSON.stringify({ code: 'StatusForbidden', message: 'no', requestId: 'r', status: 403 });
    const error = await failure({ status: 403, body });
    expect(error).toMatchObject({ reason: 'denied', code: 'StatusForbidden' });
  });

  it('names the permission', async () => {
    expect((await failure(said(403, 'Forbidden.RAM'))).message).toBe(
      'ecs:DescribeVpcs: Forbidden.RAM: said so (allow ecs:DescribeVpcs)',
    );
  });

  it('names a clock that is wrong', async () => {
    const date = new Date(Date.now()).toUTCString();
    const error = await failure(
      said(400, 'InvalidTimeStamp.Expired', { date }),
      'ecs:DescribeVpcs',
      () => Date.now() + 3_600_000,
    );
    expect(error.message).toContain('60 minutes ahead of Aliyun');
  });

  it('of a proxy is no empty list', async () => {
    expect(await failure({ status: 200, body: '<html></html>' })).toMatchObject({ reason: 'unavailable' });
    expect(await failure({ status: 403, body: '<html></html>' })).toMatchObject({ reason: 'invalid' });
    expect(await failure({ status: 200, body: '{"Vpcs":{"Vpc":[' })).toMatchObject({ reason: 'unavailable' });
    expect(await failure({ status: 200, body: '[]' })).toMatchObject({ reason: 'invalid' });
  });

  it('of ECS that throttles says to wait for the next minute', async () => {
    const now = Date.UTC(2026, 0, 1, 0, 0, 20);
    const throttled = said(400, 'Throttling.User');
    expect((await failure(throttled, 'ecs:DescribeVpcs', () => now)).retryAfterMs).toBe(40_000);
    const told = said(400, 'Throttling.User', { 'retry-after': '3' });
    expect((await failure(told, 'ecs:DescribeVpcs', () => now)).retryAfterMs).toBe(3000);
  });
});

describe('hosts', () => {
  it.each([
    ['ecs:DescribeRegions', 'cn-hangzhou', 'https://ecs.cn-hangzhou.aliyuncs.com'],
    ['vpc:DescribeVpcs', 'cn-hangzhou', 'https://vpc.aliyuncs.com'],
    ['vpc:DescribeVpcs', 'eu-central-1', 'https://vpc.eu-central-1.aliyuncs.com'],
    ['vpc:ListVpcPeerConnections', 'eu-central-1', 'https://vpcpeer.aliyuncs.com'],
    ['slb:DescribeLoadBalancers', 'cn-beijing', 'https://slb.aliyuncs.com'],
    ['alb:ListRules', 'cn-beijing', 'https://alb.cn-beijing.aliyuncs.com'],
    ['cen:DescribeCens', 'cn-beijing', 'https://cbn.aliyuncs.com'],
    ['kvstore:DescribeInstances', 'cn-shenzhen', 'https://r-kvstore.cn-shenzhen.aliyuncs.com'],
    ['resourcemanager:ListAccounts', 'cn-hangzhou', 'https://resourcedirectorymaster.aliyuncs.com'],
  ] as const)('%s in %s: %s', (action, region, url) => {
    expect(urlOf(action, region)).toBe(url);
  });
});

const failed = (code: string) =>
  new CloudError('unavailable', 'x', {
    cause: new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
  });

it('a name that does not resolve says that a region has no such product, a refused connection does not', () => {
  expect(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'].map((code) => isNoHost(failed(code)))).toEqual([
    true,
    false,
    false,
  ]);
});

describe('the signature', () => {
  // Made with an implementation of its own from the same description; see the simulator's verifier too.
  it('is the known one', () => {
    const headers = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
    };
    const query = canonicalQuery({
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
      RegionId: 'cn-shanghai',
    });
    // The worked example of https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
    const example = { accessKeyId: 'YourAccessKeyId', secretAccessKey: 'YourAccessKeySecret' };
    expect(authorization(example, { method: 'POST', path: '/', query, headers, body: '' })).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });
});
