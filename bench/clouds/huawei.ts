// Huawei Cloud. Terms: its line of the call-count formulas; pages: the SDK types that functions/huawei cites.
import { API } from '../../functions/huawei/apis.ts';
import type { Api } from '../../functions/huawei/apis.ts';
import type { Huawei } from '../../functions/huawei/client.ts';
import { huawei as provider } from '../../functions/huawei/provider.ts';
import { generateEstate } from '../../test/simulator/huawei/generate.ts';
import { startHuawei } from '../../test/simulator/huawei/server.ts';
import { resourcesOf } from '../../test/simulator/huawei/estate.ts';
import type { Resources } from '../../test/simulator/huawei/estate.ts';
import { benchCloud } from './cloud.ts';
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
  start: (estate, options) => startHuawei({ estate, ...options }),
  config: (cloud) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ accessKeyId, secretAccessKey }] };
  },
  naive,
});

function rowsOf(here: Resources): readonly Row[] {
  const { routeTables, natGateways, enterpriseRouters } = here;
  return [
    byToken('vpc:vpcs:list', 'N', here.vpcs.length, 2000),
    byToken('vpc:subnets:list', 'S', here.subnets.length, 2000),
    byToken('vpc:ports:list', 'E', here.ports.length, 2000),
    byToken('eip:publicIps:list', 'EIP', here.publicips.length, 2000),
    untilEmpty('vpc:routeTables:list', 'R', routeTables.length, 2000),
    byToken('vpc:peerings:list', 'P', here.peerings.length, 2000),
    byNumber('ecs:cloudServers:list', 'V', here.servers.length, 1000),
    untilEmpty('nat:natGateways:list', 'G', natGateways.length, 2000),
    untilEmpty('nat:snatRules:list', 'snat', here.snatRules.length, 2000),
    untilEmpty('nat:dnatRules:list', 'dnat', here.dnatRules.length, 2000),
    byToken('elb:loadbalancers:list', 'L', here.loadBalancers.length, 2000),
    byToken('elb:listeners:list', 'L·K', here.listeners.length, 2000),
    byToken('elb:pools:list', 'pools', here.pools.length, 2000),
    byToken('elb:members:list', 'members', here.members.length, 2000),
    byNumber('rds:instance:list', 'D', here.rdsInstances.length, 100),
    byNumber('dcs:instance:list', 'C', here.dcsInstances.length, 1000),
    once('cce:cluster:list'),
    byToken('vpc:securityGroups:list', 'SG', here.securityGroups.length, 2000),
    byToken('vpc:securityGroupRules:list', 'rules', here.securityGroupRules.length, 2000),
    byToken('er:instances:list', 'ER', enterpriseRouters.length, 2000),
    about('er:instances:list', 'er:attachments:list', 'ER', enterpriseRouters.length),
    once('ecs:availabilityZones:list'),

    byToken('elb:l7policies:list', 'policies', here.l7Policies.length, 2000, 'new'),
    {
      ...byNumber('nat:natGatewayTags:list', 'G', natGateways.length, 1000, 'new'),
      after: 'nat:natGateways:list',
    },
    byToken('nat:privateNatGateways:list', 'private', here.privateNats.length, 2000, 'new'),
    byToken('nat:privateSnatRules:list', 'snat', here.privateSnats.length, 2000, 'new'),
    byToken('nat:privateDnatRules:list', 'dnat', here.privateDnats.length, 2000, 'new'),
    byToken('nat:transitIps:list', 'transit', here.transitIps.length, 2000, 'new'),
    byNumber('gaussdb:mysqlInstance:list', 'GaussDB', here.taurusInstances.length, 100, 'new'),
    byNumber('gaussdb:instance:list', 'GaussDB', here.openGaussInstances.length, 100, 'new'),
    // Routes of a table are told of one at a time.
    about('vpc:routeTables:list', 'vpc:routeTables:get', 'R', routeTables.length, 'each'),
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
