// Huawei Cloud. Terms: its line of the call-count formulas; pages: the SDK types that functions/huawei cites.
import { API } from '../../functions/huawei/apis.ts';
import type { Api } from '../../functions/huawei/apis.ts';
import type { Huawei } from '../../functions/huawei/client.ts';
import { huawei as provider } from '../../functions/huawei/provider.ts';
import { generateEstate } from '../../test/simulator/huawei/generate.ts';
import type { Asked } from '../../test/simulator/cloud/server.ts';
import { startHuawei } from '../../test/simulator/huawei/server.ts';
import type { HuaweiCloud } from '../../test/simulator/huawei/server.ts';
import { resourcesOf } from '../../test/simulator/huawei/estate.ts';
import type { Estate, Resources } from '../../test/simulator/huawei/estate.ts';
import { benchCloud } from './cloud.ts';
import type { Starting } from './cloud.ts';
import { byNext, byTotal, numberAt, rowsAt } from './naive.ts';
import { about, byNumber, byToken, once, untilEmpty } from './row.ts';
import type { Row } from './row.ts';

const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const region = 'cn-north-4';

export const huawei = benchCloud({
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
        servers: sizes.servers,
        // Every server has one of its own.
        ports: sizes.nics - sizes.servers,
        // Every VPC has one of its own.
        routeTables: sizes.routeTables - sizes.vpcs,
        natGateways: sizes.nats,
        publicips: sizes.eips,
        loadBalancers: sizes.balancers,
        listeners: sizes.listeners,
        peerings: sizes.peerings,
        databases: sizes.databases,
        caches: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: (estate) => rowsOf(resourcesOf(estate, account, region)),
  start: started,
  config: (cloud) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ accessKeyId, secretAccessKey }] };
  },
  naive,
});

/** A quota counts one call by itself, several of which may need the same permission: the books have each by its name. */
async function started(estate: Estate, { quotaOf, ...options }: Starting): Promise<HuaweiCloud> {
  const cloud = await startHuawei({
    estate,
    ...options,
    quotaOf: (asked) => quotaOf({ ...asked, action: nameOf(asked) }),
  });
  return { ...cloud, calls: () => cloud.calls().map((call) => ({ ...call, action: nameOf(call) })) };
}

const nameOf = ({ service, operation }: Pick<Asked, 'service' | 'operation'>): string =>
  `${service}:${operation}`;

