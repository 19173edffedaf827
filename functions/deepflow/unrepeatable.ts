import { groupsOf } from './domains.ts';
import type { Lb, LbListener, Payload } from './payload.ts';

/**
 * What cannot be sent again as it was, of what others wrote. DeepFlow keeps it by id, and gives what shares one to each
 * that has it: an interface is its subnet and card, a load balancer its VPC and name.
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/http/service/resource/domain_additional_resource_list.go
 */
export function unrepeatable({ subnets, hosts, chosts, lbs, cloud_tags: tags }: Payload): readonly string[] {
  const mixed = lbs.filter(
    ({ lb_listeners: own }) => own.length > 1 && own.some(({ lb_target_servers: of }) => of.length > 0),
  );
  const nameless = tags.filter(({ resource_name: name }) => name === '');
  const cards = [...hosts, ...chosts, ...lbs].flatMap(({ domain_uuid, vinterfaces }) =>
    vinterfaces.filter(({ ips }) => ips.length > 0).map((card) => ({ ...card, domain_uuid })),
  );
  return [
    ...mixed.map(
      ({ name, domain_uuid }) =>
        `load balancer ${name} of domain ${domain_uuid}: which target is behind which listener is not read back`,
    ),
    ...nameless.map(
      ({ domain_uuid, resource_type }) =>
        `tags of a ${resource_type} of domain ${domain_uuid} that is gone: their name is not read back`,
    ),
    ...severalOf(subnets, ({ uuid }) => uuid).map(
      ({ name, domain_uuid }) =>
        `subnet ${name} of domain ${domain_uuid}: several have its id, and which block is whose is not read back`,
    ),
    ...severalOf(cards, ({ subnet_uuid: subnet, mac }) => `${subnet} ${mac}`).map(
      ({ mac, domain_uuid }) =>
        `interface ${mac} of domain ${domain_uuid}: several of its subnet have that card, and which address is whose is not read back`,
    ),
    ...severalOf(lbs, ({ name, vpc_uuid: vpc }) => `${vpc} ${name}`).map(
      ({ name, domain_uuid }) =>
        `load balancer ${name} of domain ${domain_uuid}: several of its VPC have that name, and which listener is whose is not read back`,
    ),
  ];
}

/** What is left where that may be lost: the first of what shares an id, and nothing twice, or it would be more with each run. */
export function withoutUnrepeatable(table: Payload): Payload {
  const cards = new Set<string>();
  const alone = <T extends Lb | Payload['chosts'][number] | Payload['hosts'][number]>(device: T): T => ({
    ...device,
    vinterfaces: device.vinterfaces.filter(({ subnet_uuid: subnet, mac, ips }) => {
      const card = `${device.domain_uuid} ${subnet} ${mac}`;
      const isFirst = ips.length === 0 || !cards.has(card);
      if (ips.length > 0) cards.add(card);
      return isFirst;
    }),
  });
  return {
    ...table,
    subnets: firstOf(table.subnets, ({ uuid }) => uuid),
    hosts: table.hosts.map(alone),
    chosts: table.chosts.map(alone),
    lbs: firstOf(table.lbs, ({ name, vpc_uuid: vpc }) => `${vpc} ${name}`)
      .map(alone)
      .map((lb) => ({ ...lb, lb_listeners: lb.lb_listeners.map(once) })),
    // A tag of no name is refused by every PUT.
    cloud_tags: table.cloud_tags.filter(({ resource_name: name }) => name !== ''),
  };
}

const once = (listener: LbListener): LbListener => ({
  ...listener,
  lb_target_servers: [
    ...new Map(listener.lb_target_servers.map((one) => [`${one.ip} ${one.port}`, one])).values(),
  ],
});

const firstOf = <T extends { readonly domain_uuid: string }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] =>
  [...groupsOf(items, (item) => `${item.domain_uuid} ${keyOf(item)}`).values()].flatMap((own) =>
    own.slice(0, 1),
  );

/** The first of each that several have the same of in one domain. */
function severalOf<T extends { readonly domain_uuid: string }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const groups = groupsOf(items, (item) => `${item.domain_uuid} ${keyOf(item)}`);
  return [...groups.values()].flatMap((own) => (own.length > 1 ? own.slice(0, 1) : []));
}
