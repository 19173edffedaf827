/**
 * What reading the table back makes of it, which is kept by id and without what has no column:
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource_list.go.
 */
import type { Lb, Payload, Vinterface } from '../../../../functions/deepflow/payload.ts';
import { v5 } from './uuid.ts';

/** Of one domain. What shares its id with another shows what both have. */
export function readBackOf(own: Payload): Payload {
  const devices = [...own.hosts, ...own.chosts, ...own.lbs.map((lb) => ({ ...lb, uuid: idOf(lb) }))];
  const cards = grouped(
    devices.flatMap(({ uuid, vinterfaces }) => vinterfaces.map((card) => [uuid, card] as const)),
  );
  const addresses = grouped(
    [...cards.values()].flat().flatMap((card) => card.ips.map((ip) => [cardOf(card), ip] as const)),
  );
  const cardsOf = (uuid: string, isNamed = false): readonly Vinterface[] =>
    (cards.get(uuid) ?? []).map((card) => ({
      ...card,
      name: isNamed ? (card.name ?? '') : '',
      ips: addresses.get(cardOf(card)) ?? [],
    }));
  const blocks = grouped(
    own.subnets.flatMap(({ uuid, cidrs }) => cidrs.map((cidr) => [uuid, cidr] as const)),
  );
  const listeners = grouped(
    own.lbs.flatMap((lb) => lb.lb_listeners.map((listener) => [idOf(lb), listener] as const)),
  );
  return {
    ...own,
    subnets: own.subnets.map((subnet) => ({ ...subnet, cidrs: blocks.get(subnet.uuid) ?? [] })),
    hosts: own.hosts.map((host) => ({ ...host, vinterfaces: cardsOf(host.uuid, true) })),
    chosts: own.chosts.map((chost) => ({ ...chost, vinterfaces: cardsOf(chost.uuid) })),
    lbs: own.lbs.map((lb): Lb => {
      const all = listeners.get(idOf(lb)) ?? [];
      const targets = all.flatMap(({ lb_target_servers: servers }) => servers);
      return {
        ...lb,
        vinterfaces: cardsOf(idOf(lb)),
        lb_listeners: all.map((listener) => ({ ...listener, lb_target_servers: targets })),
      };
    }),
  };
}

const idOf = ({ name, vpc_uuid: vpc }: Lb): string => v5(name + vpc);
const cardOf = ({ subnet_uuid: subnet, mac }: Vinterface): string => v5(subnet + mac);

function grouped<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, one] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** As it is answered: keys in upper case, and without what is empty and marked to be left out then. */
export const answered = (table: Payload): unknown =>
  upper({
    ...table,
    subnets: table.subnets.map((subnet) => without(without(subnet, 'az_uuid'), 'uuid')),
    hosts: table.hosts.map(withCards),
    chosts: table.chosts.map(withCards),
    lbs: table.lbs.map(withCards),
    cloud_tags: table.cloud_tags.map((tag) => without(tag, 'subdomain_uuid')),
  });

const withCards = (device: { readonly vinterfaces: readonly Vinterface[] }): object => ({
  ...device,
  vinterfaces: device.vinterfaces.map((card) => without(card, 'name')),
});

const without = (item: object, key: string): object =>
  Object.fromEntries(Object.entries(item).filter(([one, value]) => one !== key || value !== ''));

function upper(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upper);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toUpperCase(), upper(member)]));
}
