/**
 * Signatures: fixed ones, made by a third implementation, and any request against the simulator's own reading of the
 * vendor's page, which is itself checked with the example of that page. `test/oracles` compares them with the
 * vendor's client.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_TYPE, type Keys, authorization } from '../../../functions/tencent/signature.ts';
import { Refusal, type Request } from '../../simulator/cloud/server.ts';
import { Identities, type Identity } from '../../simulator/tencent/identities.ts';
import { claimOf, signatureOf, verify } from '../../simulator/tencent/signature.ts';

/** Of the vendor's page. */
const KEYS: Keys = {
  accessKeyId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  secretAccessKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
};

const said = (scope: string, signature: string): string =>
  `TC3-HMAC-SHA256 Credential=${KEYS.accessKeyId}/${scope}/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`;

describe('fixed signatures', () => {
  it('a page of servers', () => {
    const body = '{"Limit":100,"Offset":0}';
    const host = 'cvm.tencentcloudapi.com';
    expect(authorization(KEYS, { service: 'cvm', host, timestamp: 1_551_113_065, body })).toBe(
      said('2019-02-25/cvm', 'c41b6c0854ea96a61c3b8b92bc03a67608553272ab20b0e74e868a431c31cfec'),
    );
  });

  it('Chinese and reserved characters, the host of a financial region, the last second of a day', () => {
    const Values = ['生产 & <key>', "a+b=c/d?e~f*g'h(i)!j%20", '🙂'];
    const body = JSON.stringify({ Filters: [{ Name: 'tag:环境', Values }], Limit: '100' });
    const host = 'vpc.ap-shanghai-fsi.tencentcloudapi.com';
    expect(authorization(KEYS, { service: 'vpc', host, timestamp: 1_551_139_199, body })).toBe(
      said('2019-02-25/vpc', '8af6a28e659a9a0ae17a6981bfb589b169424a524e6c90a507ee03a32cfef696'),
    );
  });

  it('a host with a port, the first second of the next day', () => {
    const host = '127.0.0.1:8080';
    expect(authorization(KEYS, { service: 'sts', host, timestamp: 1_551_139_200, body: '{}' })).toBe(
      said('2019-02-26/sts', '4da6913068a61066976a4930b49f8506c94a40192acd2bac0ee2e5199678c8f2'),
    );
  });
});

const NOW = Date.parse('2026-11-23T01:15:26Z');
const identities = new Identities();
const user = identities.user('100000000001');

interface Given {
  readonly body: string;
  readonly service?: string;
  readonly timestamp?: number;
  readonly by?: Identity;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As it comes out of the wire at the other end. */
function request({ body, service = 'vpc', timestamp = NOW / 1000, by = user, headers = {} }: Given): Request {
  const host = `${service}.tencentcloudapi.com`;
  const keys = { accessKeyId: by.secretId, secretAccessKey: by.secretKey };
  return {
    method: 'POST',
    url: new URL(`https://${host}/`),
    headers: {
      host,
      'content-type': CONTENT_TYPE,
      'x-tc-timestamp': String(timestamp),
      ...(by.token !== undefined && { 'x-tc-token': by.token }),
      authorization: authorization(keys, { service, host, timestamp, body }),
      ...headers,
    },
    body,
  };
}

/** What the cloud says to it; `undefined`: nothing is wrong. */
function refusalOf(what: Request): string | undefined {
  try {
    verify(what, claimOf(what), identities, NOW);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c%20', '&=?/#"\\', '🙂', '\u2028'),
);
const params = fc.dictionary(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,12}$/),
  fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 })),
  { maxKeys: 8 },
);

describe('any request', () => {
  it('is signed as the cloud reads it', () => {
    fc.assert(
      fc.property(params, fc.integer({ min: -300, max: 300 }), (given, late) => {
        const timestamp = NOW / 1000 + late;
        expect(refusalOf(request({ body: JSON.stringify(given), timestamp }))).toBeUndefined();
      }),
    );
  });

  it('is refused when anything of it was changed on the way', () => {
    fc.assert(
      fc.property(params, (given) => {
        const what = request({ body: JSON.stringify(given) });
        const FAILED = 'AuthFailure.SignatureFailure';
        expect(refusalOf({ ...what, body: `${what.body} ` })).toBe(FAILED);
        expect(refusalOf({ ...what, method: 'GET' })).toBe(FAILED);
        expect(refusalOf({ ...what, url: new URL('?a=1', what.url) })).toBe(FAILED);
        const elsewhere = { ...what.headers, host: 'cvm.tencentcloudapi.com' };
        expect(refusalOf({ ...what, headers: elsewhere })).toBe(FAILED);
        const later = { ...what.headers, 'x-tc-timestamp': String(NOW / 1000 + 1) };
        expect(refusalOf({ ...what, headers: later })).toBe(FAILED);
      }),
    );
  });
});

describe("the simulator's reading of the vendor's page", () => {
  it('gives the signature of its example', () => {
    // https://cloud.tencent.com/document/product/215/36792
    const host = 'cvm.tencentcloudapi.com';
    const what = {
      method: 'POST',
      url: new URL(`https://${host}/`),
      headers: { host, 'content-type': 'application/json; charset=utf-8' },
      body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
    };
    const scope = { day: '2019-02-25', service: 'cvm', signedHeaders: ['content-type', 'host'] };
    expect(signatureOf(what, scope, KEYS.secretAccessKey, '1551113065')).toBe(
      '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    );
  });

  const body = '{}';
  it.each([
    [
      'five minutes and a second late',
      request({ body, timestamp: NOW / 1000 - 301 }),
      'AuthFailure.SignatureExpire',
    ],
    [
      'five minutes and a second early',
      request({ body, timestamp: NOW / 1000 + 301 }),
      'AuthFailure.SignatureExpire',
    ],
    [
      'a key that nobody has',
      request({ body, by: { ...user, secretId: 'AKIDnobody' } }),
      'AuthFailure.SecretIdNotFound',
    ],
    [
      'a key that is none',
      request({ body, by: { ...user, secretId: 'nobody' } }),
      'AuthFailure.InvalidSecretId',
    ],
    [
      "another key's secret",
      request({ body, by: { ...user, secretKey: 'x' } }),
      'AuthFailure.SignatureFailure',
    ],
    [
      'a token that is not its own',
      request({ body, by: { ...user, token: 'x' } }),
      'AuthFailure.TokenFailure',
    ],
    [
      'no signature',
      request({ body, headers: { authorization: 'Basic eA==' } }),
      'AuthFailure.InvalidAuthorization',
    ],
  ])('refuses %s', (_, what, code) => {
    expect(refusalOf(what)).toBe(code);
  });

  it('lets a session in until it expires', () => {
    const open = identities.session('100000000001', 'x', NOW + 1);
    const over = identities.session('100000000001', 'x', NOW);
    expect(refusalOf(request({ body, by: open }))).toBeUndefined();
    expect(refusalOf(request({ body, by: over }))).toBe('AuthFailure.TokenFailure');
    expect(refusalOf(request({ body, by: { ...open, token: undefined } }))).toBe('AuthFailure.TokenFailure');
  });
});
