/**
 * Alibaba Cloud's own client, `@alicloud/openapi-core`, and the types of its products: signatures of ours are the
 * client's, the client is understood by the simulator, and what the simulator answers has only fields that the
 * vendor's types know, of their type and in their place.
 */
import { createRequire } from 'node:module';
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
const REGION = 'cn-hangzhou';

/** Where the vendor's types are; the others' packages cannot be installed. */
const TYPES: Readonly<Record<string, string>> = {
  ecs: '@alicloud/ecs20140526',
  vpc: '@alicloud/vpc20160428',
  alb: '@alicloud/alb20200616',
  rds: '@alicloud/rds20140815',
  'r-kvstore': '@alicloud/r-kvstore20150101',
  cs: '@alicloud/cs20151215',
};

describe("the vendor's client at the simulator", () => {
  let started: AliyunCloud | undefined;
  const there = (): AliyunCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };

  beforeAll(async () => {
    const estate = generateEstate({ seed: 'oracle', accounts: [ACCOUNT], regions: [REGION] });
    started = await startAliyun({ estate });
  });
  afterAll(() => started?.close());

  const known = PRODUCTS.flatMap(({ name, version, operations }) =>
    TYPES[name] === undefined
      ? []
      : operations.map((operation) => ({ product: name, version, name: operation.name, operation })),
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
    if (product === 'vpc' && /^Describe(Snat|Forward)TableEntries$/.test(name)) {
      query['NatGatewayId'] = valueOf(cloud, product, 'NatGatewayId');
    }
    if (product === 'rds' && name === 'ListTagResources') {
      query['ResourceId.1'] = valueOf(cloud, product, 'DBInstanceId');
    }
    const request = new util.OpenApiRequest({ query });
    const { body } = await client.callApi(params, request, new RuntimeOptions({}));
    const types = require(TYPES[product] ?? '') as Readonly<Record<string, Model>>;
    expect(unlike(types[`${name}ResponseBody`], body, name)).toEqual([]);
    expect(Object.keys(body).length).toBeGreaterThan(1);
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

/** A value for what an action cannot do without. */
function valueOf(cloud: AliyunCloud, product: string, name: string): string {
  const here = cloud.estate.accounts[ACCOUNT]?.regions[REGION];
  const values: Readonly<Record<string, string | undefined>> = {
    RegionId: REGION,
    ResourceType: { vpc: 'VPC', alb: 'loadbalancer', rds: 'INSTANCE' }[product],
    SecurityGroupId: here?.securityGroups[0]?.SecurityGroupId,
    RouteTableId: here?.routeTables[0]?.RouteTableId,
    NatGatewayId: here?.natGateways[0]?.NatGatewayId,
    LoadBalancerId: here?.albs[0]?.LoadBalancerId,
    DBInstanceId: here?.dbInstances[0]?.DBInstanceId,
    InstanceId: here?.kvInstances[0]?.InstanceId,
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
