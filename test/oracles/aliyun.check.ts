/**
 * Alibaba Cloud's own client, `@alicloud/openapi-core`, and the types of its products: signatures of ours are the
 * client's, the client is understood by the simulator, and what the simulator answers has only fields that the
 * vendor's types know, of their type and in their place.
 *
 * The vendor has generated its types for several languages from one description. Products whose package for Node the
 * registry does not have are read in that for Python.
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorization, canonicalQuery, sha256 } from '../../functions/aliyun/signature.ts';
import { generateEstate } from '../simulator/aliyun/generate.ts';
import { PRODUCTS } from '../simulator/aliyun/products/all.ts';
import { type AliyunCloud, startAliyun } from '../simulator/aliyun/server.ts';

const require = createRequire(import.meta.url);

interface Core {
  readonly default: new (config: object) => {
    callApi(params: object, request: object, runtime: object): Promise<{ readonly body: Fields }>;
  };
  readonly OpenApiUtil: {
    getAuthorization(
      request: object,
      algorithm: string,
      payload: string,
      accessKeyId: string,
      secret: string,
    ): string;
  };
  readonly $OpenApiUtil: Readonly<
    Record<'Config' | 'Params' | 'OpenApiRequest', new (map: object) => object>
  >;
}

type Fields = Readonly<Record<string, unknown>>;

/** A class of the vendor's: what its fields are called on the wire, and what they are. */
interface Model {
  names(): Readonly<Record<string, string>>;
  types(): Readonly<Record<string, TypeOf>>;
}
type TypeOf =
  | string
  | Model
  | { readonly type: 'array'; readonly itemType: TypeOf }
  | { readonly type: 'map' };

const core = require('@alicloud/openapi-core') as Core;
const { RuntimeOptions } = require('@darabonba/typescript') as {
  readonly RuntimeOptions: new (map: object) => object;
};

describe('signatures', () => {
  const KEYS = { accessKeyId: 'LTAI5tFakeFakeFake', secretAccessKey: 'fake-secret-fake-secret' };
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('环境=生产', "!'()*~-_.", 'a b+c', '%20', '&=?/#', '🙂'),
  );
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._]{0,12}$/);
  const header = fc.stringMatching(/^[A-Za-z0-9+/=_ -]{1,20}$/);
  const method = fc.constantFrom('GET', 'POST');
  const path = fc.constantFrom('/', '/api/v1/clusters', '/regions/cn-hangzhou/clusters');

  it("are those of the vendor's client, for any request", () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, text, { maxKeys: 8 }),
        fc.dictionary(fc.stringMatching(/^x-acs-[a-z0-9-]{1,10}$/), header, { maxKeys: 4 }),
        method,
        path,
        text,
        (params, extra, verb, pathname, body) => {
          const headers = {
            ...extra,
            host: 'vpc.cn-hangzhou.aliyuncs.com',
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
            'x-acs-content-sha256': sha256(body),
          };
          const request = { method: verb, pathname, query: params, headers };
          const theirs = core.OpenApiUtil.getAuthorization(
            request,
            'ACS3-HMAC-SHA256',
            sha256(body),
            KEYS.accessKeyId,
            KEYS.secretAccessKey,
          );
          const query = canonicalQuery(params);
          expect(authorization(KEYS, { method: verb, path: pathname, query, headers, body })).toBe(theirs);
        },
      ),
    );
  });
});

const ACCOUNT = '1111111111111111';
const OTHER = '2222222222222222';
const PROVIDER = `acs:ram::${OTHER}:oidc-provider/ack`;
const REGION = 'cn-hangzhou';

/** Where the vendor's types are, for Node … */
const TYPES: Readonly<Record<string, string>> = {
  ecs: '@alicloud/ecs20140526',
  vpc: '@alicloud/vpc20160428',
  alb: '@alicloud/alb20200616',
  rds: '@alicloud/rds20140815',
  'r-kvstore': '@alicloud/r-kvstore20150101',
  cs: '@alicloud/cs20151215',
};

/** … and for Python. */
const PYTHON: Readonly<Record<string, string>> = {
  cbn: 'alibabacloud_cbn20170912',
  nlb: 'alibabacloud_nlb20220430',
  polardb: 'alibabacloud_polardb20170801',
  resourcedirectorymaster: 'alibabacloud_resourcedirectorymaster20220419',
  slb: 'alibabacloud_slb20140515',
  sts: 'alibabacloud_sts20150401',
  tag: 'alibabacloud_tag20180828',
  vpcpeer: 'alibabacloud_vpcpeer20220101',
};

/** By class, by name on the wire: how Python says what it is. */
type Classes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `aliyun/models.py` reads the packages. */
async function classesOf(products: readonly string[]): Promise<readonly Classes[]> {
  const asked = products.map((product) => {
    const { operations = [] } = PRODUCTS.find(({ name }) => name === product) ?? {};
    return `${PYTHON[product]}:${operations.map(({ name }) => name).join(',')}`;
  });
  const folder = join(import.meta.dirname, 'aliyun');
  const python = join(folder, '.venv/bin/python');
  const { stdout } = await promisify(execFile)(python, [join(folder, 'models.py'), ...asked], {
    maxBuffer: 2 ** 26,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Classes);
}

/** What Python calls what Node's types have another word for. */
const PLAIN: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'number',
  float: 'number',
  bool: 'boolean',
  Any: 'any',
};

