import { afterEach, describe, expect, it } from 'vitest';
import { askIn } from '../../../functions/volcengine/client.ts';
import { urlOf } from '../../../functions/volcengine/products.ts';
import { askAt, call, clock, failing, json, KEYS, NOW, REGION, serve } from './cloud.ts';
import type { Reply, Server } from '../../support/serve.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function answering(reply: Reply) {
  server = await serve(() => reply);
  return askAt(server.url);
}

const credentials = async () => ({ ...KEYS, sessionToken: 'token' });

describe('a request', () => {
  it('has its parameters in the query, sorted, and its region in the signature', async () => {
    const ask = await answering(json({ TotalCount: 0 }));
    await ask('vpc:DescribeVpcs', { PageNumber: 2, PageSize: 100, VpcName: '核心 &=+*', Absent: undefined });
    const [got] = server?.got ?? [];
    expect(got?.method).toBe('GET');
    expect(got?.url.search).toBe(
      '?Action=DescribeVpcs&PageNumber=2&PageSize=100&Version=2020-04-01&VpcName=%E6%A0%B8%E5%BF%83%20%26%3D%2B%2A',
    );
    expect(got?.body).toBe('');
    expect(got?.headers).toMatchObject({ 'x-date': '20261123T011529Z' });
    expect(String(got?.headers['authorization'])).toMatch(
      /^HMAC-SHA256 Credential=AKLTFAKE\/20261123\/cn-beijing\/vpc\/request, SignedHeaders=host;x-content-sha256;x-date, Signature=[0-9a-f]{64}$/,
    );
    expect(got?.headers['x-security-token']).toBeUndefined();
  });

  it('is a POST of JSON for databases and clusters', async () => {
    const ask = await answering(json({ Total: 0 }));
    await ask('rds_mysql:DescribeDBInstances', { PageNumber: 1, PageSize: 100, ZoneId: undefined });
    expect(server?.got).toMatchObject([
      {
        method: 'POST',
        body: '{"PageNumber":1,"PageSize":100}',
        headers: { 'content-type': 'application/json; charset=utf-8' },
      },
    ]);
    expect(server?.got[0]?.url.search).toBe('?Action=DescribeDBInstances&Version=2022-01-01');
  });

  it('carries the token of temporary credentials, signed', async () => {
    server = await serve(() => json({}));
    await askIn(REGION, { call, clock, endpoint: server.url, credentials })('ecs:DescribeZones', {});
    expect(server.got[0]?.headers['x-security-token']).toBe('token');
    expect(String(server.got[0]?.headers['authorization'])).toContain(
      'SignedHeaders=host;x-content-sha256;x-date;x-security-token,',
    );
  });

  it.each([
    ['ecs:DescribeInstances', 'cn-beijing', 'https://open.volcengineapi.com'],
    ['rds_mysql:DescribeDBInstances', 'ap-southeast-3', 'https://rds-mysql.ap-southeast-3.volcengineapi.com'],
    ['cen:DescribeCens', 'ap-southeast-2', 'https://cen.volcengineapi.com'],
  ] as const)('%s of %s goes to %s', (action, region, url) => {
    expect(urlOf(action, region)).toBe(url);
  });
});

