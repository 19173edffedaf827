import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { askIn } from '../../../functions/tencent/client.ts';
import { urlOf } from '../../../functions/tencent/products.ts';
import { authorization } from '../../../functions/tencent/signature.ts';
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
  it('is a POST of JSON, with the action, the version, the region and the time in headers', async () => {
    const ask = await answering(json({ TotalCount: 0 }));
    await ask('vpc:DescribeVpcs', { Offset: '0', Limit: '100', Absent: undefined });
    expect(server?.got).toMatchObject([
      {
        method: 'POST',
        url: { pathname: '/', search: '' },
        body: '{"Offset":"0","Limit":"100"}',
        headers: {
          'content-type': 'application/json',
          'x-tc-action': 'DescribeVpcs',
          'x-tc-version': '2017-03-12',
          'x-tc-region': REGION,
          'x-tc-timestamp': String(NOW / 1000),
        },
      },
    ]);
    expect(server?.got[0]?.headers['x-tc-token']).toBeUndefined();
  });

  it('carries the token of temporary credentials', async () => {
    server = await serve(() => json({}));
    await askIn(REGION, { call, clock, endpoint: server.url, credentials })('cvm:DescribeInstances', {});
    expect(server.got[0]?.headers['x-tc-token']).toBe('token');
  });

  it('asks for the names of regions and zones in one language', async () => {
    const ask = await answering(json({}));
    await ask('region:DescribeZones', { Product: 'cdb' });
    await ask('cvm:DescribeInstances', {});
    expect(server?.got.map(({ headers }) => headers['x-tc-language'])).toEqual(['zh-CN', undefined]);
  });

  it('goes to one host per product, and to its own in a financial region', () => {
    expect(urlOf('cvm:DescribeInstances', 'ap-guangzhou')).toBe('https://cvm.tencentcloudapi.com');
    expect(urlOf('cvm:DescribeInstances', 'ap-shanghai-fsi')).toBe(
      'https://cvm.ap-shanghai-fsi.tencentcloudapi.com',
    );
  });
});

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

describe('the signature', () => {
  it('is of the method, the headers, the body and the day', () => {
    const request = {
      service: 'cvm',
      host: 'cvm.tencentcloudapi.com',
      timestamp: 1551113065,
      body: '{"名":"值"}',
    };
    const canonical = `POST\n/\n\ncontent-type:application/json\nhost:cvm.tencentcloudapi.com\n\ncontent-type;host\n${sha(request.body)}`;
    const toSign = `TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n${sha(canonical)}`;
    const key = mac(mac(mac('TC3secret', '2019-02-25'), 'cvm'), 'tc3_request');
    expect(authorization({ accessKeyId: 'AKID', secretAccessKey: 'secret' }, request)).toBe(
      `TC3-HMAC-SHA256 Credential=AKID/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=${mac(key, toSign).toString('hex')}`,
    );
  });
});

/** By interface, by account, by address, by all regions of an account; and products' own. */
const THROTTLES = [
  'RequestLimitExceeded',
  'RequestLimitExceeded.UinLimitExceeded',
  'RequestLimitExceeded.IPLimitExceeded',
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
  'LimitExceeded.TooFrequentlyCalled',
  'FailedOperation.OperateFrequencyLimitedError',
  'FailedOperation.RateLimitExceeded',
];

describe('an answer', () => {
  it.each([
    ['RequestLimitExceeded', 'throttled'],
    ['RequestLimitExceeded.UinLimitExceeded', 'throttled'],
    ['RequestLimitExceeded.IPLimitExceeded', 'throttled'],
    ['RequestLimitExceeded.GlobalRegionUinLimitExceeded', 'throttled'],
    ['LimitExceeded.TooFrequentlyCalled', 'throttled'],
    ['FailedOperation.OperateFrequencyLimitedError', 'throttled'],
    ['LimitExceeded', 'invalid'],
    ['RequestSizeLimitExceeded', 'invalid'],
    ['UnsupportedRegion', 'unsupported'],
    ['UnsupportedOperation.ServiceUnsupportedRegion', 'unsupported'],
    ['InvalidParameterValue.UnsupportedRegionError', 'unsupported'],
    ['UnsupportedOperation.SpotUnsupportedRegion', 'invalid'],
    ['ResourceUnavailable', 'unsupported'],
    ['UnauthorizedOperation', 'denied'],
    ['UnauthorizedOperation.CamNoAuth', 'denied'],
    ['OperationDenied.CamDeniedError', 'denied'],
    ['InvalidParameter.PermissionDenied', 'denied'],
    ['InternalError.CamAuthFailed', 'denied'],
    ['AuthFailure.SecretIdNotFound', 'denied'],
    ['FailedOperation.AccountInArrears', 'denied'],
    ['UnauthorizedOperation.Arrears', 'denied'],
    ['FailedOperation.CamSigAndAuthError', 'unavailable'],
    ['InternalError', 'unavailable'],
    ['InternalServerError', 'unavailable'],
    ['ServiceUnavailable', 'unavailable'],
    ['InvalidParameterValue', 'invalid'],
    ['InvalidAction', 'invalid'],
    ['ResourceNotFound', 'invalid'],
  ])('with HTTP 200 and %s is %s', async (code, reason) => {
    const ask = await answering(failing(code));
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ name: 'CloudError', code, reason });
  });

  it.each([200, 400, 403, 404, 429, 500, 503])(
    'with HTTP %i and the code of a throttle is a throttle, whatever the status says',
    async (status) => {
      for (const code of THROTTLES) {
        const ask = await answering({ ...failing(code), status });
        await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ code, reason: 'throttled' });
        await server?.close();
      }
    },
  );

  it('with a code that is no throttle is none because of a status of success', async () => {
    const ask = await answering({ ...failing('ResourceInsufficient'), status: 200 });
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ reason: 'invalid' });
  });

  it.each([
    ['UnauthorizedOperation.PermissionDenied', '(allow vpc:DescribeVpcs)'],
    ['AuthFailure.SignatureFailure', '(check the secret key)'],
    ['UnauthorizedOperation.Arrears', '(the account is in arrears)'],
    ['AuthFailure.TokenFailure', '(the temporary credentials have expired or are not valid: renew them)'],
  ])('of %s says what to do', async (code, advice) => {
    const ask = await answering(failing(code, '没有权限'));
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toThrow(
      `vpc:DescribeVpcs: ${code}: 没有权限 ${advice}`,
    );
  });

  it('tells how far the clock of this machine is off', async () => {
    const date = new Date(NOW + 10 * 60_000).toUTCString();
    const ask = await answering({ ...failing('AuthFailure.SignatureExpire'), headers: { date } });
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toThrow(
      '10 minutes behind Tencent Cloud: set it right',
    );
  });

  it.each([
    ['a page of a proxy', { status: 403, text: '<html>' }, 'invalid'],
    ['half an answer', { text: '{"Response":{"Tot' }, 'unavailable'],
    ['something else', { text: '{"ok":true}' }, 'invalid'],
    ['nothing but a status', { status: 503, text: '{}' }, 'unavailable'],
    ['a limit of a gateway', { status: 429, text: '{}' }, 'throttled'],
  ])('that is %s is no answer', async (_, reply, reason) => {
    const ask = await answering(reply);
    await expect(ask('vpc:DescribeVpcs', {})).rejects.toMatchObject({ name: 'CloudError', reason });
  });
});
