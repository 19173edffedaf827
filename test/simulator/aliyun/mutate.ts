/** Changes to an estate, as a person at the console would make them. Rows and arrays are replaced, never changed. */
import type { AccountEstate, RegionEstate } from './estate.ts';
import { type Tags, tagList, tagPairs } from './rows/tags.ts';

/** What of an account as a whole has rows, too. */
type Own = Pick<AccountEstate, 'peers' | 'cens' | 'transitRouters' | 'vpcAttachments' | 'clusters'>;
export type Lists = RegionEstate & Own;
export type ListName = keyof Lists;
export type RowOf<N extends ListName> = Lists[N][number];
type Place = Partial<Lists>;

/** What names one row of a list. */
export const ID_OF: { readonly [N in ListName]: (row: RowOf<N>) => string } = {
  zones: ({ ZoneId }) => ZoneId,
  vpcs: ({ VpcId }) => VpcId,
  vSwitches: ({ VSwitchId }) => VSwitchId,
  routeTables: ({ RouteTableId }) => RouteTableId,
  natGateways: ({ NatGatewayId }) => NatGatewayId,
  eips: ({ AllocationId }) => AllocationId,
  instances: ({ InstanceId }) => InstanceId,
  networkInterfaces: ({ NetworkInterfaceId }) => NetworkInterfaceId,
  securityGroups: ({ SecurityGroupId }) => SecurityGroupId,
  clbs: ({ LoadBalancerId }) => LoadBalancerId,
  clbListeners: ({ LoadBalancerId, ListenerProtocol, ListenerPort }) =>
    `${LoadBalancerId}_${ListenerProtocol}_${ListenerPort}`,
  albs: ({ LoadBalancerId }) => LoadBalancerId,
  albListeners: ({ ListenerId }) => ListenerId,
  albRules: ({ RuleId }) => RuleId,
  albServerGroups: ({ ServerGroupId }) => ServerGroupId,
  albServers: ({ ServerGroupId, ServerId, Port }) => `${ServerGroupId} ${ServerId} ${Port}`,
  nlbs: ({ LoadBalancerId }) => LoadBalancerId,
  nlbListeners: ({ ListenerId }) => ListenerId,
  nlbServerGroups: ({ ServerGroupId }) => ServerGroupId,
  nlbServers: ({ ServerGroupId, ServerId, Port }) => `${ServerGroupId} ${ServerId} ${Port}`,
  dbInstances: ({ DBInstanceId }) => DBInstanceId,
  polarClusters: ({ DBClusterId }) => DBClusterId,
  kvInstances: ({ InstanceId }) => InstanceId,
  peers: ({ InstanceId }) => InstanceId,
  cens: ({ CenId }) => CenId,
  transitRouters: ({ TransitRouterId }) => TransitRouterId,
  vpcAttachments: ({ TransitRouterAttachmentId }) => TransitRouterAttachmentId,
  clusters: ({ cluster_id }) => cluster_id,
};

export function idIn<N extends ListName>(list: N, row: RowOf<N>): string {
  return ID_OF[list](row);
}

export function add<N extends ListName>(place: Place, list: N, ...rows: readonly RowOf<N>[]): void {
  put(place, list, [...rowsOf(place, list), ...rows]);
}

export function remove(place: Place, list: ListName, ...ids: readonly string[]): void {
  const all = rowsOf(place, list);
  const left = all.filter((row) => !ids.includes(idIn(list, row)));
  if (all.length - left.length !== ids.length) throw new Error(`not all of ${ids.join(', ')} are in ${list}`);
  put(place, list, left);
}

/** Lays `fields` over one row. */
export function change<N extends ListName>(
  place: Place,
  list: N,
  id: string,
  fields: Partial<RowOf<N>>,
): void {
  const all = rowsOf(place, list);
  const index = all.findIndex((row) => idIn(list, row) === id);
  const found = all[index];
  if (found === undefined) throw new Error(`no ${id} in ${list}`);
  put(place, list, all.with(index, { ...found, ...fields }));
}

/** All tags of one row, in the spelling of its list. */
export function retag(place: Place, list: ListName, id: string, tags: Tags): void {
  const spelt: Readonly<Record<string, unknown>> = SPELT[list]?.(tags) ?? {};
  change(place, list, id, spelt);
}

const wrappedPairs = (tags: Tags) => ({ Tags: { Tag: tagPairs(tags) } });
const wrapped = (tags: Tags) => ({ Tags: { Tag: tagList(tags) } });
const bare = (tags: Tags) => ({ Tags: tagList(tags) });

/** Lists that are not here have no tags. */
export const SPELT: Readonly<Partial<Record<ListName, (tags: Tags) => Readonly<Record<string, unknown>>>>> = {
  instances: wrappedPairs,
  networkInterfaces: wrappedPairs,
  securityGroups: wrappedPairs,
  natGateways: wrappedPairs,
  clbs: wrappedPairs,
  clbListeners: (tags) => ({ Tags: tagPairs(tags) }),
  vpcs: wrapped,
  vSwitches: wrapped,
  routeTables: wrapped,
  eips: wrapped,
  polarClusters: wrapped,
  kvInstances: wrapped,
  cens: wrapped,
  albs: bare,
  albListeners: bare,
  albRules: bare,
  albServerGroups: bare,
  nlbs: bare,
  nlbListeners: bare,
  nlbServerGroups: bare,
  peers: bare,
  transitRouters: bare,
  vpcAttachments: bare,
  dbInstances: (tags) => ({ tags: tagList(tags) }),
  clusters: (tags) => ({ tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
};

function rowsOf<N extends ListName>(place: Place, list: N): readonly RowOf<N>[] {
  const rows: readonly RowOf<N>[] | undefined = place[list];
  if (rows === undefined) throw new Error(`no ${list} here`);
  return rows;
}

function put(place: Place, list: ListName, rows: readonly unknown[]): void {
  (place as Record<ListName, readonly unknown[]>)[list] = rows;
}
