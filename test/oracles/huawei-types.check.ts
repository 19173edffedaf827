/**
 * Services whose packages for Node.js cannot be installed (the registry has none of `@huaweicloud/huaweicloud-sdk-`
 * {cc, dcs, eip, elb, er, gaussdb, gaussdbforopengauss, nat, rds}), and lists that came with later releases than those
 * that can: what the simulator answers has only fields that the vendor's SDK for Python knows, of their type and in
 * their place, and our hosts are those of its regions. Its models are read as text; nothing of it is run.
 *
 * https://github.com/huaweicloud/huaweicloud-sdk-python-v3
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type Api } from '../../functions/huawei/apis.ts';
import { type Huawei, connect } from '../../functions/huawei/client.ts';
import { hostOf } from '../../functions/huawei/hosts.ts';
import { callsOnceBy, sleepless } from '../support/once.ts';
import { generateEstate } from '../simulator/huawei/generate.ts';
import { type HuaweiCloud, startHuawei } from '../simulator/huawei/server.ts';

const ACCOUNT = 'a'.repeat(32);
const REGION = 'cn-north-4';
const VENV = path.join(import.meta.dirname, 'huawei/.venv/lib');
const [python = ''] = readdirSync(VENV);
const PACKAGES = path.join(VENV, python, 'site-packages');

/** The call, and the vendor's name for what it answers. */
const CALLS: readonly (readonly [keyof typeof API, module: string, response: string])[] = [
  ['loadBalancers', 'elb/v3', 'ListLoadBalancersResponse'],
  ['listeners', 'elb/v3', 'ListListenersResponse'],
  ['pools', 'elb/v3', 'ListPoolsResponse'],
  ['policies', 'elb/v3', 'ListL7PoliciesResponse'],
  ['members', 'elb/v3', 'ListAllMembersResponse'],
  ['poolMembers', 'elb/v3', 'ListMembersResponse'],
  ['natGateways', 'nat/v2', 'ListNatGatewaysResponse'],
  ['natGatewayTags', 'nat/v2', 'ListNatGatewayByTagResponse'],
  ['snatRules', 'nat/v2', 'ListNatGatewaySnatRulesResponse'],
  ['dnatRules', 'nat/v2', 'ListNatGatewayDnatRulesResponse'],
  ['privateNatGateways', 'nat/v2', 'ListPrivateNatsResponse'],
  ['privateSnatRules', 'nat/v2', 'ListPrivateSnatsResponse'],
  ['privateDnatRules', 'nat/v2', 'ListPrivateDnatsResponse'],
  ['transitIps', 'nat/v2', 'ListTransitIpsResponse'],
  ['eips', 'eip/v3', 'ListPublicipsResponse'],
  ['databases', 'rds/v3', 'ListInstancesResponse'],
  ['gaussMysql', 'gaussdb/v3', 'ListGaussMySqlInstancesUnifyStatusResponse'],
  ['gaussDb', 'gaussdbforopengauss/v3', 'ListDatabaseInstancesResponse'],
  ['caches', 'dcs/v2', 'ListInstancesResponse'],
  ['enterpriseRouters', 'er/v3', 'ListEnterpriseRoutersResponse'],
  ['vpcAttachments', 'er/v3', 'ListVpcAttachmentsResponse'],
  ['cloudConnections', 'cc/v3', 'ListCloudConnectionsResponse'],
  ['networkInstances', 'cc/v3', 'ListNetworkInstancesResponse'],
  ['centralNetworks', 'cc/v3', 'ListCentralNetworksResponse'],
  ['subnets', 'vpc/v3', 'ListVirsubnetsResponse'],
  ['ports', 'vpc/v3', 'ListPortsResponse'],
  ['clusters', 'cce/v3', 'ListClustersResponse'],
];

describe('answers of the simulator', () => {
  let started: HuaweiCloud | undefined;
  let api: Huawei | undefined;
  const there = (): HuaweiCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };

  beforeAll(async () => {
    const estate = generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: [REGION] });
    started = await startHuawei({ estate });
    const { accessKeyId, secretAccessKey } = started.credentials(ACCOUNT);
    const clock = sleepless();
    const caller = { provider: 'huawei', account: ACCOUNT, region: REGION, principal: ACCOUNT };
    api = connect(ACCOUNT, REGION, async () => [], {
      call: callsOnceBy(clock)(caller),
      credentials: async () => ({ accessKeyId, secretAccessKey, sessionToken: undefined }),
      clock,
      domain: 'myhuaweicloud.com',
      endpoint: started.url,
    });
  });
  afterAll(() => started?.close());

  it.each(CALLS)('to %s are a %s %s', async (name, module, response) => {
    const known: Api = API[name];
    const here = there().estate.accounts[ACCOUNT]?.projects[0];
    if (api === undefined || here === undefined) throw new Error('nothing is there');
    const ids: Readonly<Record<string, string | undefined>> = {
      project_id: here.id,
      domain_id: ACCOUNT,
      pool_id: here.here.pools.find(({ members }) => members.length > 0)?.id,
      er_id: here.here.enterpriseRouters[0]?.id,
    };
    const wanted = [...known.path.matchAll(/\{(\w+)\}/g)].map(([, id = '']) => [id, ids[id] ?? ''] as const);
    const answer = await api.ask(known, {
      ids: Object.fromEntries(wanted),
      ...(known.method === 'POST' && { body: { action: 'filter', limit: '10', offset: '0' } }),
    });
    const lists = Object.values(answer).filter((value) => Array.isArray(value));
    expect(lists.flat().length).toBeGreaterThan(0);
    expect(unlike(module, response, answer, name)).toEqual([]);
  });
});

