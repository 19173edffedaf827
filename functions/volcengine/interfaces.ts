import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { address, id, said, tags } from './items.ts';

/** SDK type AssociatedElasticIpForDescribeNetworkInterfacesOutput. */
const Public = maybe(z.object({ EipAddress: said }));

/** SDK type NetworkInterfaceSetForDescribeNetworkInterfacesOutput. */
export const Nic = z.object({
  NetworkInterfaceId: id,
  NetworkInterfaceName: said,
  AccountId: said,
  VpcId: said,
  SubnetId: said,
  DeviceId: said,
  Type: said,
  MacAddress: said,
  PrimaryIpAddress: said,
  AssociatedElasticIp: Public,
  PrivateIpSets: maybe(
    z.object({ PrivateIpSet: some(z.object({ PrivateIpAddress: said, AssociatedElasticIp: Public })) }),
  ),
  IPv6Sets: some(z.string()),
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});
export type Nic = z.infer<typeof Nic>;

/** The set has the primary one too; it alone is said where there is no set. */
export function fours({ PrimaryIpAddress, AssociatedElasticIp, PrivateIpSets }: Nic) {
  const set = PrivateIpSets?.PrivateIpSet ?? [];
  if (set.length === 0) return address(PrimaryIpAddress, AssociatedElasticIp?.EipAddress);
  return set.flatMap((one) => address(one.PrivateIpAddress, one.AssociatedElasticIp?.EipAddress));
}
