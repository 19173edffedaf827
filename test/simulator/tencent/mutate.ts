/** Changes to an estate, as a person at the console would make them. Arrays are replaced, never changed in place. */
import type { AccountEstate, Estate, RegionEstate } from './estate.ts';
import { clusterTags } from './rows/rest.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
}

export type ResourceType = keyof RegionEstate;
type RowOf<T extends ResourceType> = RegionEstate[T][number];

/** The field that identifies a resource inside its region; those without an id of their own are not changed here. */
const ID_OF: Readonly<Partial<Record<ResourceType, string>>> = {
  zones: 'Zone',
  instances: 'InstanceId',
  vpcs: 'VpcId',
  subnets: 'SubnetId',
  routeTables: 'RouteTableId',
  securityGroups: 'SecurityGroupId',
  natGateways: 'NatGatewayId',
  snatRules: 'NatGatewaySnatId',
  privateNats: 'NatGatewayId',
  addresses: 'AddressId',
  networkInterfaces: 'NetworkInterfaceId',
  peerings: 'PeeringConnectionId',
  loadBalancers: 'LoadBalancerId',
  listeners: 'id',
  classicalListeners: 'ListenerId',
  targetGroups: 'TargetGroupId',
  mysqls: 'InstanceId',
  mariaDbs: 'InstanceId',
  dcdbs: 'InstanceId',
  postgreses: 'DBInstanceId',
  sqlServers: 'InstanceId',
  cynoses: 'ClusterId',
  redises: 'InstanceId',
  clusters: 'ClusterId',
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

export function idOf(type: ResourceType, row: object): string {
  const field = ID_OF[type];
  if (field === undefined) throw new Error(`${type} have no id`);
  return String((row as Readonly<Record<string, unknown>>)[field]);
}

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

/** How each list spells the tags of a row. */
export const SPELT = {
  instances: (tags) => ({ Tags: keysOf(tags) }),
  vpcs: (tags) => ({ TagSet: keysOf(tags) }),
  subnets: (tags) => ({ TagSet: keysOf(tags) }),
  routeTables: (tags) => ({ TagSet: keysOf(tags) }),
  securityGroups: (tags) => ({ TagSet: keysOf(tags) }),
  natGateways: (tags) => ({ TagSet: keysOf(tags) }),
  privateNats: (tags) => ({ TagSet: keysOf(tags) }),
  addresses: (tags) => ({ TagSet: keysOf(tags) }),
  networkInterfaces: (tags) => ({ TagSet: keysOf(tags) }),
  peerings: (tags) => ({ TagSet: keysOf(tags) }),
  loadBalancers: (tags) => ({ Tags: tagKeysOf(tags) }),
  mysqls: (tags) => ({ TagList: tagKeysOf(tags) }),
  mariaDbs: (tags) => ({ ResourceTags: tagKeysOf(tags) }),
  dcdbs: (tags) => ({ ResourceTags: tagKeysOf(tags) }),
  postgreses: (tags) => ({ TagList: tagKeysOf(tags) }),
  sqlServers: (tags) => ({ ResourceTags: tagKeysOf(tags) }),
  cynoses: (tags) => ({ ResourceTags: tagKeysOf(tags) }),
  redises: (tags) => ({ InstanceTags: tagKeysOf(tags) }),
  clusters: (tags) => ({ TagSpecification: clusterTags(keysOf(tags)) }),
} as const satisfies { readonly [T in ResourceType]?: (tags: Pairs) => Partial<RowOf<T>> };

type Pairs = readonly (readonly [key: string, value: string])[];
export type Tagged = keyof typeof SPELT;

/** All tags of one resource. */
export function retag(estate: Estate, place: Place, type: Tagged, id: string, ...tags: Pairs): void {
  const fields: object = SPELT[type](tags);
  change(estate, place, type, id, fields);
}

const keysOf = (tags: Pairs) => tags.map(([Key, Value]) => ({ Key, Value }));
const tagKeysOf = (tags: Pairs) => tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

function replaceAll(region: RegionEstate, type: ResourceType, rows: readonly object[]): void {
  Object.assign(region, { [type]: [...rows] });
}
