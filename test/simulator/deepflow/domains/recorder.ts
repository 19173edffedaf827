/**
 * What the recorder writes of what a task has, and what it drops without a word to anybody:
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/recorder (updater, db), and the columns of
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/db/metadb/migrator/schema.
 */
import type { Resources, Row } from './resources.ts';

/** Of an organisation: a kind has so many numbers, and what is beyond gets no row. https://github.com/deepflowio/deepflow/blob/main/server/controller/recorder/config/config.go */
export const NUMBERS = {
  azs: 64_000,
  vpcs: 64_000,
  networks: 64_000,
  hosts: 64_000,
  namespaces: 64_000,
  vms: 499_999,
  lbs: 499_999,
} as const;
type Numbered = keyof typeof NUMBERS;

const MAC = 32;
const SHORT = 64;
const LONG = 256;

/** Rows of a domain as they are after a refresh; `undefined`: "some data is missing", and nothing is touched. */
export function recorded(
  merged: Resources,
  before: Resources,
  {
    others,
    only,
    numbers,
  }: {
    /** Rows of other domains: numbers are shared. */
    readonly others: readonly Resources[];
    readonly only: number;
    readonly numbers: Readonly<Record<Numbered, number>>;
  },
): Resources | undefined {
  if (merged.networks.length === 0 || merged.vifs.length === 0 || merged.vms.length === 0) return undefined;
  const of = (kind: Numbered, name = LONG) => ({
    only,
    isStorable: (row: Row) => fits(row.name, name) && fits(row.label ?? '', SHORT) && fits(row.uuid, SHORT),
    room: others.reduce((room, other) => room - other[kind].length, numbers[kind]),
  });
  const azs = inserted(merged.azs, before.azs, of('azs', SHORT));
  const vpcs = inserted(merged.vpcs, before.vpcs, of('vpcs'));
  const vpcIds = new Set(vpcs.map(({ uuid }) => uuid));
  const inVpc = <T extends { readonly vpc: string }>(rows: readonly T[]) =>
    rows.filter(({ vpc }) => vpcIds.has(vpc));
  const networks = inserted(inVpc(merged.networks), before.networks, of('networks'));
  const hosts = inserted(merged.hosts, before.hosts, of('hosts'));
  const hostIps = new Set(hosts.map(({ ip }) => ip));
  const vms = inserted(inVpc(merged.vms), before.vms, of('vms')).map((vm) => ({
    ...vm,
    host: hostIps.has(vm.host) ? vm.host : '',
  }));
  const lbs = inserted(
    merged.lbs.filter((lb) => vpcIds.has(lb.vpc_uuid)),
    before.lbs,
    of('lbs'),
  );
  const devices = new Set([...hosts, ...vms, ...lbs].map(({ uuid }) => uuid));
  const networkIds = new Set(networks.map(({ uuid }) => uuid));
  const there = merged.vifs.filter(({ device, network }) => devices.has(device) && networkIds.has(network));
  const vifs = inserted(there, before.vifs, {
    only: Number.POSITIVE_INFINITY,
    room: Number.POSITIVE_INFINITY,
    isStorable: ({ mac }) => fits(mac, MAC),
  });
  const vifIds = new Set(vifs.map(({ uuid }) => uuid));
  return {
    azs,
    vpcs,
    networks,
    hosts,
    vms,
    lbs,
    peers: merged.peers.filter((peer) => vpcIds.has(peer.local_vpc_uuid) && vpcIds.has(peer.remote_vpc_uuid)),
    vifs,
    // Which block of its subnet an address is in is not recorded.
    ips: distinct(merged.ips.filter(({ vif }) => vifIds.has(vif))),
    namespaces: inserted(merged.namespaces, before.namespaces, of('namespaces')),
  };
}

/** So many new rows go in at once. */
const PAGE = 1000;

/**
 * The first of an id. A page of new rows of which one does not fit its column is not inserted at all; a row that was
 * there stays as it was.
 */
function inserted<T extends { readonly uuid: string }>(
  rows: readonly T[],
  before: readonly T[],
  {
    only,
    room,
    isStorable,
  }: { readonly only: number; readonly room: number; readonly isStorable: (row: T) => boolean },
): readonly T[] {
  const had = new Map(before.map((row) => [row.uuid, row]));
  const own = distinct(rows).slice(0, Math.min(only, Math.max(0, room)));
  const fresh = own.filter(({ uuid }) => !had.has(uuid));
  const lost = new Set<T>();
  for (let from = 0; from < fresh.length; from += PAGE) {
    const page = fresh.slice(from, from + PAGE);
    if (!page.every(isStorable)) for (const row of page) lost.add(row);
  }
  return own.flatMap((row) => {
    const was = had.get(row.uuid);
    if (was === undefined) return lost.has(row) ? [] : [row];
    return [isStorable(row) ? row : was];
  });
}

/** In code points, none of which is beyond U+FFFF: `utf8` of MySQL has three bytes for each. */
const fits = (text: string, longest: number): boolean =>
  Array.from(text).length <= longest && !/[\u{10000}-\u{10FFFF}\p{Surrogate}]/u.test(text);

const distinct = <T extends { readonly uuid: string }>(rows: readonly T[]): readonly T[] =>
  [...new Map(rows.toReversed().map((row) => [row.uuid, row])).values()].toReversed();
