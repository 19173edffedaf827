/** Changes to an estate, as a person at the console would make them. Rows and arrays are replaced, never changed. */
import type { RegionEstate } from './estate.ts';
import type { Tag } from './rows/given.ts';

export type ListName = keyof RegionEstate;
export type RowOf<N extends ListName> = RegionEstate[N][number];

const ID_OF: Readonly<Record<ListName, string>> = {
  routers: 'router_id',
  vxnets: 'vxnet_id',
  routeTables: 'rtable_id',
  borders: 'vpc_border_id',
  borderVxnets: 'vxnet_id',
  borderStatics: 'border_static_id',
  securityGroups: 'security_group_id',
  securityGroupRules: 'security_group_rule_id',
  instances: 'instance_id',
  nics: 'nic_id',
  eips: 'eip_id',
  nfvs: 'nfv_id',
  snatRules: 'snat_id',
  dnatRules: 'dnat_id',
  loadBalancers: 'loadbalancer_id',
  listeners: 'loadbalancer_listener_id',
  rdbs: 'rdb_id',
  caches: 'cache_id',
  clusters: 'cluster_id',
};

/** What names one row of a list. */
export function idIn(list: ListName, row: object): string {
  const fields: Readonly<Record<string, unknown>> = { ...row };
  return String(fields[ID_OF[list]]);
}

export function add<N extends ListName>(here: RegionEstate, list: N, ...rows: readonly RowOf<N>[]): void {
  put(here, list, [...here[list], ...rows]);
}

export function remove(here: RegionEstate, list: ListName, ...ids: readonly string[]): void {
  const all: readonly object[] = here[list];
  const left = all.filter((row) => !ids.includes(idIn(list, row)));
  if (all.length - left.length !== ids.length) throw new Error(`not all of ${ids.join(', ')} are in ${list}`);
  put(here, list, left);
}

/** Lays `fields` over one row. */
export function change<N extends ListName>(
  here: RegionEstate,
  list: N,
  id: string,
  fields: Partial<RowOf<N>>,
): void {
  const all: readonly object[] = here[list];
  const index = all.findIndex((row) => idIn(list, row) === id);
  if (index < 0) throw new Error(`no ${id} in ${list}`);
  put(here, list, all.with(index, { ...all[index], ...fields }));
}

/** Lists whose rows have tags. */
export const TAGGED = [
  'routers',
  'vxnets',
  'borders',
  'securityGroups',
  'instances',
  'nics',
  'eips',
  'loadBalancers',
  'rdbs',
  'caches',
  'clusters',
] as const satisfies readonly ListName[];

/** All tags of one row. */
export function retag(here: RegionEstate, list: (typeof TAGGED)[number], id: string, tags: Pairs): void {
  change(here, list, id, { tags: tags.map(([key, name], n) => tag(key, name, `tag-${id}-${n}`)) });
}

export type Pairs = readonly (readonly [key: string, name: string])[];

export const tag = (tag_key: string, tag_name: string, tag_id = `tag-${tag_key}`): Tag => ({
  tag_id,
  tag_key,
  tag_name,
});

function put(here: RegionEstate, list: ListName, rows: readonly object[]): void {
  Object.assign(here, { [list]: [...rows] });
}
