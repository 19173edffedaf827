// Alibaba Cloud. Terms: "Aliyun minimum" of the call-count formulas; pages: the SDK types that functions/aliyun cites.
import type { Aliyun } from '../../functions/aliyun/client.ts';
import { aliyun as provider } from '../../functions/aliyun/provider.ts';
import type { Action } from '../../functions/aliyun/products.ts';
import type { Params } from '../../functions/aliyun/signature.ts';
import { inBatches } from '../../shared/collect/parallel.ts';
import { generateEstate } from '../../test/simulator/aliyun/generate.ts';
import { startAliyun } from '../../test/simulator/aliyun/server.ts';
import type { AccountEstate } from '../../test/simulator/aliyun/estate.ts';
import { benchCloud } from './cloud.ts';
import { byNext, byTotal, numberAt, rowsAt } from './naive.ts';
import { about, byNumber, byToken, once, sumOver } from './row.ts';
import type { Row } from './row.ts';

const account = '1234567890123456';
const region = 'cn-hangzhou';

export const aliyun = benchCloud({
  provider,
  account,
  region,
  estate: (sizes) =>
    generateEstate({
      seed: 'bench',
      accounts: [account],
      regions: [region],
      sizes: {
        vpcs: sizes.vpcs,
        vSwitches: sizes.subnets,
        securityGroups: sizes.groups,
        instances: sizes.servers,
        networkInterfaces: sizes.nics,
        routeTables: sizes.routeTables,
        natGateways: sizes.nats,
        eips: sizes.eips,
        clbs: sizes.balancers,
        listeners: sizes.listeners,
        peers: sizes.peerings,
        databases: sizes.databases,
        caches: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: ({ accounts }) => rowsOf(accounts[account]),
  start: (estate, options) => startAliyun({ estate, ...options }),
  config: (cloud) => {
    const { accessKeyId, accessKeySecret } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ accessKeyId, secretAccessKey: accessKeySecret }] };
  },
  // ECS counts by the minute. https://help.aliyun.com/zh/ecs/developer-reference/api-throttling
  drawn: ({ operation }, rate) =>
    operation === 'ecs:*'
      ? { calls: Math.round(rate.perSecond * 60), windowMs: 60_000, aligned: true }
      : rate,
  naive,
});

function rowsOf(estate: AccountEstate | undefined): readonly Row[] {
  const here = estate?.regions[region];
  if (estate === undefined || here === undefined) throw new Error(`the estate has no ${region}`);
  const { routeTables, natGateways, clbs, dbInstances, polarClusters, securityGroups } = here;
  return [
    once('vpc:DescribeZones'),
    byNumber('vpc:DescribeVpcs', 'N', here.vpcs.length, 50),
    byNumber('vpc:DescribeVSwitches', 'S', here.vSwitches.length, 50),
    byToken('ecs:DescribeInstances', 'V', here.instances.length, 100),
    byToken('ecs:DescribeNetworkInterfaces', 'E', here.networkInterfaces.length, 500),
    byNumber('vpc:DescribeRouteTableList', 'R', routeTables.length, 50),
    about(
      'vpc:DescribeRouteTableList',
      'vpc:DescribeRouteEntryList',
      'Σ⌈entries/100⌉',
      sumOver(routeTables, ({ entries }) => Math.ceil(entries.length / 100) || 1),
    ),
    byNumber('vpc:DescribeNatGateways', 'G', natGateways.length, 50),
    about('vpc:DescribeNatGateways', 'vpc:DescribeSnatTableEntries', 'G', natGateways.length),
    about('vpc:DescribeNatGateways', 'vpc:DescribeForwardTableEntries', 'G', natGateways.length),
    byNumber('slb:DescribeLoadBalancers', 'L', clbs.length, 100),
    byToken('slb:DescribeLoadBalancerListeners', 'L·K', here.clbListeners.length, 100),
    about('slb:DescribeLoadBalancers', 'slb:DescribeHealthStatus', 'L', clbs.length),
    byNumber('kvstore:DescribeInstances', 'C', here.kvInstances.length, 50),
    byToken('rds:DescribeDBInstances', 'D', dbInstances.length, 100),
    about('rds:DescribeDBInstances', 'rds:DescribeDBInstanceNetInfo', 'D', dbInstances.length),
    byNumber('cs:DescribeClustersV1', 'X', estate.clusters.length, 50),

    // A page of instances at a time, 50 of its ids in a request, as many answers as their tags take.
    about(
      'rds:DescribeDBInstances',
      'rds:ListTagResources',
      'Σ⌈tags of 50/page⌉',
      sumOver(inBatches(dbInstances, 50), (batch) =>
        Math.ceil(sumOver(batch, ({ tags }) => tags.length) / TAGS_IN_A_PAGE),
      ),
      'new',
    ),
    byNumber('vpc:DescribeEipAddresses', 'EIP', here.eips.length, 100, 'new'),
    byToken('vpc:ListVpcPeerConnections', 'P', estate.peers.length, 100, 'new'),
    byToken('alb:ListLoadBalancers', 'ALB', here.albs.length, 100, 'new'),
    byToken('alb:ListListeners', 'ALB·K', here.albListeners.length, 100, 'new'),
    byToken('alb:ListRules', 'rules', here.albRules.length, 100, 'new'),
    byToken('alb:ListServerGroups', 'groups', here.albServerGroups.length, 100, 'new'),
    byToken('alb:ListServerGroupServers', 'servers', here.albServers.length, 100, 'new'),
    byToken('nlb:ListLoadBalancers', 'NLB', here.nlbs.length, 100, 'new'),
    byToken('nlb:ListListeners', 'NLB·K', here.nlbListeners.length, 100, 'new'),
    byToken('nlb:ListServerGroups', 'groups', here.nlbServerGroups.length, 100, 'new'),
    byToken('nlb:ListServerGroupServers', 'servers', here.nlbServers.length, 100, 'new'),
    byToken('ecs:DescribeSecurityGroups', 'SG', securityGroups.length, 100, 'new'),
    byNumber('polardb:DescribeDBClusters', 'PolarDB', polarClusters.length, 100, 'new'),
    // Rules of a group, endpoints of a cluster and addresses of a balancer are told of one at a time; and public
    // endpoints of a cache, which the minimum leaves out ("+ C only if Redis public endpoints are wanted").
    about('alb:ListLoadBalancers', 'alb:GetLoadBalancerAttribute', 'ALB', here.albs.length, 'each'),
    about(
      'ecs:DescribeSecurityGroups',
      'ecs:DescribeSecurityGroupAttribute',
      'SG',
      securityGroups.length,
      'each',
    ),
    about(
      'polardb:DescribeDBClusters',
      'polardb:DescribeDBClusterEndpoints',
      'PolarDB',
      polarClusters.length,
      'each',
    ),
    about(
      'kvstore:DescribeInstances',
      'kvstore:DescribeDBInstanceNetInfo',
      'C',
      here.kvInstances.length,
      'each',
    ),
  ];
}