function typeIn(classes: Classes, annotation: string): TypeOf | undefined {
  const plain = PLAIN[annotation];
  if (plain !== undefined) return plain;
  if (annotation.startsWith('Dict[')) return { type: 'map' };
  const [, item] = /^List\[(.+)\]$/.exec(annotation) ?? [];
  if (item === undefined) return modelIn(classes, annotation);
  const itemType = typeIn(classes, item);
  return itemType === undefined ? undefined : { type: 'array', itemType };
}

function modelIn(classes: Classes, name: string): Model | undefined {
  const fields = classes[name];
  if (fields === undefined) return undefined;
  const entries = Object.entries(fields);
  return {
    names: () => Object.fromEntries(entries.map(([wire]) => [wire, wire])),
    types: () =>
      Object.fromEntries(
        entries.flatMap(([wire, annotation]) => {
          const type = typeIn(classes, annotation);
          return type === undefined ? [] : [[wire, type]];
        }),
      ),
  };
}

describe("the vendor's client at the simulator", () => {
  let started: AliyunCloud | undefined;
  const there = (): AliyunCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };

  const classes = new Map<string, Classes>();

  const typeOf = (product: string, name: string): TypeOf | undefined => {
    const known = classes.get(product);
    if (known !== undefined) return modelIn(known, name);
    return (require(TYPES[product] ?? '') as Readonly<Record<string, Model>>)[name];
  };

  beforeAll(async () => {
    const products = Object.keys(PYTHON);
    const found = await classesOf(products);
    products.forEach((product, index) => classes.set(product, found[index] ?? {}));
    const estate = generateEstate({ seed: 'oracle', accounts: [ACCOUNT, OTHER], regions: [REGION] });
    const oidc = { provider: PROVIDER, tokens: ['token'] };
    estate.accounts[OTHER]?.roles.push({ name: 'reader', trusts: [ACCOUNT], oidc });
    started = await startAliyun({ estate });
  }, 60_000);
  afterAll(() => started?.close());

  const known = PRODUCTS.flatMap(({ name, version, operations }) =>
    operations.map((operation) => ({ product: name, version, name: operation.name, operation })),
  );

  it.each(known)('$product $name', async ({ product, version, name, operation }) => {
    const cloud = there();
    const { $OpenApiUtil: util } = core;
    const { accessKeyId, accessKeySecret } = cloud.credentials(ACCOUNT);
    const endpoint = new URL(cloud.url).host;
    const client = new core.default(
      new util.Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP', regionId: REGION }),
    );
    const isRoa = operation.path !== undefined;
    const params = new util.Params({
      action: name,
      version,
      protocol: 'HTTP',
      pathname: isRoa ? '/api/v1/clusters' : '/',
      method: isRoa ? 'GET' : 'POST',
      authType: 'AK',
      style: isRoa ? 'ROA' : 'RPC',
      reqBodyType: isRoa ? 'json' : 'formData',
      bodyType: 'json',
    });
    const query = Object.fromEntries(operation.required.map((one) => [one, valueOf(cloud, product, one)]));
    Object.assign(query, moreOf(cloud, product, name));
    const request = new util.OpenApiRequest({ query });
    const { body } = await client.callApi(params, request, new RuntimeOptions({}));
    expect(unlike(typeOf(product, `${name}ResponseBody`), body, name)).toEqual([]);
    expect(Object.keys(body).length).toBeGreaterThan(1);
    // Nothing is proved by an empty list.
    expect(listsIn(body).filter(([list, items]) => list !== 'Tags' && items.length === 0)).toEqual([]);
  });

  it.each([
    'ecs DescribeInstances Instances Instance',
    'slb DescribeLoadBalancers LoadBalancers LoadBalancer',
  ])('would be caught with a field too many, or of another type, at any depth: %s', (where) => {
    const [product = '', name = '', list = '', item = ''] = where.split(' ');
    const body = { TotalCount: '1', [list]: { [item]: [{ RegionId: 1, Nope: '' }, 'text'] } };
    const items = `${name}.${list}.${item}[]`;
    expect(unlike(typeOf(product, `${name}ResponseBody`), body, name)).toEqual([
      `${name}.TotalCount: no number`,
      `${items}.RegionId: no string`,
      `${items}.Nope: unknown`,
      `${items}: no object`,
    ]);
  });

  it('is told what is wrong', async () => {
    const cloud = there();
    const { $OpenApiUtil: util } = core;
    const endpoint = new URL(cloud.url).host;
    const { accessKeyId } = cloud.credentials(ACCOUNT);
    const client = new core.default(
      new util.Config({
        accessKeyId,
        accessKeySecret: 'wrong',
        endpoint,
        protocol: 'HTTP',
        regionId: REGION,
      }),
    );
    const params = new util.Params({
      action: 'DescribeVpcs',
      version: '2016-04-28',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const request = new util.OpenApiRequest({ query: { RegionId: REGION } });
    const called = client.callApi(params, request, new RuntimeOptions({}));
    await expect(called).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', statusCode: 400 });
  });
});

/** What tells an action that requires nothing, or too little, what to answer about. */
function moreOf(cloud: AliyunCloud, product: string, name: string): Readonly<Record<string, string>> {
  const value = (one: string): string => valueOf(cloud, product, one);
  switch (`${product} ${name}`) {
    case 'vpc DescribeSnatTableEntries':
    case 'vpc DescribeForwardTableEntries':
      return { NatGatewayId: value('NatGatewayId') };
    case 'rds ListTagResources':
      return { 'ResourceId.1': value('DBInstanceId') };
    case 'slb ListTagResources':
      return { 'ResourceId.1': value('LoadBalancerId') };
    case 'polardb ListTagResources':
      return { 'ResourceId.1': value('DBClusterId') };
    case 'cbn ListTagResources':
      return { 'ResourceId.1': value('CenId') };
    case 'cbn ListTransitRouters':
      return { CenId: value('CenId') };
    case 'cbn ListTransitRouterVpcAttachments':
      return { RegionId: REGION };
    case 'tag ListTagResources':
      return { 'ResourceARN.1': `arn:acs:vpc:${REGION}:${ACCOUNT}:vpc/${value('VpcId')}` };
    default:
      return {};
  }
}

/** What lists of tags call the type of a resource. */
const TAGGED: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  alb: 'loadbalancer',
  nlb: 'loadbalancer',
  rds: 'INSTANCE',
  slb: 'instance',
  polardb: 'cluster',
  cbn: 'cen',
};

