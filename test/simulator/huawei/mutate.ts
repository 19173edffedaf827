/** Changes to an estate, as a person at the console would make them. Rows and arrays are replaced, never changed. */
import type { AccountEstate, Resources } from './estate.ts';
import type { Tag } from './rows/given.ts';

/** What of an account as a whole has rows, too. */
type Own = Pick<AccountEstate, 'cloudConnections' | 'networkInstances' | 'centralNetworks'>;
export type Lists = Resources & Own;
export type ListName = keyof Lists;
export type RowOf<N extends ListName> = Lists[N][number];
type Place = Partial<Lists>;

/** What names one row of a list. */
export function idIn<N extends ListName>(list: N, row: RowOf<N>): string {
  const { id, instance_id, availability_zone_id, metadata }: Readonly<Record<string, unknown>> = { ...row };
  if (list === 'clusters') return String((metadata as { readonly uid: unknown }).uid);
  return String(list === 'dcsInstances' ? instance_id : (id ?? availability_zone_id));
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

/** Lists whose rows have tags. */
export const TAGGED: readonly ListName[] = [
  'vpcs',
  'subnets',
  'ports',
  'securityGroups',
  'publicips',
  'natGateways',
  'privateNats',
  'servers',
  'loadBalancers',
  'listeners',
  'enterpriseRouters',
  'rdsInstances',
  'taurusInstances',
  'openGaussInstances',
  'dcsInstances',
  'clusters',
  'cloudConnections',
  'centralNetworks',
];

/** All tags of one row, in the spelling of its list. */
export function retag(place: Place, list: ListName, id: string, tags: readonly Tag[]): void {
  if (list === 'servers') {
    change(place, list, id, { tags: tags.map(({ key, value }) => (value === '' ? key : `${key}=${value}`)) });
  } else if (list === 'clusters') {
    const found = rowsOf(place, list).find((row) => idIn(list, row) === id);
    if (found !== undefined) change(place, list, id, { spec: { ...found.spec, clusterTags: tags } });
  } else {
    const fields: Readonly<Record<string, unknown>> = { tags };
    change(place, list, id, fields);
  }
}

function rowsOf<N extends ListName>(place: Place, list: N): readonly RowOf<N>[] {
  const rows: readonly RowOf<N>[] | undefined = place[list];
  if (rows === undefined) throw new Error(`no ${list} here`);
  return rows;
}

/** In place: lists of an account cannot be replaced. */
function put(place: Place, list: ListName, rows: readonly unknown[]): void {
  const all: unknown[] = (place as Readonly<Record<string, unknown[]>>)[list] ?? [];
  all.splice(0, all.length, ...rows);
}