/** The size of a page of ListTagResources cannot be asked for. */
const TAGS_IN_A_PAGE = 100;

/** What the reference's minimum lists: in pages of the default size, and parent by parent. */
async function naive({ ask, region: RegionId }: Aliyun): Promise<number> {
  const numbered = async (action: Action, at: string, total = 'TotalCount', more: Params = {}) =>
    byTotal(async (page) => {
      const answer = await ask(action, { RegionId, PageNumber: page + 1, ...more });
      return { items: rowsAt(answer, at), total: numberAt(answer, total) };
    });
  const tokened = async (action: Action, at: string, more: Params = {}) =>
    byNext(async (NextToken) => {
      const answer = await ask(action, { RegionId, NextToken, ...more });
      return { items: rowsAt(answer, at), next: answer['NextToken'] };
    });
  let items = 0;
  const count = <Item>(list: readonly Item[]): readonly Item[] => {
    items += list.length;
    return list;
  };
  count(rowsAt(await ask('vpc:DescribeZones', { RegionId }), 'Zones.Zone'));
  count(await numbered('vpc:DescribeVpcs', 'Vpcs.Vpc'));
  count(await numbered('vpc:DescribeVSwitches', 'VSwitches.VSwitch'));
  count(await numbered('ecs:DescribeInstances', 'Instances.Instance'));
  count(await numbered('ecs:DescribeNetworkInterfaces', 'NetworkInterfaceSets.NetworkInterfaceSet'));
  const tables = await numbered('vpc:DescribeRouteTableList', 'RouterTableList.RouterTableListType');
  for (const { RouteTableId } of count(tables))
    count(
      await tokened('vpc:DescribeRouteEntryList', 'RouteEntrys.RouteEntry', {
        RouteTableId: String(RouteTableId),
      }),
    );
  for (const { NatGatewayId } of count(await numbered('vpc:DescribeNatGateways', 'NatGateways.NatGateway'))) {
    const of = { NatGatewayId: String(NatGatewayId) };
    count(
      await numbered('vpc:DescribeSnatTableEntries', 'SnatTableEntries.SnatTableEntry', 'TotalCount', of),
    );
    const forward = 'ForwardTableEntries.ForwardTableEntry';
    count(await numbered('vpc:DescribeForwardTableEntries', forward, 'TotalCount', of));
  }
  for (const { LoadBalancerId } of count(
    await numbered('slb:DescribeLoadBalancers', 'LoadBalancers.LoadBalancer'),
  )) {
    const id = String(LoadBalancerId);
    count(await tokened('slb:DescribeLoadBalancerListeners', 'Listeners', { 'LoadBalancerId.1': id }));
    const health = await ask('slb:DescribeHealthStatus', { RegionId, LoadBalancerId: id });
    count(rowsAt(health, 'BackendServers.BackendServer'));
  }
  count(await numbered('kvstore:DescribeInstances', 'Instances.KVStoreInstance'));
  for (const { DBInstanceId } of count(
    await numbered('rds:DescribeDBInstances', 'Items.DBInstance', 'TotalRecordCount'),
  )) {
    const of = { DBInstanceId: String(DBInstanceId) };
    const nets = await ask('rds:DescribeDBInstanceNetInfo', of);
    count(rowsAt(nets, 'DBInstanceNetInfos.DBInstanceNetInfo'));
  }
  return items;
}
