import type { Content } from './own.ts';
import type { Chost, Payload, Vinterface } from './payload.ts';
import { nowhereOf } from './places.ts';

type Capped = 'azs' | 'hosts' | 'vpcs' | 'subnets' | 'chosts' | 'lbs';
export type Counts = Readonly<Record<Capped, number>>;

/**
 * Of an organisation: DeepFlow gives each of these a number of its own, up to
 * `resource_max_id_0` and `resource_max_id_1`, and records nothing beyond.
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/recorder/config/config.go and
 * recorder/db/idmng/manager.go beside it, for which is which.
 */
export const CAPS: Counts = {
  azs: 64_000,
  hosts: 64_000,
  vpcs: 64_000,
  subnets: 64_000,
  chosts: 499_999,
  lbs: 499_999,
};

export const countsOf = (payload: Payload): Counts => ({
  azs: payload.azs.length,
  hosts: payload.hosts.length,
  vpcs: payload.vpcs.length,
  subnets: payload.subnets.length,
  chosts: payload.chosts.length,
  lbs: payload.lbs.length,
});

export const added = (a: Counts, b: Counts): Counts => ({
  azs: a.azs + b.azs,
  hosts: a.hosts + b.hosts,
  vpcs: a.vpcs + b.vpcs,
  subnets: a.subnets + b.subnets,
  chosts: a.chosts + b.chosts,
  lbs: a.lbs + b.lbs,
});

/**
 * What there is room for: the first of each list, in the order of their refs,
 * so that it is the same in every run. What was in something that is left out
 * goes with it, and each is named.
 */
export function withinCaps(content: Content, domain: string, used: Counts, caps: Counts = CAPS): Content {
  const { payload, origins, tagged } = content;
  const leftOut: string[] = [];
  const kept = <L extends Capped>(
    list: L,
    items: Payload[L],
    nameOf: (item: Payload[L][number]) => string,
  ): Payload[L] => {
    const room = Math.max(0, caps[list] - used[list]);
    for (const item of items.slice(room))
      leftOut.push(`${nameOf(item)}: DeepFlow has numbers for ${caps[list]} ${list} and no more`);
    return items.slice(0, room) as unknown as Payload[L]; // a list of the same items
  };
  const named = ({ uuid, name }: { readonly uuid: string; readonly name: string }): string =>
    origins.get(uuid)?.ref ?? name;
  const inside = <T extends { readonly vpc_uuid: string }>(
    items: readonly T[],
    vpcs: ReadonlySet<string>,
    nameOf: (item: T) => string,
  ): readonly T[] =>
    items.filter((item) => {
      if (!vpcs.has(item.vpc_uuid)) leftOut.push(`${nameOf(item)}: its VPC is left out`);
      return vpcs.has(item.vpc_uuid);
    });

  const azs = kept('azs', payload.azs, ({ name }) => name);
  const zones = new Set(azs.map(({ uuid }) => uuid));
  const azOf = (uuid: string, none: string): string => (zones.has(uuid) ? uuid : none);
  const vpcs = kept('vpcs', payload.vpcs, named);
  const vpcIds = new Set(vpcs.map(({ uuid }) => uuid));
  const subnets = kept('subnets', inside(payload.subnets, vpcIds, named), named);
  const subnetIds = new Set(subnets.map(({ uuid }) => uuid));
  const cards = ({ vinterfaces }: { readonly vinterfaces: readonly Vinterface[] }) =>
    vinterfaces.filter((one) => subnetIds.has(one.subnet_uuid));
  const nowhere = nowhereOf(domain);
  const hosts = kept('hosts', payload.hosts, ({ name }) => `host ${name}`).map((host) => ({
    ...host,
    az_uuid: azOf(host.az_uuid, nowhere),
    vinterfaces: cards(host),
  }));
  const hostIps = new Set(hosts.map(({ ip }) => ip));
  const chosts = kept('chosts', inside(payload.chosts, vpcIds, named), named).map((chost): Chost => ({
    ...chost,
    az_uuid: azOf(chost.az_uuid, nowhere),
    host_ip: hostIps.has(chost.host_ip) ? chost.host_ip : '',
    vinterfaces: cards(chost),
  }));
  const lbs = kept(
    'lbs',
    inside(payload.lbs, vpcIds, ({ name }) => `load balancer ${name}`),
    ({ name }) => `load balancer ${name}`,
  ).map((lb) => ({ ...lb, vinterfaces: cards(lb) }));
  if (leftOut.length === 0) return content;
  const names = new Set(chosts.map(({ name }) => name));
  return {
    payload: {
      ...payload,
      azs,
      vpcs,
      subnets: subnets.map((subnet) => ({ ...subnet, az_uuid: azOf(subnet.az_uuid, '') })),
      hosts,
      chosts,
      lbs,
    },
    origins,
    tagged: new Map([...tagged].filter(([name]) => names.has(name))),
    leftOut: [...content.leftOut, ...leftOut],
  };
}
