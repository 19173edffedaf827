// Tencent Cloud. Terms: "Tencent minimum" of the call-count formulas; pages: the SDK types that functions/tencent cites.
import type { Params, Tencent } from '../../functions/tencent/client.ts';
import { tencent as provider } from '../../functions/tencent/provider.ts';
import type { Action } from '../../functions/tencent/products.ts';
import { generateEstate } from '../../test/simulator/tencent/generate.ts';
import { startTencent } from '../../test/simulator/tencent/server.ts';
import type { RegionEstate } from '../../test/simulator/tencent/estate.ts';
import { benchCloud } from './cloud.ts';
import { byTotal, numberAt, rowsAt } from './naive.ts';
import { about, byNumber, once, sumOver } from './row.ts';
import type { Row } from './row.ts';

const account = '100000000001';
const region = 'ap-guangzhou';

export const tencent = benchCloud({
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
        loadBalancers: sizes.balancers,
        listenersPerLoadBalancer: sizes.listeners,
        peerings: sizes.peerings,
        mysqls: sizes.databases,
        redises: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: ({ accounts }) => rowsOf(accounts[account]?.regions[region]),
  start: (estate, options) => startTencent({ estate, ...options }),
  config: (cloud) => {
    const { secretId, secretKey } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ accessKeyId: secretId, secretAccessKey: secretKey }] };
  },
  naive,
});

function rowsOf(here: RegionEstate | undefined): readonly Row[] {
  if (here === undefined) throw new Error(`the estate has no ${region}`);
  const { natGateways, securityGroups } = here;
  // Addresses that servers were bought with are told of by the servers.
  const addresses = here.addresses.filter(({ AddressType }) => AddressType !== 'WanIP');
  const classic = here.loadBalancers.filter(({ Forward }) => Forward === 0).length;
  const application = here.loadBalancers.length - classic;
  const snats = (gateway: string): number =>
    here.snatRules.filter(({ NatGatewayId }) => NatGatewayId === gateway).length;
  return [
    once('region:DescribeZones'),
    byNumber('vpc:DescribeVpcs', 'N', here.vpcs.length, 100),
    byNumber('vpc:DescribeNatGateways', 'G', natGateways.length, 100),
    {
      ...byNumber(DNAT, 'dnat', here.dnatRules.length, 100),
      after: 'vpc:DescribeNatGateways',
    },
    byNumber('vpc:DescribeRouteTables', 'R', here.routeTables.length, 100),
    byNumber('vpc:DescribeSubnets', 'S', here.subnets.length, 100),
    byNumber('cvm:DescribeInstances', 'V', here.instances.length, 100),
    byNumber('cdb:DescribeDBInstances', 'Dm', here.mysqls.length, 2000),
    byNumber('sqlserver:DescribeDBInstances', 'Ds', here.sqlServers.length, 100),
    byNumber('postgres:DescribeDBInstances', 'Dp', here.postgreses.length, 100),
    byNumber('redis:DescribeInstances', 'C', here.redises.length, 1000),
    byNumber('vpc:DescribeNetworkInterfaces', 'E', here.networkInterfaces.length, 100),
    byNumber('clb:DescribeLoadBalancers', 'L', here.loadBalancers.length, 100),
    about('clb:DescribeLoadBalancers', 'clb:DescribeTargetHealth', '⌈La/30⌉', Math.ceil(application / 30)),
    about('clb:DescribeLoadBalancers', 'clb:DescribeClassicalLBListeners', 'Lc', classic),
    about('clb:DescribeLoadBalancers', 'clb:DescribeClassicalLBTargets', 'Lc', classic),
    byNumber('vpc:DescribeVpcPeeringConnections', 'P', here.peerings.length, 100),

    byNumber('vpc:DescribeAddresses', 'EIP', addresses.length, 100, 'new'),
    byNumber('vpc:DescribeSecurityGroups', 'SG', securityGroups.length, 100, 'new'),
    byNumber('vpc:DescribePrivateNatGateways', 'private G', here.privateNats.length, 100, 'new'),
    byNumber('tke:DescribeClusters', 'X', here.clusters.length, 100, 'new'),
    byNumber('mariadb:DescribeDBInstances', 'MariaDB', here.mariaDbs.length, 100, 'new'),
    byNumber('dcdb:DescribeDCDBInstances', 'TDSQL', here.dcdbs.length, 100, 'new'),
    byNumber('cynosdb:DescribeClusters', 'CynosDB', here.cynoses.length, 100, 'new'),
    byNumber(
      'cynosdb:DescribeInstances',
      'instances',
      sumOver(here.cynoses, ({ InstanceNum }) => InstanceNum),
      100,
      'new',
    ),
    // Policies of a group, and SNAT of a gateway, are told of one at a time.
    about(
      'vpc:DescribeSecurityGroups',
      'vpc:DescribeSecurityGroupPolicies',
      'SG',
      securityGroups.length,
      'each',
    ),
    about(
      'vpc:DescribeNatGateways',
      'vpc:DescribeNatGatewaySourceIpTranslationNatRules',
      'Σ⌈snat/100⌉',
      sumOver(natGateways, ({ NatGatewayId }) => Math.ceil(snats(NatGatewayId) / 100) || 1),
      'each',
    ),
    about(
      'vpc:DescribePrivateNatGateways',
      'vpc:DescribePrivateNatGatewayTranslationNatRules',
      'Σ⌈private snat/100⌉',
      sumOver(here.privateNats, ({ snats: rules }) => Math.ceil(rules.length / 100) || 1),
      'each',
    ),
    about(
      'vpc:DescribePrivateNatGateways',
      'vpc:DescribePrivateNatGatewayDestinationIpPortTranslationNatRules',
      'Σ⌈private dnat/100⌉',
      sumOver(here.privateNats, ({ dnats }) => Math.ceil(dnats.length / 100) || 1),
      'each',
    ),
  ];
}

