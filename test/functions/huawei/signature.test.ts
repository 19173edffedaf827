/**
 * Signatures: fixed ones, made by a third implementation, and any request against the simulator's own reading of the
 * vendor's page. `test/oracles` sends the vendor's typed clients to the simulator.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Params, type Signable, queryOf, signed } from '../../../functions/huawei/signature.ts';
import { Refusal } from '../../simulator/cloud/server.ts';
import type { Request } from '../../simulator/cloud/server.ts';
import { Identities } from '../../simulator/huawei/identities.ts';
import { Verifier } from '../../simulator/huawei/signature.ts';

const KEYS = {
  accessKeyId: 'HPUAFAKEFAKEFAKEFAKE',
  secretAccessKey: 'fake-secret-fake-secret-fake-secret-fake',
  sessionToken: undefined,
};
const NOW = Date.parse('2026-11-23T01:15:26Z');

type Made = Partial<Omit<Signable, 'url'>> & { readonly url: string };

async function authorization(
  { url, ...made }: Made,
  keys: typeof KEYS | { sessionToken: string } = KEYS,
): Promise<unknown> {
  const whole = {
    method: 'GET',
    params: {},
    headers: {},
    body: undefined,
    ...made,
    url: new URL(url),
  } as const;
  const all = await signed({ ...KEYS, ...keys }, whole, NOW);
  return all['authorization'];
}

const said = (names: string, signature: string): string =>
  `SDK-HMAC-SHA256 Access=HPUAFAKEFAKEFAKEFAKE, SignedHeaders=${names}, Signature=${signature}`;

describe('fixed signatures', () => {
  it('a project in a header, an empty parameter', async () => {
    const made = await authorization({
      url: 'https://vpc.cn-north-4.myhuaweicloud.com/v3/p-1/vpc/vpcs',
      params: { limit: '2000', enterprise_project_id: 'all_granted_eps', marker: '' },
      headers: { 'x-project-id': 'p-1' },
    });
    expect(made).toBe(
      said(
        'host;x-project-id;x-sdk-date',
        '22488a1bd474c4a935333f8dfdfc37494d0e9db9c94d2f95e3ac29f23b3a1ba0',
      ),
    );
  });

  it('Chinese, reserved characters, a security token', async () => {
    const made = await authorization(
      {
        url: 'https://ecs.cn-north-4.myhuaweicloud.com/v1/p-1/cloudservers/detail',
        params: {
          tags: "a+b=c/d?e~f*g'h(i)!j%20",
          name: '环境 & <key>',
          'not-tags': '🙂',
          limit: '1000',
        },
        headers: { 'x-project-id': 'p-1' },
      },
      { sessionToken: 'hQpj+/token==' },
    );
    expect(made).toBe(
      said(
        'host;x-project-id;x-sdk-date;x-security-token',
        '58ac31b4dfc8dd46d96f7f8c971c211d9244d9388439e25836d5417d2ac2e3e9',
      ),
    );
  });

  it('a body', async () => {
    const assume_role = { agency_name: '读者', domain_id: 'd-1' };
    const made = await authorization({
      url: 'https://iam.myhuaweicloud.com/v3.0/OS-CREDENTIAL/securitytokens',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: { auth: { identity: { methods: ['assume_role'], assume_role } } },
    });
    expect(made).toBe(
      said(
        'content-type;host;x-sdk-date',
        '9bbf115e5a8559088832f2ce7288794f6f3627d4108bb12bcffa458ceeb59e92',
      ),
    );
  });

  it('an account in a header, a port in the host', async () => {
    const made = await authorization({
      url: 'http://127.0.0.1:8080/v3/d-1/ccaas/cloud-connections',
      params: { limit: '2000' },
      headers: { 'x-domain-id': 'd-1' },
    });
    expect(made).toBe(
      said('host;x-domain-id;x-sdk-date', '6641941d74af354ce77934e03bd8f80510b699c950dc030b12968c0aedc4ba48'),
    );
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c', '%20', '&=?/#', '🙂', ''),
);
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}$/);
const params = fc.dictionary(name, text, { maxKeys: 8 });
const path = fc.constantFrom(
  '/v3/p-1/vpc/vpcs',
  '/vpc/v2.0/vpc/peerings',
  '/api/v3/projects/p-1/clusters',
  '/',
);
const body = fc.option(fc.dictionary(name, fc.oneof(text, fc.integer(), fc.array(text))), { nil: undefined });

const identities = new Identities();
const users = [
  identities.user('a'.repeat(32)),
  identities.session('b'.repeat(32), 'reader', NOW + 3_600_000),
];

interface Given {
  readonly params: Params;
  readonly path: string;
  readonly body: object | undefined;
  readonly user: number;
}

/** As it comes out of the wire at the other end. */
async function request(
  { params: query, path: pathname, body: data, user }: Given,
  now = NOW,
): Promise<Request> {
  const { accessKeyId = '', secretAccessKey = '', securityToken: sessionToken } = users[user] ?? {};
  const url = new URL(`https://vpc.cn-north-4.myhuaweicloud.com${pathname}`);
  const headers = {
    'x-project-id': 'p-1',
    ...(data !== undefined && { 'content-type': 'application/json' }),
  };
  const method = data === undefined ? 'GET' : 'POST';
  const all = await signed(
    { accessKeyId, secretAccessKey, sessionToken },
    { method, url, params: query, headers, body: data },
    now,
  );
  url.search = queryOf(query);
  return {
    method,
    url,
    headers: { ...all, host: url.host },
    body: data === undefined ? '' : JSON.stringify(data),
  };
}

