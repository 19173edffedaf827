import * as z from 'zod/mini';
import { parsed, some } from '../../shared/collect/wire.ts';
import type { Address } from '../../shared/model/parts.ts';
import type { Ask } from './client.ts';
import { id, said, tags, unlessGone } from './items.ts';

/** SDK type ListLoadBalancersResponseBodyLoadBalancers of alb. */
export const Alb = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  LoadBalancerStatus: said,
  AddressType: said,
  DNSName: said,
  VpcId: said,
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});

/** SDK type GetLoadBalancerAttributeResponseBodyZoneMappings of alb. */
const Mapping = z.object({
  VSwitchId: said,
  LoadBalancerAddresses: some(z.object({ Address: said, IntranetAddress: said, Ipv6Address: said })),
});
export type AlbMapping = z.infer<typeof Mapping>;

const Attribute = z.object({ ZoneMappings: some(Mapping) });

/** Where a balancer is in each zone, which the list does not tell; `undefined` if it went away since it was listed. */
export async function mappingsOf(
  ask: Ask,
  RegionId: string,
  LoadBalancerId: string,
): Promise<readonly AlbMapping[] | undefined> {
  const action = 'alb:GetLoadBalancerAttribute';
  const answer = await unlessGone(
    /^ResourceNotFound\.LoadBalancer$/,
    ask(action, { RegionId, LoadBalancerId }),
  );
  return answer && parsed(Attribute, answer, action).ZoneMappings;
}

/**
 * `Address` is public where the balancer's AddressType is `Internet`, with `IntranetAddress` beside it, and private
 * elsewhere (SDK type GetLoadBalancerAttributeResponseBodyZoneMappingsLoadBalancerAddresses). The example of
 * `Ipv6Address` there is a block: a block is no address.
 */
export function addressesOf({ LoadBalancerAddresses }: AlbMapping, isPublic: boolean): Address[] {
  return LoadBalancerAddresses.flatMap(({ Address, IntranetAddress, Ipv6Address }) => [
    {
      ip: isPublic ? IntranetAddress : (Address ?? IntranetAddress),
      public_ip: isPublic ? Address : undefined,
    },
    { ip: Ipv6Address?.includes('/') === true ? undefined : Ipv6Address, public_ip: undefined },
  ]).filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
}
