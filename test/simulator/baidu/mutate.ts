/** Changes to an estate, as a person at the console would make them. Rows are replaced, never changed. */
import type { AccountEstate, Resources } from './estate.ts';
import type { Tag } from './rows.ts';

/** What of an account as a whole has rows, too. */
type Own = Pick<AccountEstate, 'csns' | 'csnInstances'>;
export type Lists = Resources & Own;
export type ListName = keyof Lists;
type Entry<N extends ListName> = Lists[N][number];
/** A row without its parent. */
export type RowOf<N extends ListName> = Entry<N> extends { readonly row: infer Row } ? Row : Entry<N>;
type Place = Partial<Lists>;

const KEYS = {
  zones: 'zoneName',
  vpcs: 'vpcId',
  subnets: 'subnetId',
  routeRules: 'routeRuleId',
  enis: 'eniId',
  peerConns: 'peerConnId',
  snatRules: 'ruleId',
  dnatRules: 'ruleId',
  eips: 'eipId',
  metalNetworks: 'bbcId',
  metalInterfaces: 'eniId',
  blbs: 'blbId',
  appBlbs: 'blbId',
  listeners: 'listenerPort',
  appListeners: 'listenerPort',
  backends: 'instanceId',
  groupServers: 'instanceId',
  ipMembers: 'memberId',
  databases: 'instanceId',
  caches: 'instanceId',
  csns: 'csnId',
  csnInstances: 'instanceId',
} as const satisfies Partial<Record<ListName, string>>;

/** What names one row of a list. */
export function idIn(list: ListName, entry: object): string {
  const row = rowIn(entry);
  if (list === 'clusters') return String(rowIn(row['spec'] as object)['clusterID']);
  const keys: Readonly<Partial<Record<ListName, string>>> = KEYS;
  return String(row[keys[list] ?? 'id']);
}

function rowIn(entry: object): Readonly<Record<string, unknown>> {
  return { ...('row' in entry && 'parent' in entry ? (entry.row as object) : entry) };
}

export function add<N extends ListName>(place: Place, list: N, ...entries: readonly Entry<N>[]): void {
  put(place, list, [...entriesOf(place, list), ...entries]);
}

export function remove(place: Place, list: ListName, ...ids: readonly string[]): void {
  const all = entriesOf(place, list);
  const left = all.filter((entry) => !ids.includes(idIn(list, entry)));
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
  const all = entriesOf(place, list);
  const index = all.findIndex((entry) => idIn(list, entry) === id);
  const found = all[index];
  if (found === undefined) throw new Error(`no ${id} in ${list}`);
  const changed =
    'row' in found && 'parent' in found
      ? { ...found, row: { ...(found.row as object), ...fields } }
      : { ...found, ...fields };
  put(place, list, all.with(index, changed));
}

/** Lists whose rows have tags. */
export const TAGGED = [
  'vpcs',
  'subnets',
  'enis',
  'securityGroups',
  'enterpriseGroups',
  'peerConns',
  'nats',
  'eips',
  'instances',
  'metals',
  'blbs',
  'appBlbs',
  'databases',
  'caches',
  'clusters',
  'csns',
] as const satisfies readonly ListName[];

/** All tags of one row. */
export function retag(place: Place, list: (typeof TAGGED)[number], id: string, tags: readonly Tag[]): void {
  const all = entriesOf(place, list);
  const retagged = all.map((entry) => {
    if (idIn(list, entry) !== id) return entry;
    if (list !== 'clusters') return { ...entry, tags };
    return { ...entry, spec: { ...(rowIn(entry)['spec'] as object), tags } };
  });
  if (!all.some((entry) => idIn(list, entry) === id)) throw new Error(`no ${id} in ${list}`);
  put(place, list, retagged);
}

function entriesOf(place: Place, list: ListName): readonly object[] {
  const rows: readonly object[] | undefined = place[list];
  if (rows === undefined) throw new Error(`no ${list} here`);
  return rows;
}

/** In place: lists of an account cannot be replaced. */
function put(place: Place, list: ListName, rows: readonly unknown[]): void {
  const all: unknown[] = (place as Readonly<Record<string, unknown[]>>)[list] ?? [];
  all.splice(0, all.length, ...rows);
}