/** What the cloud says to it; `undefined`: nothing is wrong. */
function refusalOf(what: Request, now = NOW): string | undefined {
  try {
    new Verifier(identities).verify(what, now);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { error_msg } = error.reply.body as { readonly error_msg: string };
    return error_msg.replace('Incorrect IAM authentication information: ', '').replace(/,.*/, '');
  }
}

const user = fc.nat({ max: 1 });
const any = fc.record({ params, path, body, user });
const WRONG = 'verify aksk signature fail';

describe('any request', () => {
  it('is signed as the cloud reads it', async () => {
    await fc.assert(
      fc.asyncProperty(any, async (given) => {
        expect(refusalOf(await request(given))).toBeUndefined();
      }),
    );
  });

  it('is refused when anything of it was changed on the way', async () => {
    await fc.assert(
      fc.asyncProperty(any, name, async (given, more) => {
        const what = await request(given);
        const url = new URL(what.url);
        url.search = `${url.search}${url.search === '' ? '?' : '&'}x${more}=1`;
        expect(refusalOf({ ...what, url })).toBe(WRONG);
        expect(refusalOf({ ...what, method: 'DELETE' })).toBe(WRONG);
        expect(refusalOf({ ...what, body: `${what.body} ` })).toBe(WRONG);
        expect(refusalOf({ ...what, headers: { ...what.headers, 'x-project-id': 'p-2' } })).toBe(WRONG);
        expect(refusalOf({ ...what, headers: { ...what.headers, 'x-domain-id': 'd' } })).toBe(
          'header x-domain-id is not signed',
        );
        expect(refusalOf({ ...what, headers: { ...what.headers, 'x-security-token': 'other' } })).not.toBe(
          undefined,
        );
      }),
    );
  });

  it('is good for fifteen minutes, by either clock', async () => {
    const minute = 60_000;
    await fc.assert(
      fc.asyncProperty(any, fc.integer({ min: -40, max: 40 }), async (given, minutes) => {
        const what = await request(given, NOW + minutes * minute);
        const late = 'calc aksk signature fail:signature expired';
        expect(refusalOf(what)).toBe(Math.abs(minutes) > 15 ? late : undefined);
      }),
    );
  });
});
