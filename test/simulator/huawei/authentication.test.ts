/** Who may ask, for what, and in which words others are told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureOf } from './signature.ts';
import { generateEstate } from './generate.ts';
import { type HuaweiCloud, startHuawei } from './server.ts';

const MAIN = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const NOW = Date.parse('2026-11-23T01:15:26Z');

interface Nested {
  readonly title?: string;
  readonly type?: string;
  readonly code?: unknown;
}

interface Asking {
  readonly account?: string;
  readonly secret?: string;
  readonly token?: string;
  readonly at?: number;
  readonly path: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly unsigned?: boolean;
}

describe('a request', () => {
  let started: HuaweiCloud | undefined;
  const cloud = (): HuaweiCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };
  const project = (account: string, name = 'cn-north-4'): string => {
    const found = cloud().estate.accounts[account]?.projects.find((one) => one.name === name);
    if (found === undefined) throw new Error('no such project');
    return found.id;
  };

  beforeAll(async () => {
    const estate = generateEstate({
      seed: 'who',
      accounts: [MAIN, OTHER],
      regions: ['cn-north-4', 'cn-east-3', 'cn-north-4_team'],
      sizes: { vpcs: 3 },
    });
    estate.accounts[OTHER]?.agencies.push({ name: 'reader', trusts: [MAIN] });
    started = await startHuawei({ estate, wallClock: () => NOW });
  });
  afterAll(() => started?.close());

  /** `<status> <what is wrong>`, or the status alone. */
  async function ask(asking: Asking): Promise<string> {
    const { status, body } = await answerTo(asking);
    const said = body as Readonly<Record<string, Nested | string>>;
    const { error, NeutronError, error_code, code, error_msg = '' } = said;
    const inside = [NeutronError, error].find((one) => typeof one === 'object');
    const nested = typeof inside === 'object' ? (inside.title ?? inside.type ?? inside.code) : undefined;
    const why = (typeof error_msg === 'string' ? error_msg : '').replace(/^[^:]*: /, '').replace(/,.*/, '');
    return [status, error_code ?? code ?? nested, why]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  }

  async function answerTo(asking: Asking) {
    const { account = MAIN, at = NOW, path, headers = {}, body, secret, token } = asking;
    const keys = cloud().credentials(account);
    const url = new URL(`${cloud().url}${path}`);
    const date = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const all = {
      ...headers,
      ...(token !== undefined && { 'x-security-token': token }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      host: url.host,
      'x-sdk-date': date,
    };
    const method = body === undefined ? 'GET' : 'POST';
    const text = body === undefined ? '' : JSON.stringify(body);
    const names = Object.keys(all).toSorted();
    const signature = signatureOf(
      { method, url, headers: all, body: text },
      names,
      secret ?? keys.secretAccessKey,
    );
    const authorization = `SDK-HMAC-SHA256 Access=${keys.accessKeyId}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    const answer = await fetch(url, {
      method,
      headers: { ...all, ...(asking.unsigned !== true && { authorization }) },
      ...(body !== undefined && { body: text }),
    });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  }

  const vpcs = (account = MAIN): string => `/vpc/v3/${project(account)}/vpc/vpcs`;

  it('is answered when it is signed, in time, and about a project of the account', async () => {
    expect(await ask({ path: vpcs() })).toBe('200');
    expect(await ask({ path: vpcs(), headers: { 'x-project-id': project(MAIN) } })).toBe('200');
    expect(await ask({ path: `/v3/${project(MAIN)}/vpc/vpcs?limit=1` })).toBe('200');
    expect(await ask({ path: '/iam/v3/auth/projects', headers: { 'x-domain-id': MAIN } })).toBe('200');
  });

  it('is refused when its signature, its key, its time or its token is wrong', async () => {
    const no = '401 APIGW.0301';
    expect(await ask({ path: vpcs(), unsigned: true })).toBe(`${no} token or aksk is required`);
    expect(await ask({ path: vpcs(), secret: 'wrong' })).toBe(`${no} verify aksk signature fail`);
    const late = `${no} calc aksk signature fail:signature expired`;
    expect(await ask({ path: vpcs(), at: NOW - 15 * 60_000 })).toBe('200');
    expect(await ask({ path: vpcs(), at: NOW - 15 * 60_000 - 1000 })).toBe(late);
    expect(await ask({ path: vpcs(), at: NOW + 16 * 60_000 })).toBe(late);
    expect(await ask({ path: vpcs(), token: 'somebody' })).toBe(`${no} security token is invalid`);
  });

  it('is refused when it is about what is not the account’s', async () => {
    const no = '401 APIGW.0301';
    const id = project(OTHER);
    expect(await ask({ path: vpcs(OTHER) })).toBe(`${no} project ${id} does not belong to the access key`);
    expect(await ask({ path: vpcs(), headers: { 'x-project-id': project(MAIN, 'cn-east-3') } })).toBe(
      '400 VPC.0002 urlTenantId is not equal tokenTenantId',
    );
    expect(await ask({ path: '/vpc/v2.0/vpc/peerings' })).toBe(`${no} x-project-id is required`);
    expect(await ask({ path: '/vpc/v2.0/vpc/peerings', headers: { 'x-project-id': project(MAIN) } })).toBe(
      '200',
    );
    expect(await ask({ path: `/cc/v3/${OTHER}/ccaas/cloud-connections` })).toBe(
      `${no} x-domain-id does not belong to the access key`,
    );
    const team = project(MAIN, 'cn-north-4_team');
    expect(await ask({ path: `/vpc/v3/${team}/vpc/vpcs` })).toBe(
      `${no} x-project-id is required for a project inside of a region`,
    );
    expect(await ask({ path: `/vpc/v3/${team}/vpc/vpcs`, headers: { 'x-project-id': team } })).toBe('200');
  });

  it('is refused when there is no such API, parameter, size or marker', async () => {
    expect(await ask({ path: `/vpc/v3/${project(MAIN)}/vpc/nothing` })).toBe(
      '404 APIGW.0101 The API does not exist or has not been published in the environment',
    );
    expect(await ask({ path: `/rds/v3/${project(MAIN)}/vpc/vpcs` })).toMatch(/^404 APIGW.0101/);
    expect(await ask({ path: `${vpcs()}?limt=1` })).toBe('400 VPC.0002 unsupported parameter limt');
    expect(await ask({ path: `${vpcs()}?limit=2001` })).toMatch(/^400 VPC.0002/);
    expect(await ask({ path: `${vpcs()}?marker=nobody` })).toMatch(/^400 VPC.0002/);
    expect(await ask({ path: `/rds/v3/${project(MAIN)}/instances?limit=101` })).toMatch(/^400 DBS/);
    expect(await ask({ path: `/ecs/v1/${project(MAIN)}/cloudservers/detail?limit=1001` })).toBe(
      '400 Ecs.0005',
    );
    // Of an enterprise project by that name there is none in NAT; elsewhere it stands for all.
    expect(
      await ask({ path: `/nat/v2/${project(MAIN)}/nat_gateways?enterprise_project_id=all_granted_eps` }),
    ).toBe('400 InvalidInput');
  });

  it('a service that a region does not have is no API there', async () => {
    const found = cloud().estate.accounts[MAIN]?.projects.find(({ name }) => name === 'cn-east-3');
    found?.notOffered.push('er');
    expect(await ask({ path: `/er/v3/${found?.id}/enterprise-router/instances` })).toMatch(/^404 APIGW.0101/);
    expect(await ask({ path: `/er/v3/${project(MAIN)}/enterprise-router/instances` })).toBe('200');
  });

  it('gives temporary keys of an agency to whom it trusts', async () => {
    const path = '/iam/v3.0/OS-CREDENTIAL/securitytokens';
    const wish = (agency_name: string, duration_seconds = 900) => ({
      auth: {
        identity: {
          methods: ['assume_role'],
          assume_role: { domain_id: OTHER, agency_name, duration_seconds },
        },
      },
    });
    expect(await ask({ path, body: wish('reader') })).toBe('201');
    expect(await ask({ path, body: wish('nobody') })).toBe('404 Not Found');
    expect(await ask({ path, body: wish('reader', 60) })).toBe('400 Bad Request');
    expect(await ask({ account: OTHER, path, body: wish('reader') })).toBe('403 Forbidden');
    const { body } = await answerTo({ path, body: wish('reader') });
    expect(body['credential']).toMatchObject({ expires_at: '2026-11-23T01:30:26.000000Z' });
  });
});
