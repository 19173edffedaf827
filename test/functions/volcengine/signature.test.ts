/**
 * Signatures: one that another implementation made, and any request against the simulator's own reading of the
 * vendor's page. `test/oracles` compares them with the vendor's client.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Signable, queryOf, signedHeaders } from '../../../functions/volcengine/signature.ts';
import { Refusal, type Request } from '../../simulator/cloud/server.ts';
import { Identities, type Identity } from '../../simulator/volcengine/identities.ts';
import { claimOf, verify } from '../../simulator/volcengine/signature.ts';

const NOW = Date.parse('2026-11-23T01:15:29Z');
const identities = new Identities();
const user = identities.user('2100000001');

interface Given {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly by?: Identity;
  readonly signed?: Partial<Signable>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As it comes out of the wire at the other end. */
function request({ params = {}, body = '', by = user, signed = {}, headers = {} }: Given): Request {
  const query = queryOf({ ...params, Action: 'DescribeVpcs', Version: '2020-04-01' });
  const host = 'open.volcengineapi.com';
  const method = body === '' ? 'GET' : 'POST';
  const what = { method, service: 'vpc', region: 'cn-beijing', query, host, now: NOW, body } as const;
  return {
    method,
    url: new URL(`https://${host}/?${query}`),
    headers: { host, ...signedHeaders(by, { ...what, ...signed }), ...headers },
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

describe('a signature', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c%20', '&=?/#"\\', '🙂'),
  );
  const params = fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,20}$/), text, { maxKeys: 8 });

  it('of any request is the one that the cloud makes', () => {
    fc.assert(
      fc.property(params, text, (given, body) => {
        expect(refusalOf(request({ params: given, body }))).toBeUndefined();
      }),
    );
  });

  it('is of the vendor’s form, and the one that an independent implementation made', () => {
    const { authorization } = signedHeaders(
      { accessKeyId: 'AKLTFAKE', secretAccessKey: 'fake-secret' },
      {
        method: 'GET',
        service: 'ecs',
        region: 'cn-beijing',
        query: queryOf({ Action: 'DescribeInstances', MaxResults: '100', Version: '2020-04-01' }),
        host: 'open.volcengineapi.com',
        now: NOW,
        body: '',
      },
    );
    expect(authorization).toBe(
      'HMAC-SHA256 Credential=AKLTFAKE/20261123/cn-beijing/ecs/request, SignedHeaders=host;x-content-sha256;x-date, Signature=1b18feee2650cddca503c176c377bfd6936cb733d08adc2031d0555f03703ee6',
    );
  });

  it('is refused where anything else was signed than was sent', () => {
    const session = identities.session('2100000001', 'reader', 'test', NOW + 1000);
    const stale = identities.session('2100000001', 'reader', 'test', NOW - 1);
    expect([
      refusalOf(request({ by: session })),
      refusalOf(request({ by: stale })),
      refusalOf(request({ by: { ...session, sessionToken: undefined } })),
      refusalOf(request({ by: { ...user, secretAccessKey: 'wrong' } })),
      refusalOf(request({ by: { ...user, accessKeyId: 'AKLTnobody' } })),
      refusalOf(request({ signed: { query: 'Action=DescribeSubnets' } })),
      refusalOf(request({ signed: { method: 'POST' } })),
      refusalOf(request({ signed: { host: 'example.com' } })),
      refusalOf(request({ body: '{"a":1}', signed: { body: '{"a":2}' } })),
      refusalOf(request({ signed: { now: NOW - 16 * 60_000 } })),
      refusalOf(request({ signed: { now: NOW + 16 * 60_000 } })),
      refusalOf(request({ headers: { 'x-date': 'yesterday' } })),
      refusalOf(request({ headers: { authorization: 'HMAC-SHA256 nothing' } })),
    ]).toEqual([
      undefined,
      'InvalidSecurityToken',
      'InvalidSecurityToken',
      'SignatureDoesNotMatch',
      'InvalidAccessKey',
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
      'InvalidTimestamp',
      'InvalidTimestamp',
      'InvalidTimestamp',
      'MissingRequestInfo',
    ]);
  });
});
