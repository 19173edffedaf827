import { createHash } from 'node:crypto';
import type { Address } from '../../shared/model/kinds.ts';
import { canonical } from '../../shared/model/links/address.ts';
import type { Merged } from '../../shared/model/links/estate.ts';
import { prefixOf } from '../../shared/model/links/prefix.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { ownId } from './ids.ts';
import { holdsAddress, subnetAt } from './filling.ts';
import type { Filling, PlacedSubnets } from './filling.ts';
import type { Subnet, Vinterface } from './payload.ts';
import { cut, storable } from './safe.ts';

type Holder = Merged<'vm' | 'load_balancer' | 'nat_gateway' | 'rds' | 'redis'>;

/** Gives devices their interfaces, and remembers the public addresses that subnets of their own must hold. */
export interface Interfaces {
  of(device: Holder): readonly Vinterface[];
  /** An address of a network card that nobody has in that subnet. */
  madeFor(subnet: string, salt: string): string;
  /** One WAN subnet for each VPC with public addresses, each a block of its own: DeepFlow finds those from every VPC. */
  outside(vpcIds: ReadonlyMap<Ref<'vpc'>, string>): readonly Subnet[];
}

export function interfacesOf(filling: Filling, subnets: PlacedSubnets): Interfaces {
  const { estate, leaveOut, domain } = filling;
  /** `<subnet> <mac>`: the two make the id of an interface, so no two may share them. */
  const taken = new Set<string>();
  const publics = new Map<Ref<'vpc'>, Set<string>>();

  const macFor = (subnet: string, mac: string | undefined, salt: string): string => {
    for (let n = 0; ; n++) {
      const candidate = n === 0 && mac !== undefined ? mac : madeMac(`${salt} ${n}`);
      const key = `${subnet} ${candidate}`;
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  };

  function inside(device: Holder): readonly Vinterface[] {
    const nics = estate.under('nic', device.record.ref);
    if (nics.length > 0) {
      return nics.flatMap(({ record }): readonly Vinterface[] => {
        const subnet = record.subnet === undefined ? undefined : subnets.get(record.subnet);
        const groups =
          subnet === undefined
            ? bySubnet(leaveOut, subnets, record.vpc ?? device.record.vpc, record.addresses)
            : [{ subnet, addresses: record.addresses }];
        return groups.map(({ subnet: where, addresses }) => ({
          name: '',
          mac: macFor(where.uuid, record.mac, record.ref),
          subnet_uuid: where.uuid,
          ips: distinct(addresses.flatMap(({ ip }) => privateIp(record.ref, ip, where.cidrs, leaveOut))),
        }));
      });
    }
    const addresses = 'addresses' in device.record ? device.record.addresses : ofServer(device);
    return bySubnet(leaveOut, subnets, device.record.vpc, addresses).map(({ subnet, addresses: own }) => ({
      name: '',
      mac: macFor(subnet.uuid, undefined, device.record.ref),
      subnet_uuid: subnet.uuid,
      ips: distinct(own.flatMap(({ ip }) => privateIp(device.record.ref, ip, subnet.cidrs, leaveOut))),
    }));
  }

  return {
    of(device) {
      const own = inside(device).filter(({ ips }) => ips.length > 0);
      const { vpc } = device.record;
      const outer = [...new Set(publicAddresses(filling, device))];
      if (vpc === undefined || outer.length === 0) return own;
      publics.set(vpc, new Set([...(publics.get(vpc) ?? []), ...outer]));
      const wan = ownId(domain, `public addresses of ${vpc}`);
      return [
        ...own,
        {
          name: '',
          mac: macFor(wan, undefined, `public ${device.record.ref}`),
          subnet_uuid: wan,
          ips: outer.toSorted(),
        },
      ];
    },
    madeFor: (subnet, salt) => macFor(subnet, undefined, salt),
    outside: (vpcIds) =>
      [...publics].flatMap(([vpc, ips]): readonly Subnet[] => {
        const vpc_uuid = vpcIds.get(vpc);
        if (vpc_uuid === undefined) return [];
        const cidrs = [...ips].toSorted().map((ip) => `${ip}/${ip.includes(':') ? 128 : 32}`);
        const uuid = ownId(domain, `public addresses of ${vpc}`);
        const name = cut(
          storable(`public addresses of ${estate.get(vpc)?.record.id ?? vpc}`),
          filling.longest,
        );
        return [{ name, uuid, domain_uuid: domain, vpc_uuid, az_uuid: '', type: 3, is_vip: false, cidrs }];
      }),
  };
}

const distinct = (ips: readonly string[]): readonly string[] => [...new Set(ips)];

function privateIp(
  ref: string,
  ip: string | undefined,
  cidrs: readonly string[],
  leaveOut: Filling['leaveOut'],
): readonly string[] {
  if (ip === undefined) return [];
  if (holdsAddress(cidrs, ip)) return [canonical(ip)];
  leaveOut(ref, `${ip} lies in no block of its subnet (${cidrs.join(', ')})`);
  return [];
}

function bySubnet(
  leaveOut: Filling['leaveOut'],
  subnets: PlacedSubnets,
  vpc: Ref<'vpc'> | undefined,
  addresses: readonly Address[],
) {
  const groups = new Map<
    string,
    { subnet: NonNullable<ReturnType<typeof subnetAt>>; addresses: Address[] }
  >();
  for (const address of addresses) {
    if (address.ip === undefined) continue;
    const subnet = subnetAt(subnets, vpc, address.ip);
    if (subnet === undefined)
      leaveOut(address.ip, `no subnet of ${vpc ?? 'no VPC'} that is sent has this address`);
    else
      groups.set(subnet.uuid, {
        subnet,
        addresses: [...(groups.get(subnet.uuid)?.addresses ?? []), address],
      });
  }
  return [...groups.values()];
}

/** A server whose cloud lists no interfaces says its primary address itself. */
const ofServer = ({ record }: Holder): readonly Address[] =>
  'ip' in record && record.ip !== undefined ? [{ ip: record.ip, public_ip: undefined }] : [];

function publicAddresses({ estate, leaveOut }: Filling, { record }: Holder): readonly string[] {
  const nics = estate.under('nic', record.ref).flatMap((nic) => nic.record.addresses);
  const own = 'addresses' in record ? record.addresses : [];
  return [...nics, ...own].flatMap(({ public_ip }) => {
    if (public_ip === undefined) return [];
    if (prefixOf(public_ip) !== undefined) return [canonical(public_ip)];
    leaveOut(record.ref, `${public_ip} is no address`);
    return [];
  });
}

/** Locally administered and unicast: no card in the world has it. https://www.rfc-editor.org/rfc/rfc7042#section-2.1 */
export function madeMac(salt: string): string {
  const hex = createHash('sha256').update(salt).digest('hex').slice(0, 10);
  return `02:${hex.match(/../g)?.join(':') ?? ''}`;
}
