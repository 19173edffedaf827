// Volcengine. Terms: its line of the call-count formulas; pages: the SDK types that functions/volcengine cites.
import type { Params, Volcengine } from '../../functions/volcengine/client.ts';
import type { Action } from '../../functions/volcengine/products.ts';
import { volcengine as provider } from '../../functions/volcengine/provider.ts';
import type { RegionEstate } from '../../test/simulator/volcengine/estate.ts';
import { generateEstate } from '../../test/simulator/volcengine/generate.ts';
import { startVolcengine } from '../../test/simulator/volcengine/server.ts';
import { benchCloud } from './cloud.ts';
import { byNext, byTotal, numberAt, rowsAt } from './naive.ts';
import { about, byNumber, byToken, once, sumOver } from './row.ts';
import type { Row } from './row.ts';

const account = '2100000001';
const region = 'cn-beijing';

export const volcengine = benchCloud({
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
        subnets: sizes.subnets,
        securityGroups: sizes.groups,
        instances: sizes.servers,
        networkInterfaces: sizes.nics,
        routeTables: sizes.routeTables,
        natGateways: sizes.nats,
        addresses: sizes.eips,
        clbs: sizes.balancers / 2,
        albs: sizes.balancers / 2,
        listenersPerBalancer: sizes.listeners,
        mysqls: Math.ceil(sizes.databases * 0.4),
        postgreses: Math.ceil(sizes.databases * 0.4),
        sqlServers: Math.ceil(sizes.databases * 0.2),
        redises: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: ({ accounts }) => rowsOf(accounts[account]?.regions[region]),
  start: (estate, options) => startVolcengine({ estate, ...options }),
  config: (cloud) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ id: account, accessKeyId, secretAccessKey }] };
  },
  naive,
});

function rowsOf(here: RegionEstate | undefined): readonly Row[] {
  if (here === undefined) throw new Error(`the estate has no ${region}`);
  const { routeTables, securityGroups, clbGroups, albGroups, sqlServers, redises } = here;
  const basic = redises.filter(({ ServiceType }) => ServiceType === 'Basic');
  return [
    byToken('vpc:DescribeVpcs', 'N', here.vpcs.length, 100),
    byToken('vpc:DescribeSubnets', 'S', here.subnets.length, 100),
    byToken('ecs:DescribeInstances', 'V', here.instances.length, 100),
    byToken('vpc:DescribeNetworkInterfaces', 'E', here.networkInterfaces.length, 100),
    byNumber('rds_mysql:DescribeDBInstances', 'Dm', here.mysqls.length, 100),
    byNumber('rds_postgresql:DescribeDBInstances', 'Dp', here.postgreses.length, 100),
    byNumber('rds_mssql:DescribeDBInstances', 'Ds', sqlServers.length, 100),
    about('rds_mssql:DescribeDBInstances', 'rds_mssql:DescribeDBInstanceDetail', 'Ds', sqlServers.length),
    byNumber('redis:DescribeDBInstances', 'C', redises.length, 100),
    about('redis:DescribeDBInstances', 'redis:DescribeDBInstanceDetail', 'C', basic.length),
    about(
      'redis:DescribeDBInstances',
      'redis:DescribeEnterpriseDBInstanceDetail',
      'C (Enterprise)',
      redises.length - basic.length,
    ),
    byNumber('vke:ListClusters', 'X', here.clusters.length, 100),
    once('ecs:DescribeZones'),

    byToken('vpc:DescribeRouteTableList', 'R', routeTables.length, 100, 'new'),
    byToken('vpc:DescribeSecurityGroups', 'SG', securityGroups.length, 100, 'new'),
    byToken('vpc:DescribeEipAddresses', 'EIP', here.addresses.length, 100, 'new'),
    byNumber('natgateway:DescribeNatGateways', 'G', here.natGateways.length, 100, 'new'),
    byNumber('natgateway:DescribeSnatEntries', 'snat', here.snatEntries.length, 100, 'new'),
    byNumber('natgateway:DescribeDnatEntries', 'dnat', here.dnatEntries.length, 100, 'new'),
    byNumber('transitrouter:DescribeTransitRouters', 'TR', here.transitRouters.length, 100, 'new'),
    byNumber(
      'transitrouter:DescribeTransitRouterAttachments',
      'attachments',
      here.routerAttachments.length,
      100,
      'new',
    ),
    byNumber('clb:DescribeLoadBalancers', 'L', here.clbs.length, 100, 'new'),
    byNumber('clb:DescribeListeners', 'L·K', here.clbListeners.length, 100, 'new'),
    byNumber('clb:DescribeServerGroups', 'groups', clbGroups.length, 100, 'new'),
    byNumber('alb:DescribeLoadBalancers', 'La', here.albs.length, 100, 'new'),
    byNumber('alb:DescribeListeners', 'La·K', here.albListeners.length, 100, 'new'),
    byNumber('alb:DescribeServerGroups', 'groups', albGroups.length, 100, 'new'),
    // Routes of a table, rules of a group of addresses, members of a group of servers are told of one at a time.
    about(
      'vpc:DescribeRouteTableList',
      'vpc:DescribeRouteEntryList',
      'Σ⌈entries/100⌉',
      sumOver(routeTables, ({ entries }) => pages(entries.length)),
      'each',
    ),
    about(
      'vpc:DescribeSecurityGroups',
      'vpc:DescribeSecurityGroupAttributes',
      'SG',
      securityGroups.length,
      'each',
    ),
    about(
      'clb:DescribeServerGroups',
      'clb:DescribeServerGroupAttributes',
      'groups',
      clbGroups.length,
      'each',
    ),
    about(
      'alb:DescribeServerGroups',
      'alb:DescribeServerGroupBackendServers',
      'Σ⌈servers/100⌉',
      sumOver(albGroups, ({ servers }) => pages(servers.length)),
      'each',
    ),
  ];
}

