// Baidu Cloud. Terms: its line of the call-count formulas; pages: `maxKeys` of the lists that functions/baidu cites.
import { API } from '../../functions/baidu/apis.ts';
import type { Api } from '../../functions/baidu/apis.ts';
import type { Baidu } from '../../functions/baidu/client.ts';
import { baidu as provider } from '../../functions/baidu/provider.ts';
import { resourcesOf } from '../../test/simulator/baidu/estate.ts';
import type { Resources } from '../../test/simulator/baidu/estate.ts';
import { generateEstate } from '../../test/simulator/baidu/generate.ts';
import { startBaidu } from '../../test/simulator/baidu/server.ts';
import { benchCloud } from './cloud.ts';
import { byNext, numberAt, rowsAt } from './naive.ts';
import { about, byNumber, byToken, once, sumOver } from './row.ts';
import type { Row } from './row.ts';

const account = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const region = 'bj';

export const baidu = benchCloud({
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
        interfaces: sizes.nics - sizes.servers,
        nats: sizes.nats,
        eips: sizes.eips,
        blbs: sizes.balancers / 2,
        appBlbs: sizes.balancers / 2,
        listeners: sizes.listeners,
        peerings: sizes.peerings,
        databases: sizes.databases,
        caches: sizes.caches,
        clusters: sizes.clusters,
      },
    }),
  rows: (estate) => rowsOf(resourcesOf(estate, account, region)),
  start: (estate, options) => startBaidu({ estate, ...options }),
  config: (cloud) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials(account);
    return { endpoint: cloud.url, accounts: [{ id: account, accessKeyId, secretAccessKey }] };
  },
  naive,
});

function rowsOf(here: Resources): readonly Row[] {
  const { vpcs, nats, blbs, appBlbs, serverGroups, ipGroups, databases, caches } = here;
  const networks = vpcs.map(({ vpcId }) => vpcId);
  const gateways = nats.map(({ id }) => id);
  const plain = blbs.map(({ blbId }) => blbId);
  const application = appBlbs.map(({ blbId }) => blbId);
  const enis = sumOver(networks, (id) => pages(here.enis.filter(({ vpcId }) => vpcId === id).length));
  const engines = databases.filter(({ engine }) => engine === 'SQLServer').length;
  return [
    once(API.zones.action),
    listOf(API.vpcs, 'N', vpcs.length),
    listOf(API.subnets, 'S', here.subnets.length),
    listOf(API.servers, 'V', here.instances.length),
    of(API.vpcs, API.interfaces, 'Σ⌈E of a VPC/1000⌉', enis),
    of(API.vpcs, API.routes, 'Σ⌈routes of a VPC/1000⌉', under(here.routeRules, networks)),
    listOf(API.natGateways, 'G', nats.length),
    of(API.natGateways, API.snatRules, 'G', under(here.snatRules, gateways)),
    of(API.natGateways, API.dnatRules, 'G', under(here.dnatRules, gateways)),
    ...families(API.balancers.action, 'L', blbs.filter(({ address }) => isSix(address)).length, blbs.length),
    of(API.balancers, API.listeners, 'L', under(here.listeners, plain)),
    of(API.balancers, API.backends, 'L', under(here.backends, plain)),
    ...families(
      API.appBalancers.action,
      'La',
      appBlbs.filter(({ address }) => isSix(address)).length,
      appBlbs.length,
    ),
    of(API.appBalancers, API.appListeners, 'La', under(here.appListeners, application)),
    ...families(API.eips.action, 'EIP', here.eips.filter(({ eip }) => isSix(eip)).length, here.eips.length),
    listOf(API.peerings, 'P', here.peerConns.length),
    listOf(API.databases, 'D', databases.length),
    listOf(API.caches, 'C', caches.length),
    of(API.caches, API.cache, 'C', caches.length),
    // Not documented to be more: functions/baidu/clusters.ts.
    byNumber(API.clusters.action, 'X', here.clusters.length, 100),

    listOf(API.securityGroups, 'SG', here.securityGroups.length, 'new'),
    listOf(API.enterpriseGroups, 'ESG', here.enterpriseGroups.length, 'new'),
    listOf(API.metals, 'BBC', here.metals.length, 'new'),
    of(API.metals, API.metalNetworks, '⌈BBC/100⌉', Math.ceil(here.metals.length / 100), 'new'),
    // Bare metal's interfaces are told of one at a time, and so are tables whose list of rules is empty.
    of(API.metals, API.metalInterface, 'BBC', here.metals.length, 'each'),
    of(
      API.routes,
      API.routeTable,
      'N without rules',
      networks.filter((id) => !here.routeRules.some(({ parent }) => parent === id)).length,
      'each',
    ),
    // Groups, their members and policies are told of one parent at a time; and so are the networks of some engines.
    of(API.appBalancers, API.serverGroups, 'La', under(serverGroups, application), 'each'),
    of(API.appBalancers, API.ipGroups, 'La', under(ipGroups, application), 'each'),
    of(API.appListeners, API.policies, 'La·K', here.appListeners.length, 'each'),
    of(
      API.serverGroups,
      API.groupServers,
      'groups',
      under(
        here.groupServers,
        serverGroups.map(({ row }) => row.id),
      ),
      'each',
    ),
    of(
      API.ipGroups,
      API.ipGroupMembers,
      'groups',
      under(
        here.ipMembers,
        ipGroups.map(({ row }) => row.id),
      ),
      'each',
    ),
    of(API.databases, API.database, 'D that lack it', engines, 'each'),
  ];
}