const DNAT = 'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules';

/** What the reference's minimum lists: in pages of the default size, and parent by parent. */
async function naive({ ask }: Tencent): Promise<number> {
  let items = 0;
  const list = async (
    action: Action,
    at: string,
    offset: (page: number, sofar: number) => Params = inItems,
  ) => {
    const found = await byTotal(async (page, sofar) => {
      const answer = await ask(action, offset(page, sofar));
      return { items: rowsAt(answer, at), total: numberAt(answer, 'TotalCount') };
    });
    items += found.length;
    return found;
  };
  await ask('region:DescribeZones', { Product: 'cdb' });
  await list('vpc:DescribeVpcs', 'VpcSet', inText);
  await list('vpc:DescribeNatGateways', 'NatGatewaySet');
  await list(DNAT, 'NatGatewayDestinationIpPortTranslationNatRuleSet');
  await list('vpc:DescribeRouteTables', 'RouteTableSet', inText);
  await list('vpc:DescribeSubnets', 'SubnetSet', inText);
  await list('cvm:DescribeInstances', 'InstanceSet');
  await list('cdb:DescribeDBInstances', 'Items');
  await list('sqlserver:DescribeDBInstances', 'DBInstances', (page) => ({ Offset: page }));
  await list('postgres:DescribeDBInstances', 'DBInstanceSet');
  await list('redis:DescribeInstances', 'InstanceSet');
  await list('vpc:DescribeNetworkInterfaces', 'NetworkInterfaceSet');
  for (const { LoadBalancerId, Forward } of await list('clb:DescribeLoadBalancers', 'LoadBalancerSet')) {
    const of = Forward === 0 ? { LoadBalancerId } : { LoadBalancerIds: [LoadBalancerId] };
    if (Forward === 0) {
      items += rowsAt(await ask('clb:DescribeClassicalLBListeners', of), 'Listeners').length;
      items += rowsAt(await ask('clb:DescribeClassicalLBTargets', of), 'Targets').length;
    } else items += rowsAt(await ask('clb:DescribeTargetHealth', of), 'LoadBalancers').length;
  }
  await list('vpc:DescribeVpcPeeringConnections', 'PeerConnectionSet');
  return items;
}

const inItems = (_: number, sofar: number): Params => ({ Offset: sofar });
const inText = (_: number, sofar: number): Params => ({ Offset: String(sofar) });
