import type * as z from 'zod/mini';
import { Balancer, Gateway } from './resources/balancers.ts';
import { Cluster, Machine, ScaleSet } from './resources/compute.ts';
import { Cache, CacheCluster, FlexibleServer, SqlInstance, SqlServer } from './resources/data.ts';
import * as network from './resources/network.ts';

/** One type of resource: where each of the two ways to list it finds it, and what is read of it. */
export interface ResourceType<Row = unknown> {
  /** The graph's table. */
  readonly table: 'resources' | 'computeresources';
  /** As the graph spells it: lower case. */
  readonly type: string;
  /** What a role must allow; rows that it does not allow are not in the graph's answers. */
  readonly action: string;
  /** Of Azure Resource Manager. */
  readonly version: string;
  /** Lists of a Uniform scale set: the end of their path. All others are lists of a subscription. */
  readonly ofSet: string | undefined;
  readonly item: z.ZodMiniType<Row>;
}

const of = <Row>(type: string, version: string, item: z.ZodMiniType<Row>): ResourceType<Row> => ({
  table: 'resources',
  type: type.toLowerCase(),
  action: `${type}/read`,
  version,
  ofSet: undefined,
  item,
});

const SETS = 'Microsoft.Compute/virtualMachineScaleSets';

/** Of a Uniform set, `end` being the end of the list's path. */
const ofSet = <Row>(
  type: string,
  end: string,
  version: string,
  item: z.ZodMiniType<Row>,
): ResourceType<Row> => ({
  table: 'computeresources',
  type: `${SETS}/${type}`.toLowerCase(),
  action: `${SETS}/${end}/read`,
  version,
  ofSet: end,
  item,
});

const NETWORK = '2025-05-01';

/**
 * Types and tables: https://learn.microsoft.com/en-us/azure/governance/resource-graph/reference/supported-tables-resources
 * Paths and versions: the folders of https://github.com/Azure/azure-rest-api-specs (specification/…/stable). Lists
 * of scale sets that are served by Microsoft.Network have kept the version of their last own specification.
 */
export const TYPES = {
  network: of('Microsoft.Network/virtualNetworks', NETWORK, network.Network),
  interface: of('Microsoft.Network/networkInterfaces', NETWORK, network.Interface),
  publicIp: of('Microsoft.Network/publicIPAddresses', NETWORK, network.PublicIp),
  ipPrefix: of('Microsoft.Network/publicIPPrefixes', NETWORK, network.IpPrefix),
  // Versions before have no `nextHop`: which appliances a route of several leads to.
  routeTable: of('Microsoft.Network/routeTables', '2025-07-01', network.RouteTable),
  securityGroup: of('Microsoft.Network/networkSecurityGroups', NETWORK, network.SecurityGroup),
  applicationGroup: of('Microsoft.Network/applicationSecurityGroups', NETWORK, network.ApplicationGroup),
  natGateway: of('Microsoft.Network/natGateways', NETWORK, network.NatGateway),
  privateEndpoint: of('Microsoft.Network/privateEndpoints', NETWORK, network.PrivateEndpoint),
  wan: of('Microsoft.Network/virtualWans', NETWORK, network.Wan),
  hub: of('Microsoft.Network/virtualHubs', NETWORK, network.Hub),
  balancer: of('Microsoft.Network/loadBalancers', NETWORK, Balancer),
  gateway: of('Microsoft.Network/applicationGateways', NETWORK, Gateway),
  machine: of('Microsoft.Compute/virtualMachines', '2024-11-01', Machine),
  scaleSet: of(SETS, '2024-11-01', ScaleSet),
  setMachine: ofSet('virtualMachines', 'virtualMachines', '2024-11-01', Machine),
  setInterface: ofSet(
    'virtualMachines/networkInterfaces',
    'networkInterfaces',
    '2018-10-01',
    network.SetInterface,
  ),
  setPublicIp: ofSet(
    'virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses',
    'publicIPAddresses',
    '2018-10-01',
    network.SetPublicIp,
  ),
  cluster: of('Microsoft.ContainerService/managedClusters', '2025-05-01', Cluster),
  sqlServer: of('Microsoft.Sql/servers', '2025-01-01', SqlServer),
  // 2021-11-01, the stable version before, tells neither version nor zone of an instance.
  sqlInstance: of('Microsoft.Sql/managedInstances', '2025-01-01', SqlInstance),
  mysql: of('Microsoft.DBforMySQL/flexibleServers', '2023-12-30', FlexibleServer),
  postgresql: of('Microsoft.DBforPostgreSQL/flexibleServers', '2025-08-01', FlexibleServer),
  cache: of('Microsoft.Cache/redis', '2024-11-01', Cache),
  cacheCluster: of('Microsoft.Cache/redisEnterprise', '2025-07-01', CacheCluster),
} satisfies Readonly<Record<string, ResourceType>>;

export type TypeName = keyof typeof TYPES;
export const TYPE_NAMES = Object.keys(TYPES) as readonly TypeName[];

type Items = { readonly [T in TypeName]: z.infer<(typeof TYPES)[T]['item']> };
export type Item<T extends TypeName> = Items[T];

const BY_TYPE: ReadonlyMap<string, TypeName> = new Map(TYPE_NAMES.map((name) => [TYPES[name].type, name]));

/** `type` of a row, in any case. */
export const nameOf = (type: string): TypeName | undefined => BY_TYPE.get(type.toLowerCase());

/** What roles must allow for these. */
export const actionsOf = (...names: readonly TypeName[]): readonly string[] =>
  names.map((name) => TYPES[name].action);
