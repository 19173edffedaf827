import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import type { Address } from '../../shared/model/parts.ts';
import { Alb } from './albs.ts';
import { said } from './items.ts';

/** SDK type ListLoadBalancersResponseBodyLoadBalancersZoneMappings of nlb. */
const Mapping = z.object({
  VSwitchId: said,
  LoadBalancerAddresses: some(
    z.object({ PrivateIPv4Address: said, PublicIPv4Address: said, Ipv6Address: said }),
  ),
});

/** SDK type ListLoadBalancersResponseBodyLoadBalancers of nlb: that of alb, and where it is in each zone. */
export const Nlb = z.extend(Alb, { ZoneMappings: some(Mapping) });

export function addressesOf({ LoadBalancerAddresses }: z.infer<typeof Mapping>): Address[] {
  return LoadBalancerAddresses.flatMap(({ PrivateIPv4Address: ip, PublicIPv4Address, Ipv6Address }) => [
    { ip, public_ip: PublicIPv4Address },
    { ip: Ipv6Address, public_ip: undefined },
  ]).filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
}
