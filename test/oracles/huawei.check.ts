/**
 * Huawei Cloud's own clients of IAM, ECS, VPC and CCE: the simulator understands them, and what it answers has only
 * fields that the vendor's types know, of their type and in their place; and they sign any request as we do. (The signer
 * is the vendor's already: what is compared is what we give it, and what goes over the wire beside. The packages of the other services are not in the registry: `huawei-types.check.ts` reads their types from those of
 * another language.)
 *
 * The types are read from the declarations: fields with an underscore are private there, and their accessors, in
 * camel case, tell the types.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { queryOf, signed } from '../../functions/huawei/signature.ts';
import type { Params } from '../../functions/huawei/signature.ts';
import { generateEstate } from '../simulator/huawei/generate.ts';
import { type HuaweiCloud, startHuawei } from '../simulator/huawei/server.ts';

const require = createRequire(import.meta.url);
const ACCOUNT = 'a'.repeat(32);
const REGION = 'cn-north-4';
const FOLDER = path.join(import.meta.dirname, 'node_modules/@huaweicloud');

type Class = new () => Readonly<Record<string, (value: unknown) => object>>;
type Client = Readonly<Record<string, (request: object) => Promise<Readonly<Record<string, unknown>>>>>;
interface Builder {
  withCredential(credential: object): Builder;
  withEndpoint(endpoint: string): Builder;
  build(): Client;
}
interface Credential {
  withAk(ak: string): Credential;
  withSk(sk: string): Credential;
  withProjectId(id: string): Credential;
  withDomainId(id: string): Credential;
}

/**
 * Calls that the vendor's clients have: where they are, and what they cannot do without. `ListVirsubnets` and `ListPorts`
 * of VPC v3 came with a later release than the newest that can be installed.
 */
const CALLS = [
  { module: 'iam/v3', client: 'IamClient', name: 'KeystoneListAuthProjects' },
  { module: 'iam/v3', client: 'IamClient', name: 'KeystoneListRegions' },
  { module: 'iam/v3', client: 'IamClient', name: 'KeystoneListAuthDomains' },
  { module: 'ecs/v2', client: 'EcsClient', name: 'ListServersDetails' },
  { module: 'ecs/v2', client: 'EcsClient', name: 'ListServerAzInfo' },
  { module: 'ecs/v2', client: 'EcsClient', name: 'NovaListAvailabilityZones' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ListVpcs' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ListSubnets' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ListPorts' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ListRouteTables' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ShowRouteTable', needs: 'RoutetableId' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ListVpcPeerings' },
  { module: 'vpc/v2', client: 'VpcClient', name: 'ListVpcRoutes' },
  { module: 'vpc/v3', client: 'VpcClient', name: 'ListVpcs' },
  { module: 'vpc/v3', client: 'VpcClient', name: 'ListSecurityGroups' },
  { module: 'vpc/v3', client: 'VpcClient', name: 'ListSecurityGroupRules' },
  { module: 'cce/v3', client: 'CceClient', name: 'ListClusters' },
] as const;

