import { afterAll, beforeAll, expect, it } from 'vitest';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import { collect } from '../../contract/collector.ts';
import { startCloud } from './cloud.ts';
import type { AliyunCloud } from './cloud.ts';

/** More than one page of most lists. */
const sizes = {
  vpcs: 52,
  vSwitches: 110,
  instances: 120,
  networkInterfaces: 520,
  routeTables: 52,
  routes: 3,
  natGateways: 3,
  clbs: 40,
  listeners: 3,
  caches: 51,
  databases: 101,
  clusters: 2,
};

let cloud: AliyunCloud;
beforeAll(async () => {
  cloud = await startCloud({ sizes });
});
afterAll(() => cloud.close());

const pages = (items: number, size: number): number => Math.max(1, Math.ceil(items / size));

it('a region takes no more calls than its APIs make one take', async () => {
  const api = cloud.plain();
  const collectors = aliyun.collectors.filter(({ scope }) => scope === 'region');
  await Promise.all(collectors.map((collector) => collect(collector, api, cloud.scope)));
  const counts: Record<string, number> = {};
  for (const { action } of cloud.simulator.calls()) counts[action] = (counts[action] ?? 0) + 1;
  const { here } = cloud;
  const tables = here.routeTables.length;
  const gateways = here.natGateways.length;
  const groups = here.albServerGroups.length > 0 ? 1 : 0;
  const own = cloud.own.clusters.filter(({ region_id }) => region_id === cloud.scope.region).length;
  expect(counts).toEqual({
    'vpc:DescribeZones': 1,
    'vpc:DescribeVpcs': pages(here.vpcs.length, 50),
    'vpc:DescribeVSwitches': pages(here.vSwitches.length, 50),
    'ecs:DescribeInstances': pages(here.instances.length, 100),
    'ecs:DescribeNetworkInterfaces': pages(here.networkInterfaces.length, 500),
    'vpc:DescribeRouteTableList': pages(tables, 50),
    'vpc:DescribeRouteEntryList': tables,
    'vpc:DescribeNatGateways': pages(gateways, 50),
    'vpc:DescribeSnatTableEntries': gateways,
    'vpc:DescribeForwardTableEntries': gateways,
    'slb:DescribeLoadBalancers': pages(here.clbs.length, 100),
    'slb:DescribeLoadBalancerListeners': pages(here.clbListeners.length, 100),
    'slb:DescribeHealthStatus': here.clbs.length,
    'kvstore:DescribeInstances': pages(here.kvInstances.length, 50),
    'kvstore:DescribeDBInstanceNetInfo': here.kvInstances.length,
    'rds:DescribeDBInstances': pages(here.dbInstances.length, 100),
    'rds:DescribeDBInstanceNetInfo': here.dbInstances.length,
    'cs:DescribeClustersV1': pages(own, 50),
    // What the floor does not count: region-wide lists, batches, and what the API gives one by one only.
    // Of fifty instances each; an answer ends where its tags fill a page.
    'rds:ListTagResources': expect.any(Number),
    'vpc:DescribeEipAddresses': pages(here.eips.length, 100),
    'vpc:ListVpcPeerConnections': 1,
    'ecs:DescribeSecurityGroups': pages(here.securityGroups.length, 100),
    'ecs:DescribeSecurityGroupAttribute': here.securityGroups.length,
    'alb:ListLoadBalancers': 1,
    'alb:GetLoadBalancerAttribute': here.albs.length,
    'alb:ListListeners': 1,
    'alb:ListRules': 1,
    'alb:ListServerGroups': 1,
    'alb:ListServerGroupServers': groups,
    'nlb:ListLoadBalancers': 1,
    'nlb:ListListeners': 1,
    'nlb:ListServerGroups': 1,
    'nlb:ListServerGroupServers': 1,
    'polardb:DescribeDBClusters': 1,
    'polardb:DescribeDBClusterEndpoints': here.polarClusters.length,
  });
});
