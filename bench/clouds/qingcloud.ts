// QingCloud. Terms: its line of the call-count formulas; pages: "20 by default, 100 at most" of every list.
import type { Action, QingCloud } from '../../functions/qingcloud/client.ts';
import { qingcloud as provider } from '../../functions/qingcloud/provider.ts';
import type { Params } from '../../functions/qingcloud/signature.ts';
import { regionOf } from '../../test/simulator/qingcloud/estate.ts';
import type { RegionEstate } from '../../test/simulator/qingcloud/estate.ts';
import { generateEstate } from '../../test/simulator/qingcloud/generate.ts';
import { startQingcloud } from '../../test/simulator/qingcloud/server.ts';
import { benchCloud } from './cloud.ts';
import { byTotal, numberAt, rowsAt } from './naive.ts';
import { about, byNumber, sumOver } from './row.ts';
import type { Row } from './row.ts';

const account = 'usr-Main0001';
const region = 'pek3';

export const qingcloud = benchCloud({
  provider,
  account,
  region,
  estate: (sizes) =>
    generateEstate({
      seed: 'bench',
      accounts: [account],
      regions: [region],
      sizes: {
        routers: sizes.vpcs,
        // One has room for two thousand interfaces, and a server may have two.
        vxnets: Math.max(sizes.subnets, Math.ceil(sizes.servers / 1000)),
        routeTables: sizes.routeTables,
        securityGroups: sizes.groups,
        instances: sizes.servers,
        looseEips: sizes.eips,
        nfvs: sizes.nats,
        loadBalancers: sizes.balancers,
        listenersPerLoadBalancer: sizes.listeners,
        rdbs: sizes.databases,
        caches: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: (estate) => rowsOf(regionOf(estate, account, region)),
  start: (estate, options) => startQingcloud({ estate, ...options }),
  config: (cloud) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ id: account, accessKeyId, secretAccessKey }] };
  },
  naive,
});

/** What was given back may come back, and is not asked for. */
const isLive = ({ status }: { readonly status: string }): boolean =>
  !['terminated', 'ceased'].includes(status);

function rowsOf(here: RegionEstate): readonly Row[] {
  const { nfvs, borders, securityGroupRules } = here;
  const servers = here.instances.filter(isLive);
  const nodes = servers.filter(({ isNode }) => isNode).length;
  const routers = new Set(here.vxnets.flatMap(({ router }) => router?.router_id ?? []));
  const vpcs = [...routers].toSorted().map((id): Vpc => {
    const own = here.vxnets.filter(({ router }) => router?.router_id === id).map(({ vxnet_id }) => vxnet_id);
    const gateways = nfvs.filter(({ vxnets }) => vxnets.some((one) => own.includes(one)));
    return { networks: own.length, gateways: new Set(gateways.map(({ nfv_id }) => nfv_id)) };
  });
  const engine = (name: string): number =>
    here.rdbs.filter((one) => one.rdb_engine === name && isLive(one)).length;
  const rules = (way: number): number =>
    securityGroupRules.filter(({ direction }) => direction === way).length;
  return [
    listOf('vpc:DescribeRouters', 'N', here.routers.length),
    listOf('vpc:DescribeVxnets', 'S', here.vxnets.length),
    listOf('ecm:DescribeInstances', 'V', servers.length - nodes),
    listOf('vpc:DescribeRouteTables', 'R', here.routeTables.length),
    listOf('vpc:DescribeVpcBorders', 'B', borders.length),
    ...after('iaas:DescribeBorderVxnets', 'networks', here.borderVxnets.length, borders),
    ...after('iaas:DescribeBorderStatics', 'statics', here.borderStatics.length, borders),
    listOf('iaas:DescribeNFVs', 'G', nfvs.length),
    ...after('iaas:DescribeSnatRules', 'snat', here.snatRules.length, nfvs),
    ...after('iaas:DescribeDnatRules', 'dnat', here.dnatRules.length, nfvs),
    listOf('elb:DescribeLoadBalancers', 'L', here.loadBalancers.length),
    listOf('elb:DescribeLoadBalancerListeners', 'L·K', here.listeners.length),
    listOf('ecm:DescribeEips', 'EIP', here.eips.length),
    listOf('iaas:DescribeClusters', 'X', here.clusters.length),

    // Each condition that has no "all" is a list.
    listOf('ecm:DescribeInstances', 'nodes', nodes, 'new'),
    // Tags and interfaces on nothing: servers tell neither.
    listOf('ecm:DescribeNics', 'E', here.nics.length, 'new'),
    listOf('iaas:DescribeRDBs', 'mysql', engine('mysql'), 'new'),
    listOf('iaas:DescribeRDBs', 'psql', engine('psql'), 'new'),
    listOf('iaas:DescribeCaches', 'C', here.caches.length, 'new'),
    listOf('ecm:DescribeSecurityGroups', 'SG', here.securityGroups.length, 'new'),
    listOf('ecm:DescribeSecurityGroupRules', 'rules in', rules(0), 'new'),
    listOf('ecm:DescribeSecurityGroupRules', 'rules out', rules(1), 'new'),
    // Gateways do not say their VPC; networks can be asked for their gateways, a hundred at a time: all, then halves.
    {
      ...about(
        'vpc:DescribeVxnets',
        'iaas:DescribeNFVs',
        '⌈S/100⌉ and halves of it with gateways',
        nfvs.length === 0 ? 0 : named(vpcs) + halved(vpcs),
        'each',
      ),
      steps: nfvs.length === 0 ? 0 : 1 + halvings(vpcs),
    },
  ];
}