describe('an answer', () => {
  it.each([
    // By the code, whatever the status.
    [{ Code: 'FlowLimitExceeded', CodeN: 100018 }, 429, 'throttled'],
    [{ Code: 'FlowLimitExceeded' }, 200, 'throttled'],
    [{ Code: 'AccountFlowLimitExceeded', CodeN: 100027 }, 400, 'throttled'],
    [{ Code: 'InvalidFlowLimitExceeded.ApiFlow' }, 403, 'throttled'],
    // By the number, where there is no code, or it is the number again.
    [{ Code: '', CodeN: 100027 }, 400, 'throttled'],
    [{ Code: '100018' }, 400, 'throttled'],
    [{ CodeN: 100013 }, 403, 'denied'],
    // By the number, where the code is a product's own text for it.
    [{ Code: 'TooFast', CodeN: 100018 }, 400, 'throttled'],
    [{ Code: 'Account.Limited', CodeN: 100027 }, 200, 'throttled'],
    [{ Code: 'NotYours', CodeN: 100013 }, 400, 'denied'],
    [{ Code: 'FlowLimitExceeded', CodeN: 100013 }, 403, 'throttled'],
    [{ Code: 'TooFast', CodeN: 1 }, 400, 'invalid'],
    [{ Code: 'AccessDenied', CodeN: 100013 }, 403, 'denied'],
    [{ Code: 'LackPolicy' }, 403, 'denied'],
    [{ Code: 'InvalidAccessKey', CodeN: 100009 }, 401, 'denied'],
    [{ Code: 'SignatureDoesNotMatch', CodeN: 100010 }, 401, 'denied'],
    [{ Code: 'InvalidTimestamp', CodeN: 100006 }, 400, 'denied'],
    [{ Code: 'InvalidSecurityToken' }, 401, 'denied'],
    [{ Code: 'AccountOverdue' }, 400, 'denied'],
    [{ Code: 'ServiceNotFound', CodeN: 100007 }, 404, 'unsupported'],
    [{ Code: 'InvalidActionOrVersion', CodeN: 100008 }, 404, 'unsupported'],
    [{ Code: 'ServiceNotOpen' }, 403, 'unsupported'],
    [{ Code: 'InternalError', CodeN: 100014 }, 500, 'unavailable'],
    [{ Code: 'InternalServiceTimeout', CodeN: 100016 }, 504, 'unavailable'],
    [{ Code: 'ServiceUnavailableTemp' }, 503, 'unavailable'],
    [{ Code: 'InvalidVpc.NotFound' }, 404, 'invalid'],
    [{ Code: 'SomethingNew' }, 400, 'invalid'],
    [{ Code: 'SomethingNew' }, 502, 'unavailable'],
  ] as const)('%o with HTTP %i is %s', async (error, status, reason) => {
    const ask = await answering(failing({ Message: 'no', ...error }, status));
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ name: 'CloudError', reason });
  });

  it.each([
    [429, 'throttled'],
    [403, 'denied'],
    [401, 'denied'],
    [502, 'unavailable'],
    [501, 'invalid'],
  ] as const)('of a proxy, HTTP %i, is %s', async (status, reason) => {
    const ask = await answering({ status, text: '{"ResponseMetadata":{}}' });
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ reason });
  });

  it("is told in the product's own words, whatever its number says", async () => {
    const ask = await answering(failing({ Code: 'TooFast', CodeN: 100018, Message: 'slow down' }));
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({
      code: 'TooFast',
      message: 'vpc:DescribeVpcs: TooFast: slow down',
    });
  });

  it('that is no JSON, or has no result, is none', async () => {
    const page = await answering({ text: '<html>sign in</html>' });
    await expect(page('vpc:DescribeVpcs', {})).rejects.toMatchObject({ reason: 'unavailable' });
    await server?.close();
    const empty = await answering({ text: '{"ResponseMetadata":{"RequestId":"1"}}' });
    await expect(empty('vpc:DescribeVpcs', {})).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('that says when to come again is heard', async () => {
    const reply = failing({ Code: 'FlowLimitExceeded' }, 429);
    const ask = await answering({ ...reply, headers: { 'retry-after': '3' } });
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ retryAfterMs: 3000 });
  });

  it('names the permission that is missing, and the clock that is off', async () => {
    const denied = await answering(failing({ Code: 'AccessDenied', Message: 'no\nmore' }, 403));
    await expect(denied('vke:ListClusters', {})).rejects.toThrow(
      'vke:ListClusters: AccessDenied: no (allow vke:ListClusters)',
    );
    await server?.close();
    const late = { date: new Date(NOW + 20 * 60_000).toUTCString() };
    const skewed = await answering({ ...failing({ Code: 'InvalidTimestamp' }), headers: late });
    await expect(skewed('vpc:DescribeVpcs', {})).rejects.toThrow('20 minutes behind Volcengine');
  });
});
