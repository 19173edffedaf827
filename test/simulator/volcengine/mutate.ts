/** Changes to an estate, as a person at the console would make them. Arrays are replaced, never changed in place. */
import type { AccountEstate, Estate, RegionEstate } from './estate.ts';
import { clusterTags } from './rows/databases.ts';
import type { Tag } from './rows/given.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
}

export type ResourceType = keyof RegionEstate;
type RowOf<T extends ResourceType> = RegionEstate[T][number];

/** The field that identifies a resource. */
const ID_OF: Readonly<Record<ResourceType, string>> = {
  zones: 'ZoneId',
  instances: 'InstanceId',
  vpcs: 'VpcId',
  subnets: 'SubnetId',
  routeTables: 'RouteTableId',
  securityGroups: 'SecurityGroupId',
  networkInterfaces: 'NetworkInterfaceId',
  addresses: 'AllocationId',
  natGateways: 'NatGatewayId',
  snatEntries: 'SnatEntryId',
  dnatEntries: 'DnatEntryId',
  transitRouters: 'TransitRouterId',
  routerAttachments: 'TransitRouterAttachmentId',
  clbs: 'LoadBalancerId',
  clbListeners: 'ListenerId',
  clbGroups: 'ServerGroupId',
  albs: 'LoadBalancerId',
  albListeners: 'ListenerId',
  albGroups: 'ServerGroupId',
  mysqls: 'InstanceId',
  postgreses: 'InstanceId',
  sqlServers: 'InstanceId',
  redises: 'InstanceId',
  clusters: 'Id',
};

export function accountOf(estate: Estate, account: string): AccountEstate {
  const found = estate.accounts[account];
  if (found === undefined) throw new Error(`no account ${account} in the estate`);
  return found;
}

export function regionOf(estate: Estate, { account, region }: Place): RegionEstate {
  const found = accountOf(estate, account).regions[region];
  if (found === undefined) throw new Error(`no ${region} in account ${account}`);
  return found;
}

export const idOf = (type: ResourceType, row: object): string =>
  String((row as Readonly<Record<string, unknown>>)[ID_OF[type]]);

export function add<T extends ResourceType>(
  estate: Estate,
  place: Place,
  type: T,
  ...rows: readonly RowOf<T>[]
): void {
  replaceAll(regionOf(estate, place), type, [...regionOf(estate, place)[type], ...rows]);
}

export function remove(estate: Estate, place: Place, type: ResourceType, ...ids: readonly string[]): void {
  const region = regionOf(estate, place);
  const all: readonly object[] = region[type];
  const left = all.filter((row) => !ids.includes(idOf(type, row)));
  if (all.length - left.length !== ids.length) throw new Error(`not all of ${ids.join(', ')} are in ${type}`);
  replaceAll(region, type, left);
}

/** Lays `fields` over one resource. */
export function change<T extends ResourceType>(
  estate: Estate,
  place: Place,
  type: T,
  id: string,
  fields: Partial<RowOf<T>>,
): void {
  const region = regionOf(estate, place);
  const all: readonly object[] = region[type];
  const index = all.findIndex((row) => idOf(type, row) === id);
  if (index < 0) throw new Error(`no ${id} in ${type}`);
  replaceAll(region, type, all.with(index, { ...all[index], ...fields }));
}

/** The lists whose rows have tags that become a record's. */
export const TAGGED = [
  'instances',
  'vpcs',
  'subnets',
  'routeTables',
  'securityGroups',
  'networkInterfaces',
  'addresses',
  'natGateways',
  'transitRouters',
  'clbs',
  'clbListeners',
  'albs',
  'albListeners',
  'mysqls',
  'postgreses',
  'sqlServers',
  'redises',
  'clusters',
] as const satisfies readonly ResourceType[];
export type Tagged = (typeof TAGGED)[number];

/** All tags of one resource. */
export function retag(
  estate: Estate,
  place: Place,
  type: Tagged,
  id: string,
  ...pairs: readonly (readonly [key: string, value: string])[]
): void {
  const tags: readonly Tag[] = pairs.map(([Key, Value]) => ({ Key, Value }));
  if (type === 'clusters') change(estate, place, type, id, { Tags: clusterTags(tags) });
  else change(estate, place, type, id, { Tags: tags });
}

function replaceAll(region: RegionEstate, type: ResourceType, rows: readonly object[]): void {
  Object.assign(region, { [type]: [...rows] });
}
