import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

const Vpc = maybe(z.object({ VpcId: said }));

/** SDK type ListVpcPeerConnectionsResponseBodyVpcPeerConnects. */
export const Peering = z.object({
  InstanceId: id,
  Name: said,
  Status: said,
  RegionId: said,
  OwnerId: said,
  Vpc,
  AcceptingRegionId: said,
  AcceptingOwnerUid: said,
  AcceptingVpc: Vpc,
  Tags: tags,
});

/** Both ends, each as the local one. */
export function sidesOf(item: z.infer<typeof Peering>) {
  const requester = { owner: item.OwnerId, region: item.RegionId, vpc: item.Vpc?.VpcId };
  const accepter = {
    owner: item.AcceptingOwnerUid,
    region: item.AcceptingRegionId,
    vpc: item.AcceptingVpc?.VpcId,
  };
  return [
    { side: 'requester', local: requester, remote: accepter },
    { side: 'accepter', local: accepter, remote: requester },
  ] as const;
}
