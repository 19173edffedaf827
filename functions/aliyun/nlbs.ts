import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import type { Address } from '../../shared/model/parts.ts';
import { id, said, tags } from './items.ts';

/** SDK type ListLoadBalancersResponseBodyLoadBalancersZoneMappings of nlb. */
const Mapping = z.object({
  VSwitchId: said,
  LoadBalancerAddresses: some(
    z.object({ PrivateIPv4Address: said, PublicIPv4Address: said, Ipv6Address: said }),
  ),
});

/** SDK type ListLoadBalancersResponseBodyLoadBalancers of nlb. */
export const Nlb = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  LoadBalancerStatus: said,
  AddressType: said,
  DNSName: said,
  VpcId: said,
  ZoneMappings: some(Mapping),
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});

export function addressesOf({ LoadBalancerAddresses }: z.infer<typeof Mapping>): Address[] {
  return LoadBalancerAddresses.flatMap(({ PrivateIPv4Address: ip, PublicIPv4Address, Ipv6Address }) => [
    { ip, public_ip: PublicIPv4Address },
    { ip: Ipv6Address, public_ip: undefined },
  ]).filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
}