const pages = (items: number): number => Math.max(1, Math.ceil(items / 100));

/** What the reference lists, as it does but for the size of its pages: one call after the other. */
async function naive({ ask, region: RegionId }: Volcengine): Promise<number> {
  let items = 0;
  const list = async (action: Action, at: string, total = 'TotalCount', more: Params = {}) => {
    const found = await byTotal(async (page) => {
      const answer = await ask(action, { PageNumber: page + 1, ...more });
      return { items: rowsAt(answer, at), total: numberAt(answer, total) };
    });
    items += found.length;
    return found;
  };
  items += rowsAt(await ask('ecs:DescribeZones', {}), 'Zones').length;
  await list('vpc:DescribeVpcs', 'Vpcs');
  await list('vpc:DescribeSubnets', 'Subnets');
  // Servers have tokens alone.
  const servers = await byNext(async (NextToken) => {
    const answer = await ask('ecs:DescribeInstances', { NextToken });
    return { items: rowsAt(answer, 'Instances'), next: answer['NextToken'] };
  });
  items += servers.length;
  for (const product of ['rds_mysql', 'rds_postgresql', 'rds_mssql'] as const) {
    const at = product === 'rds_mssql' ? 'InstancesInfo' : 'Instances';
    for (const { InstanceId } of await list(`${product}:DescribeDBInstances`, at, 'Total'))
      if (product === 'rds_mssql')
        await ask('rds_mssql:DescribeDBInstanceDetail', { InstanceId: String(InstanceId) });
  }
  const caches = await list('redis:DescribeDBInstances', 'Instances', 'TotalInstancesNum', { RegionId });
  for (const { InstanceId, ServiceType } of caches) {
    const edition = ServiceType === 'Enterprise' ? 'Enterprise' : '';
    await ask(`redis:Describe${edition}DBInstanceDetail`, { InstanceId: String(InstanceId) });
  }
  await list('vke:ListClusters', 'Items');
  return items;
}
