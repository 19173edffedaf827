import { GRAPH } from '../../../functions/azure/graph.ts';
import { HUB_CONNECTIONS } from '../../../functions/azure/hub-connections.ts';
import { LOCATIONS } from '../../../functions/azure/locations.ts';
import { azure } from '../../../functions/azure/provider.ts';
import { testCollector } from '../../contract/collector.ts';
import type { SubscriptionEstate } from '../../simulator/azure/estate.ts';
import { startCloud } from './cloud.ts';
import type { AzureCloud } from './cloud.ts';

/** More than a page of two of each list. */
const sizes = {
  networks: 3,
  subnets: 2,
  securityGroups: 3,
  rules: 1,
  applicationGroups: 3,
  routeTables: 3,
  machines: 4,
  cards: 1,
  sets: 3,
  instances: 3,
  publicIps: 3,
  prefixes: 3,
  natGateways: 3,
  balancers: 3,
  gateways: 3,
  peerings: 1,
  wans: 3,
  hubs: 1,
  databases: 3,
  caches: 3,
  clusters: 3,
};

type Ids = (own: SubscriptionEstate) => readonly string[];

/** Documents as Azure Resource Manager has them: what is inside is not typed. */
interface Loose {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const rowsOf = (own: SubscriptionEstate, type: string) =>
  own.resources.filter((row) => row.type.toLowerCase() === type.toLowerCase());
const ofType =
  (type: string): Ids =>
  (own) =>
    rowsOf(own, type).map(({ id }) => id.toLowerCase());
const partsOf =
  (type: string, ...lists: readonly string[]): Ids =>
  (own) =>
    rowsOf(own, type).flatMap(({ properties }) =>
      lists.flatMap((list) => (properties[list] as readonly Loose[]).map(({ id }) => id.toLowerCase())),
    );
const idsIn = (properties: Readonly<Record<string, unknown>>, list: string): readonly string[] =>
  ((properties[list] ?? []) as readonly Loose[]).map(({ id }) => id.toLowerCase());

const NETWORK = 'Microsoft.Network';
const SET = 'Microsoft.Compute/virtualMachineScaleSets';

const EXPECTED: Readonly<Record<string, Ids>> = {
  region: ({ locations }) =>
    locations.flatMap(({ name, regionType }) => (regionType === 'Physical' ? [name] : [])),
  az: ({ locations }) => locations.flatMap(({ zones }) => Object.values(zones)),
  vpc: ofType(`${NETWORK}/virtualNetworks`),
  subnet: partsOf(`${NETWORK}/virtualNetworks`, 'subnets'),
  router: ofType(`${NETWORK}/routeTables`),
  'security-group': ofType(`${NETWORK}/networkSecurityGroups`),
  'application-security-group': ofType(`${NETWORK}/applicationSecurityGroups`),
  nic: ofType(`${NETWORK}/networkInterfaces`),
  'scale-set-nic': ofType(`${SET}/virtualMachines/networkInterfaces`),
  eip: ofType(`${NETWORK}/publicIPAddresses`),
  'public-ip-prefix': ofType(`${NETWORK}/publicIPPrefixes`),
  'scale-set-eip': ofType(`${SET}/virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses`),
  'nat-gateway': ofType(`${NETWORK}/natGateways`),
  'nat-rule': (own) =>
    rowsOf(own, `${NETWORK}/natGateways`).flatMap(({ properties }) => idsIn(properties, 'subnets')),
  'peer-connection': partsOf(`${NETWORK}/virtualNetworks`, 'virtualNetworkPeerings'),
  'virtual-wan': ofType(`${NETWORK}/virtualWans`),
  'virtual-hub': ofType(`${NETWORK}/virtualHubs`),
  vm: ofType('Microsoft.Compute/virtualMachines'),
  'scale-set-vm': ofType(`${SET}/virtualMachines`),
  'load-balancer': ofType(`${NETWORK}/loadBalancers`),
  'lb-listener': partsOf(`${NETWORK}/loadBalancers`, 'loadBalancingRules', 'inboundNatRules'),
  'lb-target': (own) =>
    rowsOf(own, `${NETWORK}/loadBalancers`).flatMap(({ properties }) => [
      ...(properties['backendAddressPools'] as readonly Loose[]).flatMap((pool) =>
        idsIn(pool.properties, 'backendIPConfigurations'),
      ),
      ...(properties['inboundNatRules'] as readonly Loose[]).map((rule) =>
        (rule.properties['backendIPConfiguration'] as Loose).id.toLowerCase(),
      ),
    ]),
  'application-gateway': ofType(`${NETWORK}/applicationGateways`),
  'gateway-listener': partsOf(`${NETWORK}/applicationGateways`, 'httpListeners'),
  'gateway-target': (own) =>
    rowsOf(own, `${NETWORK}/applicationGateways`).flatMap(({ properties }) =>
      (properties['backendAddressPools'] as readonly Loose[]).flatMap((pool) => [
        ...idsIn(pool.properties, 'backendIPConfigurations'),
        ...(pool.properties['backendAddresses'] as readonly Readonly<Record<string, string>>[]).flatMap(
          (one) => Object.values(one),
        ),
      ]),
    ),
  'sql-server': ofType('Microsoft.Sql/servers'),
  'sql-managed-instance': ofType('Microsoft.Sql/managedInstances'),
  mysql: ofType('Microsoft.DBforMySQL/flexibleServers'),
  postgresql: ofType('Microsoft.DBforPostgreSQL/flexibleServers'),
  redis: ofType('Microsoft.Cache/redis'),
  'redis-enterprise': ofType('Microsoft.Cache/redisEnterprise'),
  'k8s-cluster': ofType('Microsoft.ContainerService/managedClusters'),
};

/** What the graph does not have. */
const OF_ARM: readonly string[] = [LOCATIONS, HUB_CONNECTIONS.action];

/** The same answer of the graph serves all collectors: these stand for those that read one type, join, and ask ARM too. */
const BY_GRAPH = new Set(['vpc', 'vm', 'lb-target', 'virtual-hub']);

for (const collector of azure.collectors) {
  const ids = EXPECTED[collector.name];
  if (ids === undefined) throw new Error(`say what ${collector.name} should find`);
  for (const lists of BY_GRAPH.has(collector.name) ? (['graph', 'arm'] as const) : (['arm'] as const)) {
    const ofArm = collector.actions.filter((action) => OF_ARM.includes(action));
    const actions = lists === 'arm' ? collector.actions : [GRAPH, ...ofArm];
    let opened: AzureCloud | undefined;
    testCollector({
      collector: { ...collector, actions },
      open: async () => {
        opened = await startCloud(lists, { sizes }, { pageSize: 2, graphPage: 120 });
        return opened;
      },
      // That of places has no pages.
      paged: actions.filter((action) => action !== LOCATIONS),
      ids: () => (opened === undefined ? [] : ids(opened.own)),
    });
  }
}
