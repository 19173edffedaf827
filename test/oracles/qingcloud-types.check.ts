/**
 * What the simulator answers has only fields that QingCloud's SDK for Go knows, of their type and in their place; that
 * for Python has no types. The SDK is older than some of what is listed: fields that it lacks are named here, each with
 * the page that has it.
 *
 * https://github.com/yunify/qingcloud-sdk-go
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateEstate } from '../simulator/qingcloud/generate.ts';
import { regionOf } from '../simulator/qingcloud/estate.ts';
import { ask } from '../simulator/qingcloud/ask.ts';
import { type QingCloudCloud, startQingcloud } from '../simulator/qingcloud/server.ts';
import { goTypes, moduleOf } from './go-types.ts';

const MODULE = 'github.com/yunify/qingcloud-sdk-go';
const { unlike } = goTypes(MODULE, moduleOf(MODULE));

const ACCOUNT = 'usr-1';
const ZONE = 'pek3';

/**
 * What the last release of the SDK lacks; `DOCS` is https://docsv3.qingcloud.com/development_docs/api/command_list, `LATER`
 * the SDK after it (service/types.go, VxNet and Router).
 */
const BESIDE: ReadonlyMap<string, string> = new Map([
  ['DescribeLoadBalancers.total_count: unknown', 'DOCS/lb/describe_loadbalancers'],
  ['DescribeClusters.cluster_set[].tags: unknown', 'DOCS/appcenter2/describe_clusters'],
  ['DescribeRouters.router_set[].vxnets[].nic_id: unknown', 'DOCS/router/describe_routers'],
  ['DescribeVxnets.vxnet_set[].zone_id: unknown', 'LATER'],
  ['DescribeVxnets.vxnet_set[].router.ipv6_network: unknown', 'LATER'],
]);

/** Ports and bandwidths are numbers in some examples of the pages, and texts in others. */
const isEither = (said: string): boolean => /(?:bandwidth|port): string, not int$/.test(said);

const CALLS: readonly (readonly [action: string, type: string, params: Readonly<Record<string, string>>])[] =
  [
    ['DescribeInstances', 'DescribeInstancesOutput', { verbose: '1' }],
    ['DescribeNics', 'DescribeNicsOutput', {}],
    ['DescribeEips', 'DescribeEIPsOutput', { verbose: '1' }],
    ['DescribeLoadBalancers', 'DescribeLoadBalancersOutput', { verbose: '1' }],
    ['DescribeLoadBalancerListeners', 'DescribeLoadBalancerListenersOutput', { verbose: '1' }],
    ['DescribeRDBs', 'DescribeRDBsOutput', { verbose: '1' }],
    ['DescribeCaches', 'DescribeCachesOutput', { verbose: '1' }],
    ['DescribeClusters', 'DescribeClustersOutput', { verbose: '1' }],
    ['DescribeClusterNodes', 'DescribeClusterNodesOutput', {}],
    ['DescribeZones', 'DescribeZonesOutput', {}],
    ['DescribeAccessKeys', 'DescribeAccessKeysOutput', {}],
    ['DescribeRouters', 'DescribeRoutersOutput', { verbose: '1' }],
    ['DescribeVxnets', 'DescribeVxNetsOutput', { verbose: '1' }],
    ['DescribeSecurityGroups', 'DescribeSecurityGroupsOutput', { verbose: '1' }],
    ['DescribeSecurityGroupRules', 'DescribeSecurityGroupRulesOutput', { direction: '0' }],
  ];

describe('answers of the simulator', () => {
  let started: QingCloudCloud | undefined;
  beforeAll(async () => {
    const estate = generateEstate({ seed: 'types', accounts: [ACCOUNT], regions: [ZONE] });
    started = await startQingcloud({ estate });
  });
  afterAll(() => started?.close());

  it.each(CALLS)('to %s are a %s', async (action, type, params) => {
    if (started === undefined) throw new Error('the simulator did not start');
    const keys = started.credentials(ACCOUNT);
    const { clusters } = regionOf(started.estate, ACCOUNT, ZONE);
    const [cluster] = clusters.filter(({ nodes }) => nodes.length > 0);
    const common = action === 'DescribeZones' ? { action } : { action, zone: ZONE, limit: '100' };
    const ofCluster = action === 'DescribeClusterNodes' ? { cluster: cluster?.cluster_id ?? '' } : {};
    const answer = await ask({ url: started.url, keys, params: { ...common, ...ofCluster, ...params } });
    const lists = Object.values(answer).filter((value) => Array.isArray(value));
    expect([action, lists.flat().length > 0]).toEqual([action, true]);
    const said = unlike(`service:${type}`, answer, action);
    expect(said.filter((one) => !BESIDE.has(one) && !isEither(one))).toEqual([]);
    // What the SDK has by now needs no page.
    const named = [...BESIDE.keys()].filter((one) => one.startsWith(`${action}.`));
    expect(named.filter((one) => !said.includes(one))).toEqual([]);
  });

  it('would be told a field too many, or of another type', () => {
    const answer = { ret_code: '0', eip_set: [{ eip_id: 'eip-1', adress: '198.18.0.1' }] };
    expect(unlike('service:DescribeEIPsOutput', answer, 'it')).toEqual([
      'it.ret_code: string, not int',
      'it.eip_set[].adress: unknown',
    ]);
  });
});
