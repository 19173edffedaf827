import type { Address } from '../../shared/model/parts.ts';
import { canonical } from '../../shared/model/links/address.ts';
import type { Merged } from '../../shared/model/links/estate.ts';
import { prefixOf } from '../../shared/model/links/prefix.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { ownId } from './ids.ts';
import type { Filling, PlacedSubnets } from './filling.ts';
import { macsOf } from './macs.ts';
import type { Subnet, Vinterface } from './payload.ts';
import { bySubnet, privateIp } from './private-addresses.ts';
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
  const publics = new Map<Ref<'vpc'>, Set<string>>();
  const macFor = macsOf();

  function inside(device: Holder): readonly Vinterface[] {
    const nics = estate.under('nic', device.record.ref).filter(hasPrivate);
    if (nics.length > 0) {
      return nics.flatMap(({ record }): readonly Vinterface[] => {
        const subnet = record.subnet === undefined ? undefined : subnets.get(record.subnet);
        const groups =
          subnet === undefined
            ? bySubnet(
                filling,
                subnets,
                { ref: record.ref, vpc: record.vpc ?? device.record.vpc },
                record.addresses,
              )
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
    return bySubnet(filling, subnets, device.record, addresses).map(({ subnet, addresses: own }) => ({
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

/** One with public addresses only does not say where the device is. */
const hasPrivate = ({ record }: Merged<'nic'>): boolean =>
  record.addresses.some(({ ip }) => ip !== undefined);

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