function rowsOf(here: Resources): readonly Row[] {
  const { routeTables, natGateways, enterpriseRouters } = here;
  return [
    byToken('vpc:ListVpcs', 'N', here.vpcs.length, 2000),
    byToken('vpc:ListVirsubnets', 'S', here.subnets.length, 2000),
    byToken('vpc:ListPorts', 'E', here.ports.length, 2000),
    byToken('eip:ListPublicips', 'EIP', here.publicips.length, 2000),
    untilEmpty('vpc:ListRouteTables', 'R', routeTables.length, 2000),
    byToken('vpc:ListVpcPeerings', 'P', here.peerings.length, 2000),
    byNumber('ecs:ListServersDetails', 'V', here.servers.length, 1000),
    untilEmpty('nat:ListNatGateways', 'G', natGateways.length, 2000),
    untilEmpty('nat:ListNatGatewaySnatRules', 'snat', here.snatRules.length, 2000),
    untilEmpty('nat:ListNatGatewayDnatRules', 'dnat', here.dnatRules.length, 2000),
    byToken('elb:ListLoadBalancers', 'L', here.loadBalancers.length, 2000),
    byToken('elb:ListListeners', 'L·K', here.listeners.length, 2000),
    byToken('elb:ListPools', 'pools', here.pools.length, 2000),
    byToken('elb:ListAllMembers', 'members', here.members.length, 2000),
    byNumber('rds:ListInstances', 'D', here.rdsInstances.length, 100),
    byNumber('dcs:ListInstances', 'C', here.dcsInstances.length, 1000),
    once('cce:ListClusters'),
    byToken('vpc:ListSecurityGroups', 'SG', here.securityGroups.length, 2000),
    byToken('vpc:ListSecurityGroupRules', 'rules', here.securityGroupRules.length, 2000),
    byToken('er:ListEnterpriseRouters', 'ER', enterpriseRouters.length, 2000),
    about('er:ListEnterpriseRouters', 'er:ListVpcAttachments', 'ER', enterpriseRouters.length),

    // The reference's formula reads zones from a cache: here they are a kind, and asked for in each run.
    once('ecs:ListServerAzInfo', 'new'),
    byToken('elb:ListL7Policies', 'policies', here.l7Policies.length, 2000, 'new'),
    {
      ...byNumber('nat:ListNatGatewayByTag', 'G', natGateways.length, 1000, 'new'),
      after: 'nat:ListNatGateways',
    },
    byToken('nat:ListPrivateNats', 'private', here.privateNats.length, 2000, 'new'),
    byToken('nat:ListPrivateSnats', 'snat', here.privateSnats.length, 2000, 'new'),
    byToken('nat:ListPrivateDnats', 'dnat', here.privateDnats.length, 2000, 'new'),
    byToken('nat:ListTransitIps', 'transit', here.transitIps.length, 2000, 'new'),
    byNumber(
      'gaussdb:ListGaussMySqlInstancesUnifyStatus',
      'GaussDB',
      here.taurusInstances.length,
      100,
      'new',
    ),
    byNumber('opengauss:ListDatabaseInstances', 'GaussDB', here.openGaussInstances.length, 100, 'new'),
    // Routes of a table are told of one at a time.
    about('vpc:ListRouteTables', 'vpc:ShowRouteTable', 'R', routeTables.length, 'each'),
  ];
}

/** What the reference lists, as it does: in pages of 50, until one is empty, and the members of a pool at a time. */
async function naive({ ask, project }: Huawei): Promise<number> {
  const { id: project_id } = await project();
  const limit = 50;
  let items = 0;
  const marked = async (api: Api, at: string, ids: Readonly<Record<string, string>> = {}) => {
    const found = await byNext(async (marker) => {
      const answer = await ask(api, { ids: { project_id, ...ids }, params: { limit, marker } });
      const rows = rowsAt(answer, at);
      return { items: rows, next: rows.at(-1)?.['id'] };
    });
    items += found.length;
    return found;
  };
  const numbered = async (
    api: Api,
    at: string,
    total: string,
    offset: (page: number, sofar: number) => number,
  ) => {
    const found = await byTotal(async (page, sofar) => {
      const answer = await ask(api, { ids: { project_id }, params: { limit, offset: offset(page, sofar) } });
      return { items: rowsAt(answer, at), total: numberAt(answer, total) };
    });
    items += found.length;
  };
  await ask(API.zones, { ids: { project_id } });
  await marked(API.vpcs, 'vpcs');
  await marked(API.subnets, 'virsubnets');
  await marked(API.ports, 'ports');
  await marked(API.eips, 'publicips');
  for (const { id } of await marked(API.routeTables, 'routetables'))
    await ask(API.routeTable, { ids: { project_id, routetable_id: String(id) } });
  await marked(API.peerings, 'peerings');
  await numbered(API.servers, 'servers', 'count', (page) => page + 1);
  await marked(API.natGateways, 'nat_gateways');
  await marked(API.snatRules, 'snat_rules');
  await marked(API.dnatRules, 'dnat_rules');
  await marked(API.loadBalancers, 'loadbalancers');
  await marked(API.listeners, 'listeners');
  for (const { id } of await marked(API.pools, 'pools'))
    await marked(API.poolMembers, 'members', { pool_id: String(id) });
  await numbered(API.databases, 'instances', 'total_count', (_, sofar) => sofar);
  await numbered(API.caches, 'instances', 'instance_num', (_, sofar) => sofar);
  return items;
}
