import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import type { Address } from '../../shared/model/parts.ts';
import { id, said, tags, within } from './items.ts';

const Public = maybe(z.object({ PublicIpAddress: said }));

/** SDK type DescribeNetworkInterfacesResponseBodyNetworkInterfaceSetsNetworkInterfaceSet. */
export const Nic = z.object({
  NetworkInterfaceId: id,
  NetworkInterfaceName: said,
  OwnerId: said,
  VpcId: said,
  VSwitchId: said,
  InstanceId: said,
  Type: said,
  MacAddress: said,
  PrivateIpAddress: said,
  AssociatedPublicIp: Public,
  PrivateIpSets: within('PrivateIpSet', z.object({ PrivateIpAddress: said, AssociatedPublicIp: Public })),
  Ipv6Sets: within('Ipv6Set', z.object({ Ipv6Address: said })),
  SecurityGroupIds: within('SecurityGroupId', said),
  Tags: tags,
});

/** Of both versions; the item's own public address is that of its first private one. */
export function addressesOf(item: z.infer<typeof Nic>): Address[] {
  const primary = { PrivateIpAddress: item.PrivateIpAddress, AssociatedPublicIp: item.AssociatedPublicIp };
  const v4 = item.PrivateIpSets.length === 0 ? [primary] : item.PrivateIpSets;
  return [
    ...v4.map(({ PrivateIpAddress: ip, AssociatedPublicIp }) => ({
      ip,
      public_ip:
        AssociatedPublicIp?.PublicIpAddress ??
        (ip === item.PrivateIpAddress ? item.AssociatedPublicIp?.PublicIpAddress : undefined),
    })),
    ...item.Ipv6Sets.map(({ Ipv6Address }) => ({ ip: Ipv6Address, public_ip: undefined })),
  ].filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
}