interface Vpc {
  readonly networks: number;
  readonly gateways: ReadonlySet<string>;
}

const named = (vpcs: readonly Vpc[]): number => Math.ceil(sumOver(vpcs, ({ networks }) => networks) / 100);

/** Of two halves one has to be asked, wherever there is a gateway to be told apart. */
function halved(vpcs: readonly Vpc[]): number {
  const halves = halvesOf(vpcs);
  if (halves === undefined) return 0;
  const [half, rest] = halves;
  return named(half) + halved(half) + halved(rest);
}

/** Of them in a row: a half is halved when it is known to have a gateway. */
function halvings(vpcs: readonly Vpc[]): number {
  const halves = halvesOf(vpcs);
  return halves === undefined ? 0 : 1 + Math.max(...halves.map(halvings));
}

function halvesOf(vpcs: readonly Vpc[]): readonly [readonly Vpc[], readonly Vpc[]] | undefined {
  if (vpcs.length < 2 || vpcs.every(({ gateways }) => gateways.size === 0)) return undefined;
  const middle = Math.ceil(vpcs.length / 2);
  return [vpcs.slice(0, middle), vpcs.slice(middle)];
}

const listOf = (action: Action, letter: string, items: number, since?: Row['since']): Row =>
  byNumber(action, letter, items, 100, since);

/** Lists that want to be told whose, or are of something that need not be; the list before them has one page. */
function after(action: Action, letter: string, items: number, whose: readonly unknown[]): readonly Row[] {
  if (whose.length === 0) return [];
  const row = listOf(action, letter, items);
  return [{ ...row, steps: row.steps + 1 }];
}

/** What the reference lists, as it does but for the size of its pages: a call per network, listener and border. */
async function naive({ ask }: QingCloud): Promise<number> {
  let items = 0;
  const list = async (action: Action, at: string, params: Params = {}) => {
    const found = await byTotal(async (_, offset) => {
      const answer = await ask(action, { ...params, offset });
      return { items: rowsAt(answer, at), total: numberAt(answer, 'total_count') };
    });
    items += found.length;
    return found;
  };
  await list('vpc:DescribeRouters', 'router_set');
  for (const { vxnet_id } of await list('vpc:DescribeVxnets', 'vxnet_set'))
    await list('iaas:DescribeNFVs', 'nfv_set', { nfv_type: 1, vxnets: [String(vxnet_id)] });
  await list('ecm:DescribeInstances', 'instance_set');
  await list('vpc:DescribeRouteTables', 'routing_table_set');
  for (const { vpc_border_id } of await list('vpc:DescribeVpcBorders', 'vpc_border_set')) {
    const border = { border: String(vpc_border_id) };
    await list('iaas:DescribeBorderVxnets', 'border_vxnet_set', border);
    await list('iaas:DescribeBorderStatics', 'border_static_set', border);
  }
  await list('elb:DescribeLoadBalancers', 'loadbalancer_set');
  for (const { loadbalancer_listener_id } of await list(
    'elb:DescribeLoadBalancerListeners',
    'loadbalancer_listener_set',
  )) {
    const answer = await ask('elb:DescribeLoadBalancerListeners', {
      loadbalancer_listeners: [String(loadbalancer_listener_id)],
      verbose: 1,
    });
    items += rowsAt(answer, 'loadbalancer_listener_set').length;
  }
  await list('ecm:DescribeEips', 'eip_set');
  await list('iaas:DescribeClusters', 'cluster_set');
  return items;
}
