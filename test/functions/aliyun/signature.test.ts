/**
 * Signatures: fixed ones, made by a third implementation, and any request against the simulator's own reading of
 * the vendor's page. `test/oracles` compares them with the vendor's client.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Params, authorization, canonicalQuery, sha256 } from '../../../functions/aliyun/signature.ts';
import type { Request } from '../../simulator/cloud/server.ts';
import { Refusal } from '../../simulator/cloud/server.ts';
import { Identities } from '../../simulator/aliyun/identities.ts';
import { Verifier } from '../../simulator/aliyun/signature.ts';

const KEYS = { accessKeyId: 'LTAI5tFakeFakeFake', secretAccessKey: 'fake-secret-fake-secret' };
const NOW = Date.parse('2026-11-23T01:15:26Z');

interface Made {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly params?: Params;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

function signed(made: Made, keys = KEYS): string {
  const { method = 'POST', path = '/', params = {}, body = '' } = made;
  return authorization(keys, { method, path, query: canonicalQuery(params), headers: headersOf(made), body });
}

function headersOf({ host = 'ecs.cn-hangzhou.aliyuncs.com', body = '', headers }: Made) {
  return { host, 'x-acs-date': '2026-11-23T01:15:26Z', 'x-acs-content-sha256': sha256(body), ...headers };
}

const asking = (action: string, version: string, nonce: string) => ({
  'x-acs-action': action,
  'x-acs-version': version,
  'x-acs-signature-nonce': nonce,
});

const PLAIN = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';

const said = (names: string, signature: string) =>
  `ACS3-HMAC-SHA256 Credential=LTAI5tFakeFakeFake,SignedHeaders=${names},Signature=${signature}`;

describe('fixed signatures', () => {
  it('parameters in the query, an empty one too', () => {
    const made = signed({
      params: { RegionId: 'cn-hangzhou', MaxResults: 100, NextToken: '' },
      headers: asking('DescribeInstances', '2014-05-26', 'n-1'),
    });
    expect(made).toBe(said(PLAIN, '8905c8f0d65f0a50344cb1b25065b4527b1bee5d787eaf1ed9773b81d87d3013'));
  });

  it('Chinese, reserved characters, a security token; Tag.10 before Tag.2', () => {
    const made = signed({
      params: {
        'Tag.2.Key': 'y',
        RegionId: 'cn-hangzhou',
        'Tag.1.Key': '环境 & <key>',
        'Tag.10.Key': 'x',
        'Tag.1.Value': "a+b=c/d?e~f*g'h(i)!j%20",
      },
      headers: {
        ...asking('DescribeInstances', '2014-05-26', 'n-2'),
        'x-acs-security-token': 'CAIS+/token==',
      },
    });
    const names = PLAIN.replace('x-acs-date;', 'x-acs-date;x-acs-security-token;');
    expect(made).toBe(said(names, '39ef368636cf390bfe0a1d83a07395970cd055bd4a8ef41a41f7973cdb63bbfa'));
  });

  it('a path, as ACK has it', () => {
    const made = signed({
      method: 'GET',
      host: 'cs.cn-hangzhou.aliyuncs.com',
      path: '/api/v1/clusters',
      params: { region_id: 'cn-hangzhou', page_size: 50, page_number: 1 },
      headers: asking('DescribeClustersV1', '2015-12-15', 'n-3'),
    });
    expect(made).toBe(said(PLAIN, '4a0178acde06035c17332c0b7e634be3a6f88a4f7b11a08080a7ebeec8e18c97'));
  });

  it('a form', () => {
    const made = signed({
      body: 'OIDCToken=e%2Fy&RoleArn=acs%3Aram',
      headers: {
        ...asking('X', '2015-04-01', 'n-4'),
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(made).toBe(
      said(`content-type;${PLAIN}`, '3cf68801c108051b3e6e297c6973600a1dbc54138e8b6ef9e16bed4d0145ecd2'),
    );
  });

  it('what has no value is not sent, and not signed', () => {
    expect(canonicalQuery({ b: undefined, a: 0, c: false })).toBe('a=0&c=false');
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c', '%20', '&=?/#', '🙂'),
);
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._]{0,12}$/);
const params = fc.dictionary(name, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 8 });

const identities = new Identities();
const user = identities.user('1111111111111111');
const keys = { accessKeyId: user.accessKeyId, secretAccessKey: user.accessKeySecret };
let nonces = 0;

/** As it comes out of the wire at the other end. */
function request(given: Params, path: string): Request {
  const made = { params: given, path, headers: asking('DescribeVpcs', '2016-04-28', `nonce ${nonces++}`) };
  const headers = headersOf(made);
  const url = new URL(`http://${headers.host}${path}?${canonicalQuery(given)}`);
  return { method: 'POST', url, headers: { ...headers, authorization: signed(made, keys) }, body: '' };
}

/** What the cloud says to it; `undefined`: nothing is wrong. */
function refusalOf(what: Request): unknown {
  try {
    new Verifier(identities).verify(what, NOW);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (error.reply.body as { readonly Code: string }).Code;
  }
}

describe('any request', () => {
  it('is signed as the cloud reads it', () => {
    fc.assert(
      fc.property(params, fc.constantFrom('/', '/api/v1/clusters'), (given, path) => {
        expect(refusalOf(request(given, path))).toBeUndefined();
      }),
    );
  });

  it('is refused when anything of it was changed on the way', () => {
    fc.assert(
      fc.property(params, name, (given, more) => {
        const what = request(given, '/');
        const url = new URL(what.url);
        url.searchParams.append(`x${more}`, '1');
        expect(refusalOf({ ...what, url })).toBe('SignatureDoesNotMatch');
        expect(refusalOf({ ...what, method: 'GET' })).toBe('SignatureDoesNotMatch');
        const headers = { ...what.headers, 'x-acs-action': 'DeleteVpc' };
        expect(refusalOf({ ...what, headers })).toBe('SignatureDoesNotMatch');
        const unsigned = { ...what.headers, 'x-acs-more': '1' };
        expect(refusalOf({ ...what, headers: unsigned })).toBe('IncompleteSignature');
        expect(refusalOf({ ...what, body: 'a=1' })).toBe('InvalidContentSha256');
      }),
    );
  });
});
