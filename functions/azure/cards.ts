import type { Address, Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { address, azureRef, linksTo, linkTo, macOf, networkOf } from './items.ts';
import type { Reading } from './reading.ts';
import { TYPES } from './resources.ts';
import type { TypeName } from './resources.ts';
import type { Interface, SetInterface } from './resources/network.ts';

/** An interface, and what others say of it. */
export interface Card {
  readonly row: Interface | SetInterface;
  /** Public addresses, one for each of its configurations. */
  readonly publicIps: readonly (string | undefined)[];
  /** Security groups of its own, of its addresses and of its subnet: all of them apply. */
  readonly groups: readonly string[];
  /** What its private endpoint leads to. */
  readonly target: string | undefined;
}

/** What has to be read for the cards of machines and endpoints, and for those of Uniform sets. */
export const CARD_TYPES = {
  interface: ['interface', 'publicIp', 'network', 'privateEndpoint'],
  setInterface: ['setInterface', 'setPublicIp', 'network'],
} as const satisfies Readonly<Record<string, readonly TypeName[]>>;

export function cardPages(
  reading: Reading,
  type: 'interface' | 'setInterface',
): readonly (readonly Card[])[] {
  const ofSubnet = groupsBySubnet(reading);
  const publicIps = publicIpsOf(reading, type === 'interface' ? 'publicIp' : 'setPublicIp');
  const targets = type === 'interface' ? targetsOf(reading) : undefined;
  const cardOf = (row: Card['row']): Card => {
    const { networkSecurityGroup, ipConfigurations, privateEndpoint } = row.properties;
    const groups = ipConfigurations.flatMap(({ properties: { subnet = '', applicationSecurityGroups } }) => [
      ...applicationSecurityGroups,
      ...(ofSubnet.get(subnet) ?? []),
    ]);
    return {
      row,
      publicIps: ipConfigurations.map((one) => publicIps.get(one.properties.publicIPAddress ?? '')),
      groups: [...(networkSecurityGroup === undefined ? [] : [networkSecurityGroup]), ...groups],
      target: targets?.get(privateEndpoint ?? ''),
    };
  };
  const pages: readonly (readonly Card['row'][])[] = reading.pages(type);
  return pages.map((page) => page.map(cardOf));
}

function groupsBySubnet(reading: Reading): ReadonlyMap<string, readonly string[]> {
  const subnets = reading.all('network').flatMap(({ properties }) => properties.subnets);
  return new Map(
    subnets.flatMap(({ id, properties: { networkSecurityGroup: group } }) =>
      group === undefined ? [] : [[id, [group]]],
    ),
  );
}

/** Texts of public addresses by the ids of their resources; one that nobody uses may have none yet. */
export function publicIpsOf(
  reading: Reading,
  type: 'publicIp' | 'setPublicIp' = 'publicIp',
): ReadonlyMap<string, string> {
  return new Map(
    reading
      .all(type)
      .flatMap(({ id, properties: { ipAddress: ip } }) => (ip === undefined ? [] : [[id, ip]])),
  );
}

function targetsOf(reading: Reading): ReadonlyMap<string, string> {
  return new Map(
    reading.all('privateEndpoint').flatMap(({ id, properties }) => {
      const { privateLinkServiceConnections: own, manualPrivateLinkServiceConnections: manual } = properties;
      const [target] = [...own, ...manual].flatMap((one) => one.properties?.privateLinkServiceId ?? []);
      return target === undefined ? [] : [[id, target]];
    }),
  );
}

const OF_SET = /^(.*\/virtualmachinescalesets\/[^/]+\/virtualmachines\/[^/]+)\/networkinterfaces\//;

/** The machine of a card; that of a Uniform set is in the card's id. */
export function machineOf({ row }: Pick<Card, 'row'>): string | undefined {
  return row.properties.virtualMachine ?? OF_SET.exec(row.id)?.[1];
}

/** An address with a length (`10.0.0.16/28`) is a block for the pods of a node: the pods have the addresses. */
export function addressesOf({ row, publicIps }: Card): Address[] {
  return row.properties.ipConfigurations.flatMap(({ properties: { privateIPAddress: ip } }, n) =>
    address(ip?.includes('/') === true ? undefined : ip, publicIps[n]),
  );
}

/** The address that stands for the card. */
export function primaryIp({ row }: Pick<Card, 'row'>): string | undefined {
  const all = row.properties.ipConfigurations.map(({ properties }) => properties);
  const v4 = all.filter(({ privateIPAddress: ip = '' }) => ip !== '' && !/[:/]/.test(ip));
  return (v4.find(({ primary }) => primary === true) ?? v4[0])?.privateIPAddress;
}

export function subnetOf({ row }: Pick<Card, 'row'>): string | undefined {
  return row.properties.ipConfigurations.flatMap((one) => one.properties.subnet ?? [])[0];
}

/** What an endpoint may lead to that has records of its own. */
const DEVICES: readonly (readonly [type: string, kind: Device])[] = [
  ...[TYPES.sqlServer, TYPES.sqlInstance, TYPES.mysql, TYPES.postgresql].map(
    ({ type }) => [type, 'rds'] as const,
  ),
  ...[TYPES.cache, TYPES.cacheCluster].map(({ type }) => [type, 'redis'] as const),
  [TYPES.cluster.type, 'k8s_cluster'],
];

function deviceOf(card: Card): Ref<Device> | undefined {
  const machine = machineOf(card);
  if (machine !== undefined) return azureRef('vm', machine);
  const { target = '' } = card;
  const kind = DEVICES.find(([type]) => target.includes(`/providers/${type}/`))?.[1];
  return kind === undefined ? undefined : azureRef(kind, target);
}

function usageOf({ row }: Card): string | undefined {
  if (row.properties.privateEndpoint !== undefined) return 'private-endpoint';
  if (row.properties.privateLinkService !== undefined) return 'private-link-service';
  return OF_SET.test(row.id) ? 'virtual-machine-scale-set' : undefined;
}

export function nicOf(card: Card, subscription: string) {
  const { row, groups } = card;
  const subnet = subnetOf(card);
  return {
    kind: 'nic',
    ref: azureRef('nic', row.id),
    id: row.id,
    name: row.name,
    tags: row.tags,
    owner: subscription,
    vpc: linkTo('vpc', networkOf(subnet)),
    subnet: linkTo('subnet', subnet),
    device: deviceOf(card),
    usage: usageOf(card),
    mac: macOf(row.properties.macAddress),
    addresses: addressesOf(card),
    security_groups: linksTo('security_group', groups),
  } as const;
}
