import { publicIpsOf } from './cards.ts';
import { networkOf, parentOf } from './items.ts';
import { addressesIn } from './prefixes.ts';
import type { Reading } from './reading.ts';
import type { Balancer, Frontend, Pool } from './resources/balancers.ts';

/** What an interface's configuration is, for who names it by its id. */
export interface Seat {
  readonly ip: string | undefined;
  readonly subnet: string | undefined;
  readonly machine: string | undefined;
}

export const SEAT_TYPES = ['interface', 'setInterface'] as const;

/** By the ids of configurations. */
export function seatsOf(reading: Reading): ReadonlyMap<string, Seat> {
  const cards = SEAT_TYPES.flatMap((type) => [...reading.all(type)]);
  return new Map(
    cards.flatMap(({ properties: { virtualMachine: machine, ipConfigurations } }) =>
      ipConfigurations.map(({ id, properties: { privateIPAddress: ip, subnet } }) => [
        id,
        { ip, subnet, machine },
      ]),
    ),
  );
}

/** What is in front: a private address, or public ones by the ids of their resources. */
export interface Front {
  readonly ip: string | undefined;
  readonly publicIps: readonly string[];
  readonly isPublic: boolean;
}

/** For frontends of one reading. A prefix in front is all of its addresses. */
export function frontsOf(reading: Reading): (frontends: readonly Frontend[]) => readonly Front[] {
  const ips = publicIpsOf(reading);
  const prefixes = reading.byId('ipPrefix');
  return (frontends) =>
    frontends.map(({ properties: { privateIPAddress, publicIPAddress, publicIPPrefix } }) => {
      const one = ips.get(publicIPAddress ?? '');
      const block = prefixes.get(publicIPPrefix ?? '')?.properties.ipPrefix;
      return {
        ip: privateIPAddress,
        publicIps: one === undefined ? (block === undefined ? [] : addressesIn(block)) : [one],
        isPublic: (publicIPAddress ?? publicIPPrefix) !== undefined,
      };
    });
}

export function addressesOf(fronts: readonly Front[]) {
  return fronts.flatMap(({ ip, publicIps }) => [
    ...(ip === undefined ? [] : [{ ip, public_ip: undefined }]),
    ...publicIps.map((public_ip) => ({ ip: undefined, public_ip })),
  ]);
}

/** One that is behind: by its interface, or by an address in a network. */
export interface Member extends Seat {
  /** What names it in its pool. */
  readonly id: string;
  /** Another load balancer, in the Global tier. */
  readonly balancer: string | undefined;
}

/** Of interfaces and of addresses, each once: a pool tells some of them both ways. */
export function membersOf(pool: Pool, seats: ReadonlyMap<string, Seat>): readonly Member[] {
  const found = new Map<string, Member>();
  for (const id of pool.properties.backendIPConfigurations) found.set(id, memberAt(id, seats));
  for (const { properties: own } of pool.properties.loadBalancerBackendAddresses) {
    if (own === undefined) continue;
    const { networkInterfaceIPConfiguration: seat, loadBalancerFrontendIPConfiguration: front } = own;
    if (seat !== undefined) found.set(seat, memberAt(seat, seats));
    else if (front !== undefined) {
      const balancer = parentOf(front, 'frontendipconfigurations');
      found.set(front, { id: front, ip: own.ipAddress, subnet: undefined, machine: undefined, balancer });
    } else if (own.ipAddress !== undefined && ![...found.values()].some(({ ip }) => ip === own.ipAddress)) {
      const { ipAddress: ip, subnet } = own;
      found.set(ip, { id: ip, ip, subnet, machine: undefined, balancer: undefined });
    }
  }
  return [...found.values()];
}

const SET_SEAT = /^(.*\/virtualmachinescalesets\/[^/]+\/virtualmachines\/[^/]+)\/networkinterfaces\//;

/** The machine of a Uniform set is in the id of the configuration. */
export function memberAt(id: string, seats: ReadonlyMap<string, Seat>): Member {
  const seat = seats.get(id);
  const machine = seat?.machine ?? SET_SEAT.exec(id)?.[1];
  return { id, ip: seat?.ip, subnet: seat?.subnet, machine, balancer: undefined };
}

/** The network of what is in front; of a public one, that of what is behind. */
export function networkBehind(
  { properties }: Balancer,
  seats: ReadonlyMap<string, Seat>,
): string | undefined {
  const subnets = properties.frontendIPConfigurations.map((one) => one.properties.subnet);
  const front = subnets.flatMap((subnet) => networkOf(subnet) ?? [])[0];
  if (front !== undefined) return front;
  const pools = properties.backendAddressPools.map((pool) => pool.properties);
  const told = pools.flatMap(({ virtualNetwork, loadBalancerBackendAddresses }) => [
    virtualNetwork,
    ...loadBalancerBackendAddresses.flatMap((one) => [
      one.properties?.virtualNetwork,
      networkOf(one.properties?.subnet),
    ]),
  ]);
  const behind = [
    ...pools.flatMap(({ backendIPConfigurations }) => backendIPConfigurations),
    ...properties.inboundNatRules.flatMap((rule) => rule.properties.backendIPConfiguration ?? []),
  ].map((id) => networkOf(seats.get(id)?.subnet));
  return [...told, ...behind].flatMap((one) => one ?? [])[0];
}
