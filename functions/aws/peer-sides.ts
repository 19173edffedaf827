import type { VpcPeeringConnection, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import type { Scope } from '../../shared/collect/collector.ts';

/** Those ends of a peering that are in this account and region, each with the other one: both may be. */
export function sidesHere(
  { RequesterVpcInfo: requester = {}, AccepterVpcInfo: accepter = {} }: VpcPeeringConnection,
  scope: Scope,
) {
  const sides = [
    { side: 'requester', local: requester, remote: accepter },
    { side: 'accepter', local: accepter, remote: requester },
  ] as const;
  return sides.filter(({ local }) => isHere(local, scope));
}

function isHere(
  { VpcId, OwnerId, Region }: VpcPeeringConnectionVpcInfo,
  { account, region }: Scope,
): boolean {
  return VpcId !== undefined && OwnerId === account && (Region ?? region) === region;
}
