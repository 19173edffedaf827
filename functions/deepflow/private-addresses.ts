import type { Address } from '../../shared/model/parts.ts';
import { canonical } from '../../shared/model/links/address.ts';
import { prefixOf } from '../../shared/model/links/prefix.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { holdsAddress, subnetAt } from './filling.ts';
import type { Filling, PlacedSubnet, PlacedSubnets } from './filling.ts';

/** The address, if the blocks of its subnet hold it; else what has it is named. */
export function privateIp(
  ref: string,
  ip: string | undefined,
  cidrs: readonly string[],
  leaveOut: Filling['leaveOut'],
): readonly string[] {
  if (ip === undefined) return [];
  if (holdsAddress(cidrs, ip)) return [canonical(ip)];
  leaveOut(ref, whyNot(ip, `lies in no block of its subnet (${cidrs.join(', ')})`));
  return [];
}

const whyNot = (ip: string, otherwise: string): string =>
  `${ip} ${prefixOf(canonical(ip)) === undefined ? 'is no address' : otherwise}`;

interface InSubnet {
  readonly subnet: PlacedSubnet;
  readonly addresses: readonly Address[];
}

/** Addresses of what names no subnet, by the one that each lies in. */
export function bySubnet(
  { leaveOut }: Pick<Filling, 'leaveOut'>,
  subnets: PlacedSubnets,
  { ref, vpc }: { readonly ref: Ref; readonly vpc: Ref<'vpc'> | undefined },
  addresses: readonly Address[],
): readonly InSubnet[] {
  const groups = new Map<string, InSubnet>();
  for (const address of addresses) {
    if (address.ip === undefined) continue;
    const subnet = subnetAt(subnets, vpc, address.ip);
    if (subnet === undefined)
      leaveOut(ref, whyNot(address.ip, `is in no subnet of ${vpc ?? 'no VPC'} that is sent`));
    else
      groups.set(subnet.uuid, {
        subnet,
        addresses: [...(groups.get(subnet.uuid)?.addresses ?? []), address],
      });
  }
  return [...groups.values()];
}
