/** What the simulator answers, refuses, and how it pages: the vendor's rules, case by case. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from './ask.ts';
import { generateEstate } from './generate.ts';
import { regionOf } from './mutate.ts';
import { OPERATIONS } from './products/all.ts';
import { type Tencent, startTencent } from './server.ts';

const ACCOUNT = '100000000001';
const REGION = 'ap-guangzhou';
const NOW = Date.UTC(2026, 10, 23);
const SIZES = { instances: 120, subnets: 25, redises: 45, sqlServers: 25, loadBalancers: 32 };

let started: Tencent | undefined;
const cloud = (): Tencent => {
  if (started === undefined) throw new Error('the simulator did not start');
  return started;
};
const here = () => regionOf(cloud().estate, { account: ACCOUNT, region: REGION });
const versionOf = (action: string): string =>
  OPERATIONS.find((operation) => operation.action === action)?.version ?? 'none';

async function asked(action: string, params: object = {}, given: object = {}): Promise<Answer | string> {
  const keys = cloud().credentials(ACCOUNT);
  return ask({ url: cloud().url, keys, action, version: versionOf(action), params, now: NOW, ...given });
}

async function rows(action: string, params: object, list: string, id: string): Promise<unknown[]> {
  const answer = await asked(action, params);
  if (typeof answer === 'string') throw new Error(answer);
  return (answer[list] as readonly Answer[]).map((row) => row[id]);
}

const balancer = (forward: number): string =>
  here().loadBalancers.find(({ Forward }) => Forward === forward)?.LoadBalancerId ?? '';
const ids = (list: 'instances' | 'subnets' | 'redises' | 'sqlServers', id: string): unknown[] =>
  here()[list].map((row) => (row as unknown as Answer)[id]);
const sqlServers = (params: object) =>
  rows('sqlserver:DescribeDBInstances', params, 'DBInstances', 'InstanceId');
const addressTypes = async (params: object) =>
  new Set(await rows('vpc:DescribeAddresses', params, 'AddressSet', 'AddressType'));
const zonesOf = (Product: string) => rows('region:DescribeZones', { Product }, 'ZoneSet', 'Zone');

beforeAll(async () => {
  const estate = generateEstate({
    seed: 'listings',
    accounts: [ACCOUNT],
    regions: [REGION, 'ap-shanghai'],
    sizes: SIZES,
  });
  started = await startTencent({ estate, now: () => NOW });
});
afterAll(() => started?.close());

describe('is refused', () => {
  it.each([
    ['an action that there is not', 'vpc:DescribeNothing', {}, { version: '2017-03-12' }, 'InvalidAction'],
    ['an action of another product', 'vpc:DescribeInstances', {}, { version: '2017-03-12' }, 'InvalidAction'],
    ['a version that there is not', 'vpc:DescribeVpcs', {}, { version: '2017-03-20' }, 'NoSuchVersion'],
    ['a product that there is not', 'dns:DescribeVpcs', {}, { version: '2017-03-12' }, 'NoSuchProduct'],
    ["another product's scope", 'vpc:DescribeVpcs', {}, { scope: 'cvm' }, 'InvalidAction'],
    ['a clock that is slow', 'vpc:DescribeVpcs', {}, { now: NOW - 301_000 }, 'AuthFailure.SignatureExpire'],
    ['no region', 'vpc:DescribeVpcs', {}, { region: '' }, 'MissingParameter'],
    ['a region that there is not', 'vpc:DescribeVpcs', {}, { region: 'ap-nowhere' }, 'UnsupportedRegion'],
    ['an unknown parameter', 'vpc:DescribeVpcs', { PageSize: '10' }, {}, 'UnknownParameter'],
    ['a missing one', 'vpc:DescribeSecurityGroupPolicies', {}, {}, 'MissingParameter'],
    ['a number for a text', 'vpc:DescribeVpcs', { Limit: 100 }, {}, 'InvalidParameter'],
    ['a text for a number', 'cvm:DescribeInstances', { Limit: '100' }, {}, 'InvalidParameter'],
    ['a page of more servers', 'cvm:DescribeInstances', { Limit: 101 }, {}, 'InvalidParameterValueLimit'],
    ['a page of more networks', 'vpc:DescribeVpcs', { Limit: '101' }, {}, 'InvalidParameterValue.Range'],
    ['a page of none', 'vpc:DescribeAddresses', { Limit: 0 }, {}, 'InvalidParameterValue.Range'],
    [
      'a page of more databases',
      'postgres:DescribeDBInstances',
      { Limit: 101 },
      {},
      'InvalidParameterValue.InvalidParameterValueError',
    ],
    [
      'an offset that is no multiple',
      'redis:DescribeInstances',
      { Limit: 20, Offset: 10 },
      {},
      'InvalidParameterValue.InvalidParameterValueError',
    ],
    [
      'a filter that there is not',
      'vpc:DescribeVpcs',
      { Filters: [{ Name: 'x', Values: ['y'] }] },
      {},
      'InvalidParameter.FilterInvalidKey',
    ],
    [
      'ids and filters together',
      'vpc:DescribeVpcs',
      { VpcIds: ['vpc-1'], Filters: [{ Name: 'vpc-id', Values: ['y'] }] },
      {},
      'InvalidParameter.Coexist',
    ],
    [
      'more than thirty load balancers',
      'clb:DescribeTargetHealth',
      { LoadBalancerIds: Array.from({ length: 31 }, (_, n) => `lb-${n}`) },
      {},
      'InvalidParameterValue.Length',
    ],
    [
      'targets of what is gone',
      'clb:DescribeTargetHealth',
      { LoadBalancerIds: ['lb-0'] },
      {},
      'InvalidParameter.LBIdNotFound',
    ],
    [
      'what the simulator does not act on',
      'redis:DescribeInstances',
      { SearchKey: 'x' },
      {},
      'Simulator.NotSimulated',
    ],
  ])('%s', async (_, action, params, given, code) => {
    expect(await asked(action, params, given)).toBe(code);
  });

  it('a classic load balancer where an application one is asked for, and the other way round', async () => {
    const code = 'InvalidParameter.LBIdNotFound';
    expect(await asked('clb:DescribeListeners', { LoadBalancerId: balancer(0) })).toBe(code);
    expect(await asked('clb:DescribeClassicalLBListeners', { LoadBalancerId: balancer(1) })).toBe(code);
  });

  it('an account whose role trusts somebody else', async () => {
    const params = { RoleArn: `qcs::cam::uin/${ACCOUNT}:roleName/other`, RoleSessionName: 'x1' };
    expect(await asked('sts:AssumeRole', params)).toBe('ResourceNotFound.RoleNotFound');
  });
});

describe('pages', () => {
  it('by rows', async () => {
    expect(
      await rows('cvm:DescribeInstances', { Offset: 100, Limit: 100 }, 'InstanceSet', 'InstanceId'),
    ).toEqual(ids('instances', 'InstanceId').slice(100));
    expect(await rows('cvm:DescribeInstances', {}, 'InstanceSet', 'InstanceId')).toHaveLength(20);
  });

  it('by rows in text', async () => {
    expect(await rows('vpc:DescribeSubnets', { Offset: '20', Limit: '10' }, 'SubnetSet', 'SubnetId')).toEqual(
      ids('subnets', 'SubnetId').slice(20),
    );
  });

  it('by the number of the page, or by rows if told so', async () => {
    const page = { Offset: 2, Limit: 10 };
    const all = ids('sqlServers', 'InstanceId');
    expect(await sqlServers(page)).toEqual(all.slice(20));
    expect(await sqlServers({ ...page, PaginationType: 'offset' })).toEqual(all.slice(2, 12));
  });

  it('by multiples', async () => {
    expect(
      await rows('redis:DescribeInstances', { Offset: 40, Limit: 20 }, 'InstanceSet', 'InstanceId'),
    ).toEqual(ids('redises', 'InstanceId').slice(40));
  });

  it('by token, which a row that goes away does not move', async () => {
    const first = await asked('vpc:DescribeSubnets', { MaxResults: 10 });
    const { NextToken, SubnetSet } = first as { NextToken: string; SubnetSet: readonly Answer[] };
    const before = here().subnets;
    here().subnets = before.filter(({ SubnetId }) => SubnetId !== SubnetSet[0]?.['SubnetId']);
    const second = await rows('vpc:DescribeSubnets', { MaxResults: 10, NextToken }, 'SubnetSet', 'SubnetId');
    here().subnets = before;
    expect(second).toEqual(before.slice(10, 20).map(({ SubnetId }) => SubnetId));
  });

  it('each with its number in the record of calls', async () => {
    cloud().resetCalls();
    await asked('cvm:DescribeInstances', { Offset: 100, Limit: 100 });
    await asked('sqlserver:DescribeDBInstances', { Offset: 2, Limit: 10 });
    await asked('vpc:DescribeVpcs', { Offset: '20' });
    await asked('vpc:DescribeVpcs', { Limit: '101' });
    expect(
      cloud()
        .calls()
        .map(({ action, page, outcome }) => [action, page, outcome]),
    ).toEqual([
      ['cvm:DescribeInstances', 2, 'ok'],
      ['sqlserver:DescribeDBInstances', 3, 'ok'],
      ['vpc:DescribeVpcs', 2, 'ok'],
      ['vpc:DescribeVpcs', 1, 'InvalidParameterValue.Range'],
    ]);
  });
});

describe('tells', () => {
  it('only elastic addresses, unless it is asked for the others', async () => {
    expect(await addressTypes({ Limit: 100 })).toEqual(new Set(['EIP']));
    const filter = { Name: 'address-type', Values: ['WanIP'] };
    expect(await addressTypes({ Limit: 100, Filters: [filter] })).toEqual(new Set(['WanIP']));
  });

  it('the sold out zone for databases, and not for servers', async () => {
    expect(await zonesOf('cdb')).toEqual([
      'ap-guangzhou-1',
      'ap-guangzhou-2',
      'ap-guangzhou-3',
      'ap-guangzhou-4',
    ]);
    expect(await zonesOf('cvm')).toEqual(['ap-guangzhou-1', 'ap-guangzhou-3', 'ap-guangzhou-4']);
  });

  it('a listener without anything behind it, and a rule without targets', async () => {
    const LoadBalancerIds = here()
      .loadBalancers.filter(({ Forward }) => Forward === 1)
      .slice(0, 30)
      .map(({ LoadBalancerId }) => LoadBalancerId);
    const { LoadBalancers } = (await asked('clb:DescribeTargetHealth', { LoadBalancerIds })) as {
      LoadBalancers: readonly {
        Listeners: readonly { Rules: readonly { Targets: readonly unknown[] }[] }[];
      }[];
    };
    const listeners = LoadBalancers.flatMap(({ Listeners }) => Listeners);
    expect(listeners).toHaveLength(60);
    expect(listeners.some(({ Rules }) => Rules.length === 0)).toBe(true);
    expect(listeners.some(({ Rules }) => Rules.some(({ Targets }) => Targets.length === 0))).toBe(true);
  });
});

describe('quotas', () => {
  it('are one for all regions behind one host, and one for each action', async () => {
    const { estate } = cloud();
    const limited = await startTencent({
      estate,
      now: () => NOW,
      buckets: { '*': { burst: 2, perSecond: 1 } },
    });
    const call = (action: string, region: string) =>
      ask({
        url: limited.url,
        keys: limited.credentials(ACCOUNT),
        action,
        version: versionOf(action),
        region,
        now: NOW,
      });
    const throttled = /^RequestLimitExceeded/;
    expect(await call('vpc:DescribeVpcs', REGION)).toHaveProperty('VpcSet');
    expect(await call('vpc:DescribeVpcs', 'ap-shanghai')).toHaveProperty('VpcSet');
    expect(await call('vpc:DescribeVpcs', REGION)).toMatch(throttled);
    expect(await call('vpc:DescribeVpcs', 'ap-shanghai')).toMatch(throttled);
    expect(await call('vpc:DescribeSubnets', REGION)).toHaveProperty('SubnetSet');
    await limited.close();
  });
});