describe("the vendor's clients at the simulator", () => {
  let started: HuaweiCloud | undefined;
  const there = (): HuaweiCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };

  beforeAll(async () => {
    const estate = generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: [REGION] });
    started = await startHuawei({ estate });
  });
  afterAll(() => started?.close());

  function clientOf(module: string, name: string, secret?: string): Client {
    const { accessKeyId, secretAccessKey } = there().credentials(ACCOUNT);
    const isGlobal = module.startsWith('iam');
    const core = '@huaweicloud/huaweicloud-sdk-core/auth';
    const kind = isGlobal ? 'GlobalCredentials' : 'BasicCredentials';
    const { [kind]: Kind } = require(`${core}/${kind}.js`) as Readonly<Record<string, new () => Credential>>;
    const client = (
      require(`@huaweicloud/huaweicloud-sdk-${module}/public-api.js`) as Readonly<
        Record<string, { newBuilder(): Builder }>
      >
    )[name];
    if (Kind === undefined || client === undefined) throw new Error(`no ${name} in ${module}`);
    const credential = new Kind().withAk(accessKeyId).withSk(secret ?? secretAccessKey);
    const scoped = isGlobal ? credential.withDomainId(ACCOUNT) : credential.withProjectId(projectId());
    return client.newBuilder().withCredential(scoped).withEndpoint(there().url).build();
  }

  const projectId = (): string => there().estate.accounts[ACCOUNT]?.projects[0]?.id ?? '';

  it.each(CALLS)('$module $name', async ({ module, client, name, ...call }) => {
    const models = require(`@huaweicloud/huaweicloud-sdk-${module}/public-api.js`) as Readonly<
      Record<string, Class>
    >;
    const Request = models[`${name}Request`];
    if (Request === undefined) throw new Error(`no ${name}Request`);
    let request: object = new Request();
    if ('needs' in call) {
      const id = there().estate.accounts[ACCOUNT]?.projects[0]?.here.routeTables[0]?.id;
      request = new Request()[`with${call.needs}`]?.(id) ?? request;
    }
    const method = `${name[0]?.toLowerCase()}${name.slice(1)}`;
    const answer = await clientOf(module, client)[method]?.(request);
    if (answer === undefined) throw new Error(`${client} has no ${method}`);
    const { httpStatusCode, ...body } = answer;
    expect(httpStatusCode).toBe(200);
    expect(Object.keys(body).length).toBeGreaterThan(0);
    expect(unlike(`huaweicloud-sdk-${module}/model`, `${name}Response`, body, name)).toEqual([]);
  });

  it('is told what is wrong', async () => {
    const { ListVpcsRequest } = require('@huaweicloud/huaweicloud-sdk-vpc/v3/public-api.js') as Readonly<
      Record<string, Class>
    >;
    if (ListVpcsRequest === undefined) throw new Error('no ListVpcsRequest');
    const called = clientOf('vpc/v3', 'VpcClient', 'wrong')['listVpcs']?.(new ListVpcsRequest());
    // The vendor's transport writes the whole request to the console.
    const quiet = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await expect(called).rejects.toMatchObject({ httpStatusCode: 401, errorCode: 'APIGW.0301' });
    quiet.mockRestore();
  });
});