/** A value for what an action cannot do without. */
function valueOf(cloud: AliyunCloud, product: string, name: string): string {
  const account = cloud.estate.accounts[ACCOUNT];
  const here = account?.regions[REGION];
  // One with rules, of the balancers that listen.
  const listener = here?.clbListeners.find(({ rules }) => rules.length > 0);
  const clb = here?.clbs.find(({ LoadBalancerId }) => LoadBalancerId === listener?.LoadBalancerId);
  const values: Readonly<Record<string, string | undefined>> = {
    RegionId: REGION,
    ResourceType: TAGGED[product],
    VpcId: here?.vpcs[0]?.VpcId,
    SecurityGroupId: here?.securityGroups[0]?.SecurityGroupId,
    RouteTableId: here?.routeTables[0]?.RouteTableId,
    NatGatewayId: here?.natGateways[0]?.NatGatewayId,
    LoadBalancerId: product === 'slb' ? clb?.LoadBalancerId : here?.albs[0]?.LoadBalancerId,
    ListenerPort: listener === undefined ? undefined : String(listener.ListenerPort),
    ListenerProtocol: listener?.ListenerProtocol,
    VServerGroupId: here?.clbs.flatMap(({ vServerGroups }) => vServerGroups)[0]?.id,
    MasterSlaveServerGroupId: here?.clbs.flatMap(({ masterSlaveGroups }) => masterSlaveGroups)[0]?.id,
    DBInstanceId: here?.dbInstances[0]?.DBInstanceId,
    InstanceId: here?.kvInstances[0]?.InstanceId,
    DBClusterId: here?.polarClusters[0]?.DBClusterId,
    CenId: account?.cens[0]?.CenId,
    RoleArn: `acs:ram::${OTHER}:role/reader`,
    RoleSessionName: 'oracle',
    OIDCProviderArn: PROVIDER,
    OIDCToken: 'token',
  };
  const value = values[name];
  if (value === undefined) throw new Error(`no value for ${name} of ${product}`);
  return value;
}

/** Where a value is not what the vendor's type says. */
function unlike(type: TypeOf | undefined, value: unknown, where: string): string[] {
  if (type === undefined) return [`${where}: unknown`];
  if (typeof type === 'string')
    return typeof value === type || type === 'any' ? [] : [`${where}: no ${type}`];
  if ('type' in type) {
    if (type.type === 'map') return [];
    if (!Array.isArray(value)) return [`${where}: no list`];
    return value.flatMap((item) => unlike(type.itemType, item, `${where}[]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${where}: no object`];
  const wires = new Map(Object.entries(type.names()).map(([ours, wire]) => [wire, ours]));
  const types = type.types();
  return Object.entries(value).flatMap(([wire, inner]) =>
    unlike(types[wires.get(wire) ?? ''], inner, `${where}.${wire}`),
  );
}

/** The lists of an answer, by their names: as they are, or inside the name of their items. */
function listsIn(body: Fields): readonly (readonly [name: string, items: readonly unknown[]])[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const lists = Array.isArray(value) ? [value] : Object.values(Object(value)).filter(Array.isArray);
    return lists.map((items): readonly [string, readonly unknown[]] => [name, items]);
  });
}
