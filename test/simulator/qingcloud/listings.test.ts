/** What the simulator answers, refuses, and how it pages: the vendor's rules, case by case. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from './ask.ts';
import { regionOf } from './estate.ts';
import { generateEstate } from './generate.ts';
import { type QingCloudCloud, startQingcloud } from './server.ts';

const MAIN = 'usr-main';

let started: QingCloudCloud | undefined;
const cloud = (): QingCloudCloud => {
  if (started === undefined) throw new Error('the simulator did not start');
  return started;
};
const here = () => regionOf(cloud().estate, MAIN, 'pek3');

beforeAll(async () => {
  const estate = generateEstate({
    seed: 'listings',
    accounts: [MAIN],
    regions: ['pek3'],
    sizes: { instances: 130, clusters: 8, apart: 1 },
  });
  started = await startQingcloud({ estate, buckets: { '*': undefined } });
});
afterAll(() => started?.close());

const asked = (action: string, params: Readonly<Record<string, string>> = {}) =>
  ask({ url: cloud().url, keys: cloud().credentials(MAIN), params: { action, zone: 'pek3', ...params } });

async function rows(action: string, at: string, params: Readonly<Record<string, string>> = {}) {
  const answer = await asked(action, params);
  if (answer['ret_code'] !== 0) throw new Error(String(answer['message']));
  return answer[at] as readonly Answer[];
}

describe('is refused', () => {
  it.each([
    ['an action that there is not', 'DescribeNothing', {}, 1101],
    ['a parameter that there is not', 'DescribeRouters', { page_size: '10' }, 1100],
    ['a page of more than a hundred', 'DescribeInstances', { limit: '101' }, 1100],
    ['a page of none', 'DescribeInstances', { limit: '0' }, 1100],
    ['an offset that is no number', 'DescribeInstances', { offset: 'x' }, 1100],
    ['a list with a gap', 'DescribeRouters', { 'routers.2': 'rtr-1' }, 1100],
    ['one value of a list', 'DescribeRouters', { routers: 'rtr-1' }, 1100],
    ['a list of what is one', 'DescribeVxnets', { 'vxnet_type.1': '1' }, 1100],
    ['rules of no gateway', 'DescribeSnatRules', {}, 1100],
    ['nodes of no cluster', 'DescribeClusterNodes', {}, 1100],
    ['a status that there is not', 'DescribeRouters', { 'status.1': 'running' }, 1100],
    ['a status that the page of clusters has not', 'DescribeClusters', { 'status.1': 'stopped' }, 1100],
    ['a zone that is not the account’s', 'DescribeRouters', { zone: 'gd2' }, 1400],
  ])('%s', async (_, action, params, code) => {
    expect(await asked(action, params)).toMatchObject({ ret_code: code });
  });

  it('without a zone, where one is needed', async () => {
    const keys = cloud().credentials(MAIN);
    const without = (action: string) => ask({ url: cloud().url, keys, params: { action } });
    expect(await without('DescribeRouters')).toMatchObject({ ret_code: 1100 });
    expect(await without('DescribeZones')).toMatchObject({ ret_code: 0, total_count: 3 });
  });

  it('loudly, what is documented and the simulator does not act on', async () => {
    await expect(asked('DescribeEips', { search_word: 'x' })).rejects.toThrow(SyntaxError);
  });
});

describe('pages', () => {
  it('have twenty rows unless more are asked for, and the total of all', async () => {
    const first = await asked('DescribeInstances');
    const live = here().instances.filter(({ isNode }) => !isNode).length;
    expect([first['total_count'], (first['instance_set'] as unknown[]).length]).toEqual([live, 20]);
    const ids = (await rows('DescribeInstances', 'instance_set', { offset: '100', limit: '100' })).map(
      ({ instance_id }) => instance_id,
    );
    expect(ids).toEqual(
      here()
        .instances.filter(({ isNode }) => !isNode)
        .slice(100)
        .map(({ instance_id }) => instance_id),
    );
  });

  it('go wrong on command', async () => {
    const undo = cloud().faults.add({ kind: 'empty' }, { operation: 'ecm:DescribeEips' });
    expect(await asked('DescribeEips')).toMatchObject({ total_count: 0, eip_set: [], ret_code: 0 });
    undo();
    const busy = cloud().faults.add({ kind: 'throttle' }, { operation: 'ecm:DescribeInstances', page: 2 });
    expect(await asked('DescribeInstances')).toMatchObject({ ret_code: 0 });
    expect(await asked('DescribeInstances', { offset: '20' })).toMatchObject({ ret_code: 5100 });
    busy();
  });
});

const directions = async (params = {}) =>
  new Set(
    (await rows('DescribeSecurityGroupRules', 'security_group_rule_set', params)).map(
      ({ direction }) => direction,
    ),
  );

const engines = async (params = {}) =>
  new Set((await rows('DescribeRDBs', 'rdb_set', params)).map(({ rdb_engine }) => rdb_engine));

describe('lists', () => {
  it('by status', async () => {
    const params = { 'status.1': 'stopped', 'status.2': 'suspended', limit: '100' };
    const found = await rows('DescribeInstances', 'instance_set', params);
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['stopped', 'suspended']));
  });

  it('nodes of clusters only where they are asked for', async () => {
    const nodes = await rows('DescribeInstances', 'instance_set', { is_cluster_node: '1' });
    expect(nodes).toHaveLength(here().instances.filter(({ isNode }) => isNode).length);
    expect(nodes[0]).not.toHaveProperty('isNode');
  });

  it('with details only where they are asked for', async () => {
    const shown = async (action: string, at: string, verbose: string) =>
      (await rows(action, at, { verbose, limit: '1' }))[0];
    for (const [action, at, field] of [
      ['DescribeInstances', 'instance_set', 'security_group'],
      ['DescribeRouters', 'router_set', 'vxnets'],
      ['DescribeRouteTables', 'routing_table_set', 'resource_map'],
      ['DescribeLoadBalancers', 'loadbalancer_set', 'listeners'],
      ['DescribeLoadBalancerListeners', 'loadbalancer_listener_set', 'backends'],
      ['DescribeCaches', 'cache_set', 'nodes'],
    ] as const) {
      expect(await shown(action, at, '0')).not.toHaveProperty(field);
      expect(await shown(action, at, '1')).toHaveProperty(field);
    }
    const [apart, whole] = await rows('DescribeClusters', 'cluster_set', { verbose: '1' });
    expect(apart).not.toHaveProperty('nodes');
    expect(whole).toHaveProperty('nodes');
  });

  it('rules that lead inwards, databases that are MySQL, unless others are asked for', async () => {
    expect([await directions(), await directions({ direction: '1' })]).toEqual([new Set([0]), new Set([1])]);
    expect([await engines(), await engines({ rdb_engine: 'psql' })]).toEqual([
      new Set(['mysql']),
      new Set(['psql']),
    ]);
  });

  it('gateways of networks, which their rows do not say', async () => {
    const [gateway] = here().nfvs;
    const [vxnet = ''] = gateway?.vxnets ?? [];
    const found = await rows('DescribeNFVs', 'nfv_set', { 'vxnets.1': vxnet });
    expect(found.map(({ nfv_id }) => nfv_id)).toContain(gateway?.nfv_id);
    expect(found[0]).not.toHaveProperty('vxnets');
    expect(await rows('DescribeNFVs', 'nfv_set', { 'vxnets.1': 'vxnet-0' })).toEqual([]);
  });
});
