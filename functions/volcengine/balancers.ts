import * as z from 'zod/mini';
import { some } from '../../shared/collect/wire.ts';
import { address, id, said, tags } from './items.ts';

/** SDK type LoadBalancerForDescribeLoadBalancersOutput of clb. */
export const Classic = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  AccountId: said,
  Type: said,
  Status: said,
  VpcId: said,
  SubnetId: said,
  EniAddress: said,
  EipAddress: said,
  // Of one with several; texts in the vendor's page, objects in its SDK: https://volcengine.com/docs/6406/71773
  EniAddresses: some(z.union([z.string(), z.object({ EniAddress: said, EipAddress: said })])),
  EniIpv6Address: said,
  Tags: tags,
});
type Classic = z.infer<typeof Classic>;

/** SDK type LoadBalancerForDescribeLoadBalancersOutput of alb: one address or more in each zone. */
export const Application = z.object({
  LoadBalancerId: id,
  LoadBalancerName: said,
  Type: said,
  Status: said,
  VpcId: said,
  DNSName: said,
  ZoneMappings: some(
    z.object({
      SubnetId: said,
      LoadBalancerAddresses: some(z.object({ EniAddress: said, EipAddress: said, EniIpv6Address: said })),
    }),
  ),
  SecurityGroupIds: some(z.string()),
  Tags: tags,
});

/** Of a classic one. */
export function fours({ EniAddress, EipAddress, EniAddresses }: Classic) {
  if (EniAddresses.length === 0) return address(EniAddress, EipAddress);
  return EniAddresses.flatMap((one) =>
    typeof one === 'string' ? address(one) : address(one.EniAddress, one.EipAddress),
  );
}
