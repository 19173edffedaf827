import type { Resources, Tags } from './resources.ts';

/** What DeepFlow would label traffic with, in order. */
export interface Knowledge {
  readonly azs: readonly string[];
  readonly vpcs: readonly string[];
  readonly subnets: readonly string[];
  /** `<name> <address> …` */
  readonly hosts: readonly string[];
  /** `<name> <address> …`, and ` on <host>` where that is known. */
  readonly chosts: readonly string[];
  readonly lbs: readonly string[];
  readonly peers: readonly string[];
  /** `<server> <key>=<value>` */
  readonly tags: readonly string[];
  /** `<cluster>/<namespace> <key>=<value>`; of a cluster that is a domain of its own, without it. */
  readonly namespaces: readonly string[];
}

export function inDatabase(
  rows: Resources,
  subDomains: ReadonlyMap<string, { readonly clusterId: string }>,
): Knowledge {
  const vifs = new Map(rows.vifs.map((vif) => [vif.uuid, vif.device]));
  const addressesOf = (device: string): readonly string[] =>
    rows.ips
      .filter(({ vif }) => vifs.get(vif) === device)
      .map(({ ip }) => ip)
      .toSorted();
  const hosts = new Map(rows.hosts.map(({ ip, name }) => [ip, name]));
  return {
    azs: sorted(rows.azs, ({ name }) => name),
    vpcs: sorted(rows.vpcs, ({ name }) => name),
    subnets: sorted(rows.networks, ({ name, cidrs }) => [name, ...cidrs.toSorted()].join(' ')),
    hosts: sorted(rows.hosts, ({ name, uuid }) => [name, ...addressesOf(uuid)].join(' ')),
    chosts: sorted(rows.vms, ({ name, uuid, host }) =>
      [name, ...addressesOf(uuid), ...(hosts.has(host) ? [`on ${hosts.get(host)}`] : [])].join(' '),
    ),
    lbs: sorted(rows.lbs, ({ name, uuid, lb_listeners: own }) =>
      [name, ...addressesOf(uuid), ...own.map(({ port }) => `:${port}`)].join(' '),
    ),
    peers: sorted(rows.peers, ({ name }) => name),
    tags: rows.vms.flatMap(({ name, tags }) => tagsOf(name, tags)).toSorted(),
    namespaces: rows.namespaces
      .flatMap(({ name, subDomain, tags }) =>
        tagsOf(subDomain === '' ? name : `${subDomains.get(subDomain)?.clusterId}/${name}`, tags),
      )
      .toSorted(),
  };
}

const sorted = <T>(items: readonly T[], lineOf: (item: T) => string): readonly string[] =>
  items.map(lineOf).toSorted();

const tagsOf = (name: string, tags: Tags = {}): readonly string[] =>
  Object.entries(tags).map(([key, value]) => `${name} ${key}=${value}`);