/** What a request had when it came. */
interface Sent {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

describe("signatures of the vendor's client", () => {
  const sent: Sent[] = [];
  const server = createServer(({ url: target = '', headers }, response) => {
    const plain = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
    sent.push({ target, headers: Object.fromEntries(plain) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
  afterAll(() => new Promise((done) => void server.close(done)));

  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.stringMatching(/^[中文网络!'()*~;:@&=+$,/?#[\]% _.-]{1,12}$/),
  );
  const texts = fc.array(text, { minLength: 1, maxLength: 3 });
  const project = fc.stringMatching(/^[0-9a-f]{32}$/);
  const key = fc.stringMatching(/^[A-Z0-9]{20}$/);
  const secret = fc.stringMatching(/^[A-Za-z0-9+/]{40}$/);
  const params = fc.record(
    { marker: text, direction: text, remote_ip_prefix: text, id: texts, description: texts, protocol: texts },
    { requiredKeys: [] },
  );

  it('are ours: of any parameters, several values of one among them', async () => {
    await fc.assert(
      fc.asyncProperty(project, key, secret, params, async (projectId, ak, sk, given) => {
        const { BasicCredentials } =
          require('@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js') as {
            readonly BasicCredentials: new () => Credential;
          };
        const vpc = require('@huaweicloud/huaweicloud-sdk-vpc/v3/public-api.js') as {
          readonly VpcClient: { newBuilder(): Builder };
          readonly ListSecurityGroupRulesRequest: new () => object;
        };
        const credential = new BasicCredentials().withAk(ak).withSk(sk).withProjectId(projectId);
        const client = vpc.VpcClient.newBuilder().withCredential(credential).withEndpoint(origin()).build();
        await client['listSecurityGroupRules']?.(
          Object.assign(new vpc.ListSecurityGroupRulesRequest(), given),
        );
        const [{ target, headers } = { target: '', headers: {} }] = sent.splice(0);

        const own: Params = given;
        const url = new URL(`${origin()}/v3/${projectId}/vpc/security-group-rules`);
        const theirs = new URL(target, origin());
        expect(theirs.pathname).toBe(url.pathname);
        expect(pairs(theirs.search)).toEqual(pairs(queryOf(own)));

        const [, names = ''] = /SignedHeaders=([^,]+)/.exec(headers['authorization'] ?? '') ?? [];
        const others = names.split(';').filter((name) => name !== 'host' && name !== 'x-sdk-date');
        const now = timeOf(headers['x-sdk-date'] ?? '');
        const ours = await signed(
          { accessKeyId: ak, secretAccessKey: sk, sessionToken: undefined },
          {
            method: 'GET',
            url,
            params: own,
            headers: Object.fromEntries(others.map((name) => [name, headers[name] ?? ''])),
            body: undefined,
          },
          now,
        );
        expect(ours['x-sdk-date']).toBe(headers['x-sdk-date']);
        expect(ours['authorization']).toBe(headers['authorization']);
      }),
      { numRuns: 200 },
    );
  });
});

/** What a query says, in whatever order. */
const pairs = (query: string) => [...new URLSearchParams(query)].map(String).toSorted();

/** `20261123T011613Z` */
const timeOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Fields that came with later releases: github.com/huaweicloud/huaweicloud-sdk-nodejs-v3 at 3.1.209, services/cce/v3/model. */
const NEWER: ReadonlySet<string> = new Set(['ClusterMetadata.alias', 'ClusterSpec.serviceNetwork']);

/** Where a value is not what the vendor's type says. `null` is what the vendor sends for nothing. */
function unlike(folder: string, type: string, value: unknown, where: string): string[] {
  if (value === null || type === 'object' || type === 'any' || type === 'unknown') return [];
  const [, item] = /^Array<(.+)>$/.exec(type) ?? [];
  if (item !== undefined) {
    if (!Array.isArray(value)) return [`${where}: no list`];
    return value.flatMap((one) => unlike(folder, item, one, `${where}[]`));
  }
  const [, entry] = /^\{\s*\[key: string\]: (.+?);?\s*\}$/.exec(type) ?? [];
  if (entry !== undefined)
    return Object.values(Object(value)).flatMap((one) => unlike(folder, entry, one, where));
  const plain = type === 'Date' || /Enum\b/.test(type) ? ['string', 'number'] : [type];
  if (['string', 'number', 'boolean', 'Date'].includes(type) || /Enum\b/.test(type)) {
    return plain.includes(typeof value) ? [] : [`${where}: ${typeof value}, not ${type}`];
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [`${where}: no object`];
  const fields = fieldsOf(folder, type);
  return Object.entries(value).flatMap(([name, inner]) => {
    const of = fields.get(name);
    if (NEWER.has(`${type}.${name}`)) return [];
    return of === undefined ? [`${where}.${name}: unknown`] : unlike(folder, of, inner, `${where}.${name}`);
  });
}

const read = new Map<string, ReadonlyMap<string, string>>();

/** By the names on the wire. */
function fieldsOf(folder: string, type: string): ReadonlyMap<string, string> {
  const file = path.join(FOLDER, folder, `${type}.d.ts`);
  const known = read.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  const fields = new Map<string, string>();
  for (const [, name = '', of = ''] of text.matchAll(
    /^ {4}(?:readonly )?'?([\w-]+)'?\??: ((?:[^;{]|\{[^}]*\})+);/gm,
  )) {
    fields.set(name, of);
  }
  for (const [, name = ''] of text.matchAll(/^ {4}private '([^']+)'\??;/gm)) {
    const getter = new RegExp(`get ${camel(name)}\\(\\): ((?:[^;{]|\\{[^}]*\\})+?)(?: \\| undefined)?;`);
    fields.set(name, getter.exec(text)?.[1] ?? 'unknown');
  }
  read.set(file, fields);
  return fields;
}

const camel = (name: string): string =>
  name
    .replaceAll(/[-_:.]+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]+/, (first) => first.toLowerCase());
