/**
 * Signatures: fixed ones, made by the vendor's own SDK, and any request against the simulator's own reading of the
 * vendor's page. `test/oracles` asks the SDK about any request.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Params, queryOf, signed } from '../../../functions/baidu/signature.ts';
import { Refusal } from '../../simulator/cloud/server.ts';
import type { Request } from '../../simulator/cloud/server.ts';
import { Identities } from '../../simulator/baidu/identities.ts';
import { Verifier } from '../../simulator/baidu/signature.ts';

const NOW = Date.parse('2026-11-23T01:15:30Z');
const KEYS = { accessKeyId: 'AKFAKE', secretAccessKey: 'SKFAKE', sessionToken: undefined };
const JSON_TYPE = { 'content-type': 'application/json' };

const authorization = (url: string, params: Params, sessionToken?: string, method: 'GET' | 'POST' = 'GET') =>
  signed({ ...KEYS, sessionToken }, { method, url: new URL(url), params, headers: JSON_TYPE }, NOW)
    .authorization;

describe('fixed signatures', () => {
  it('a page that goes on', () => {
    expect(authorization('https://bcc.bj.baidubce.com/v2/instance', { maxKeys: '1000', marker: 'm 1' })).toBe(
      'bce-auth-v1/AKFAKE/2026-11-23T01:15:30Z/1800/content-type;host;x-bce-date/fe76b374286acda5617f4d2e7101ff0d3e388fb279bd1ba722ab6d6879cb8bf1',
    );
  });

  it('Chinese, reserved characters, a name without a value, a token', () => {
    const params = { assumeRole: '', roleName: "读者 a+b=c/d?e~f*g'h(i)!j%20", accountId: 'x' };
    expect(authorization('https://sts.bj.baidubce.com/v1/credential', params, 'Zjky+/token==', 'POST')).toBe(
      'bce-auth-v1/AKFAKE/2026-11-23T01:15:30Z/1800/content-type;host;x-bce-date;x-bce-security-token/dcfdce65ffd7022fd71c8d3c98df9132b5d40737a379928b1e56e8aea706f753',
    );
  });

  it('a port in the host', () => {
    expect(authorization('http://127.0.0.1:8080/bcc.bj/v1/vpc', { maxKeys: '1' })).toBe(
      'bce-auth-v1/AKFAKE/2026-11-23T01:15:30Z/1800/content-type;host;x-bce-date/816c6f4918f6a3b5bca99d5c8ae84dff812d4cb938366f7a15adbefa9cf58bee',
    );
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c', '%20', '&=?/#', '🙂', ''),
);
const name = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,11}$/)
  .filter((one) => one.toLowerCase() !== 'authorization');
const params = fc.dictionary(name, text, { maxKeys: 5 });
const path = fc.constantFrom(
  '/v1/vpc',
  '/v1/csn/csn-1/instance',
  '/api/cce/service/v2/clusters',
  '/bcc.bj/v2/zone',
);

const identities = new Identities();
const users = [
  identities.user('a'.repeat(32)),
  identities.session('b'.repeat(32), 'reader', NOW + 3_600_000),
];

interface Given {
  readonly params: Params;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly user: number;
}

/** As it comes out of the wire at the other end. */
function request({ params: query, path: pathname, method, user }: Given, at = NOW): Request {
  const keys = users[user] ?? KEYS;
  const url = new URL(`https://bcc.bj.baidubce.com${pathname}`);
  const all = signed(keys, { method, url, params: query, headers: JSON_TYPE }, at);
  url.search = queryOf(query);
  return { method, url, headers: { ...all, host: url.host }, body: '' };
}

/** What the cloud says to it; `undefined`: nothing is wrong. */
function refusalOf(what: Request, now = NOW): string | undefined {
  try {
    new Verifier(identities).verify(what, now);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}

const any = fc.record({
  params,
  path,
  method: fc.constantFrom('GET' as const, 'POST' as const),
  user: fc.nat({ max: 1 }),
});

describe('any request', () => {
  it('is signed as the cloud reads it', () => {
    fc.assert(
      fc.property(any, (given) => {
        expect(refusalOf(request(given))).toBeUndefined();
      }),
    );
  });

  it('is refused when anything of it was changed on the way', () => {
    fc.assert(
      fc.property(any, name, (given, more) => {
        const what = request(given);
        const url = new URL(what.url);
        url.search = `${url.search}${url.search === '' ? '?' : '&'}x${more}=1`;
        const other = new URL(what.url);
        other.pathname = `${other.pathname}/x`;
        const headers = (changed: object) => ({ ...what, headers: { ...what.headers, ...changed } });
        expect(refusalOf({ ...what, url })).toBe('SignatureDoesNotMatch');
        expect(refusalOf({ ...what, url: other })).toBe('SignatureDoesNotMatch');
        expect(refusalOf({ ...what, method: 'DELETE' })).toBe('SignatureDoesNotMatch');
        expect(refusalOf(headers({ host: 'bcc.gz.baidubce.com' }))).toBe('SignatureDoesNotMatch');
        expect(refusalOf(headers({ 'content-type': 'text/plain' }))).toBe('SignatureDoesNotMatch');
        expect(refusalOf(headers({ 'x-bce-date': '2026-11-23T01:15:31Z' }))).toBe('InvalidHTTPAuthHeader');
        expect(refusalOf(headers({ 'x-bce-other': 'x' }))).toBe('InvalidHTTPAuthHeader');
        expect(refusalOf(headers({ authorization: undefined }))).toBe('InvalidHTTPAuthHeader');
      }),
    );
  });

  it('is good for half an hour, and no clock may be ahead', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: -60, max: 30 }), (given, minutes) => {
        const said = refusalOf(request(given, NOW + minutes * 60_000));
        expect(said).toBe(
          minutes < -30 ? 'RequestExpired' : minutes > 5 ? 'RequestTimeTooSkewed' : undefined,
        );
      }),
    );
  });

  it('of temporary keys is none without their token, and after their time', () => {
    const [, session = KEYS] = users;
    const url = new URL('https://bcc.bj.baidubce.com/v1/vpc');
    const bare = signed(
      { ...session, sessionToken: undefined },
      { method: 'GET', url, params: {}, headers: {} },
      NOW,
    );
    expect(refusalOf({ method: 'GET', url, headers: { ...bare, host: url.host }, body: '' })).toBe(
      'InvalidAccessKeyId',
    );
    const later = NOW + 3_600_000;
    const given = { params: {}, path: '/v1/vpc', method: 'GET', user: 1 } as const;
    expect(refusalOf(request(given, later), later)).toBe('InvalidAccessKeyId');
  });
});