describe('our requests', () => {
  it.each(CALLS)(
    'for %s go where the client of %s sends those that a %s answers',
    (name, module, response) => {
      const { method, path: ours }: Api = API[name];
      const asked = requestIn(module, response.replace(/Response$/, ''));
      expect({ method, path: unnamed(ours) }).toEqual({ method: asked.method, path: unnamed(asked.path) });
    },
  );
});

/** Services have names of their own for one id. */
const unnamed = (where: string): string => where.replaceAll(/\{\w+\}/g, '{}');

function requestIn(module: string, operation: string): { readonly method: string; readonly path: string } {
  const folder = path.join(PACKAGES, `huaweicloudsdk${module}`);
  const [file = ''] = readdirSync(folder).filter((one) => /(?<!_async)_client\.py$/.test(one));
  const text = readFileSync(path.join(folder, file), 'utf8');
  const [, after = ''] = text.split(`def _${snake(operation)}_http_info(`);
  const [, method = '', where = ''] = /"method": "(\w+)",\s*"resource_path": "([^"]+)"/.exec(after) ?? [];
  return { method, path: where };
}

/** Where a value is not what the vendor's type says. `null` is what the vendor sends for nothing. */
function unlike(module: string, type: string, value: unknown, where: string): readonly string[] {
  if (value === null || type === 'object') return [];
  const [, item] = /^list\[(.+)\]$/.exec(type) ?? [];
  if (item !== undefined) {
    if (!Array.isArray(value)) return [`${where}: no list`];
    return [...new Set(value.flatMap((one) => unlike(module, item, one, `${where}[]`)))];
  }
  const [, entry] = /^dict\(str, (.+)\)$/.exec(type) ?? [];
  if (entry !== undefined)
    return Object.values(Object(value)).flatMap((one) => unlike(module, entry, one, where));
  const plain = PLAIN[type];
  if (plain !== undefined) return typeof value === plain ? [] : [`${where}: ${typeof value}, not ${type}`];
  const words = wordsOf(module, type);
  if (words.length > 0)
    return words.some((word) => word === value) ? [] : [`${where}: ${JSON.stringify(value)}, no ${type}`];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${where}: no object`];
  const fields = fieldsOf(module, type);
  return Object.entries(value).flatMap(([name, inner]) => {
    const of = fields.get(name);
    return of === undefined ? [`${where}.${name}: unknown`] : unlike(module, of, inner, `${where}.${name}`);
  });
}

const PLAIN: Readonly<Record<string, string>> = {
  str: 'string',
  bool: 'boolean',
  int: 'number',
  float: 'number',
  datetime: 'string',
};

const textOf = (module: string, type: string): string =>
  readFileSync(path.join(PACKAGES, `huaweicloudsdk${module}/model/${snake(type)}.py`), 'utf8');

/** What a value may be, where the type is a list of words; of objects these are words of their fields. */
function wordsOf(module: string, type: string): readonly string[] {
  const text = textOf(module, type);
  if (!text.includes('openapi_types = {\n    }')) return [];
  return [...text.matchAll(/^ {4}[A-Z][A-Z0-9_]* = "([^"]*)"/gm)].map(([, word = '']) => word);
}

/** By the names on the wire. */
function fieldsOf(module: string, type: string): ReadonlyMap<string, string> {
  const text = textOf(module, type);
  const names = dictionaryIn(text, 'attribute_map');
  const types = dictionaryIn(text, 'openapi_types');
  return new Map([...names].map(([attribute, name]) => [name, types.get(attribute) ?? 'object']));
}

function dictionaryIn(text: string, name: string): ReadonlyMap<string, string> {
  const [, inside = ''] = new RegExp(`${name} = \\{([^}]*)\\}`).exec(text) ?? [];
  return new Map(
    [...inside.matchAll(/'([^']+)': '([^']+)'/g)].map(([, key = '', value = '']) => [key, value]),
  );
}

const snake = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** What one region's host has that nobody else's has, and that no page of the vendor repeats. */
const ODD: ReadonlySet<string> = new Set(['nat.ap-southeast-4.myhuaweicloud.cn']);

describe('our hosts', () => {
  const HOSTS: readonly (readonly [keyof typeof API, module: string])[] = [
    ['loadBalancers', 'elb/v3'],
    ['natGateways', 'nat/v2'],
    ['eips', 'eip/v3'],
    ['databases', 'rds/v3'],
    ['gaussMysql', 'gaussdb/v3'],
    ['gaussDb', 'gaussdbforopengauss/v3'],
    ['caches', 'dcs/v2'],
    ['enterpriseRouters', 'er/v3'],
    ['cloudConnections', 'cc/v3'],
    ['vpcs', 'vpc/v3'],
    ['clusters', 'cce/v3'],
  ];

  it.each(HOSTS)('of %s are those of %s, region by region', (name, module) => {
    const folder = path.join(PACKAGES, `huaweicloudsdk${module}/region`);
    const [file = ''] = readdirSync(folder).filter((one) => one.endsWith('_region.py'));
    const text = readFileSync(path.join(folder, file), 'utf8');
    const regions = [...text.matchAll(/Region\("([^"]+)",\s*((?:"[^"]+",?\s*)+)\)/g)];
    expect(regions.length).toBeGreaterThan(0);
    const theirs = regions.map(([, region = '', hosts = '']) => {
      const all = [...hosts.matchAll(/"https:\/\/([^"]+)"/g)].map(([, host = '']) => host);
      return [region, all] as const;
    });
    const other = theirs.filter(([region, all]) => {
      const domains = ['myhuaweicloud.com', 'myhuaweicloud.eu'];
      const ours = domains.map((domain) => hostOf(API[name], region, domain));
      return !all.some((host) => ours.includes(host) || ODD.has(host));
    });
    expect(other).toEqual([]);
  });
});