const listOf = ({ action }: Api, letter: string, items: number, since?: Row['since']): Row =>
  byToken(action, letter, items, 1000, since);

const of = (parent: Api, child: Api, term: string, calls: number, since?: Row['since']): Row =>
  about(parent.action, child.action, term, calls, since);

const under = (rows: readonly { readonly parent: string }[], parents: readonly string[]): number =>
  sumOver(parents, (id) => pages(rows.filter(({ parent }) => parent === id).length));

const isSix = (address: string): boolean => address.includes(':');

const pages = (items: number): number => Math.max(1, Math.ceil(items / 1000));

/** A list that has to be asked for IPv6 apart. */
const families = (action: string, letter: string, six: number, all: number): readonly Row[] => [
  byToken(action, `${letter} of IPv4`, all - six, 1000),
  byToken(action, `${letter} of IPv6`, six, 1000, 'new'),
];

/** What the reference lists, as it does: one call after the other, and every database and cache by itself. */
async function naive({ ask }: Baidu): Promise<number> {
  let items = 0;
  const list = async (
    api: Api,
    at: string,
    params: Readonly<Record<string, string>> = {},
    ids: Readonly<Record<string, string>> = {},
  ) => {
    const found = await byNext(async (marker) => {
      const answer = await ask(api, { ids, params: { ...params, marker } });
      return { items: rowsAt(answer, at), next: answer['nextMarker'] };
    });
    items += found.length;
    return found;
  };
  items += rowsAt(await ask(API.zones, {}), 'zones').length;
  for (const { vpcId } of await list(API.vpcs, 'vpcs')) {
    await list(API.interfaces, 'enis', { vpcId: String(vpcId) });
    await list(API.routes, 'routeRules', { vpcId: String(vpcId) });
  }
  await list(API.subnets, 'subnets');
  await list(API.servers, 'instances');
  await list(API.natGateways, 'nats', { vpcId: '' });
  await list(API.balancers, 'blbList');
  await list(API.appBalancers, 'blbList');
  await list(API.peerings, 'peerConns');
  for (const { instanceId } of await list(API.databases, 'instances'))
    await ask(API.database, { ids: { instanceId: String(instanceId) } });
  for (const { instanceId } of await list(API.caches, 'instances'))
    await ask(API.cache, { ids: { instanceId: String(instanceId) } });
  for (let pageNo = 1, total = 1; (pageNo - 1) * 10 < total; pageNo++) {
    const answer = await ask(API.clusters, { params: { pageNo, pageSize: 10 } });
    items += rowsAt(answer, 'clusterPage.clusterList').length;
    total = numberAt(answer, 'clusterPage.totalCount');
  }
  return items;
}
