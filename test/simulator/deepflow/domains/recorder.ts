/**
 * What the recorder writes of what a task has, and what it drops without a word to anybody:
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/recorder (updater, db), and the columns of
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/db/metadb/migrator/schema.
 */
import { isCanonical, isWithin } from './blocks.ts';
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
    /** Rows of other domains: ids are unique, and numbers are shared. */
    readonly others: readonly Resources[];
    readonly only: number;
    readonly numbers: Readonly<Record<Numbered, number>>;
  },
): Resources | undefined {
  if (merged.networks.length === 0 || merged.vifs.length === 0 || merged.vms.length === 0) return undefined;
  const of = (kind: Numbered, name = LONG) => {
    const rows = others.flatMap((other) => [...other[kind]]);
    return { only, name, room: numbers[kind] - rows.length, taken: new Set(rows.map(({ uuid }) => uuid)) };
  };
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
  const networkIds = new Map(networks.map((network) => [network.uuid, network]));
  const vifs = distinct(
    merged.vifs.filter(({ device, network }) => devices.has(device) && networkIds.has(network)),
  );
  const blocks = new Map(vifs.map(({ uuid, network }) => [uuid, networkIds.get(network)?.cidrs ?? []]));
  return {
    azs,
    vpcs,
    networks,
    hosts,
    vms,
    lbs,
    peers: merged.peers.filter((peer) => vpcIds.has(peer.local_vpc_uuid) && vpcIds.has(peer.remote_vpc_uuid)),
    vifs,
    // The row of a block that is not canonical has no id that an address would find.
    ips: distinct(
      merged.ips.filter(({ vif, ip }) =>
        blocks.get(vif)?.some((cidr) => isCanonical(cidr) && isWithin(cidr, ip)),
      ),
    ),
    namespaces: inserted(merged.namespaces, before.namespaces, of('namespaces')),
  };
}

/** The first of an id; a page of new rows of which one does not fit its column is not inserted at all. */
function inserted<T extends Row>(
  rows: readonly T[],
  before: readonly Row[],
  {
    only,
    name,
    room,
    taken,
  }: {
    readonly only: number;
    readonly name: number;
    readonly room: number;
    readonly taken: ReadonlySet<string>;
  },
): readonly T[] {
  const had = new Set(before.map(({ uuid }) => uuid));
  const own = distinct(rows).slice(0, Math.min(only, Math.max(0, room)));
  const isWhole = own.every(
    (row) =>
      had.has(row.uuid) ||
      (fits(row.name, name) && fits(row.label ?? '', SHORT) && fits(row.uuid, SHORT) && !taken.has(row.uuid)),
  );
  return isWhole ? own : own.filter(({ uuid }) => had.has(uuid));
}

/** In code points, none of which is beyond U+FFFF: `utf8` of MySQL has three bytes for each. */
const fits = (text: string, longest: number): boolean =>
  Array.from(text).length <= longest && !/[\u{10000}-\u{10FFFF}\p{Surrogate}]/u.test(text);

const distinct = <T extends { readonly uuid: string }>(rows: readonly T[]): readonly T[] =>
  [...new Map(rows.toReversed().map((row) => [row.uuid, row])).values()].toReversed();
