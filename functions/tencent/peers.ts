import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { text } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';
import { isUnknown, regionIdOf } from './regions.ts';

/** SDK type PeerConnection. */
export const Peering = z.object({
  PeeringConnectionId: id,
  PeeringConnectionName: said,
  State: said,
  SourceVpcId: id,
  SourceRegion: said,
  SourceUin: text,
  DestinationVpcId: said,
  PeerVpcId: said,
  DestinationRegion: said,
  DestinationUin: text,
  TagSet: tags,
});
export type Peering = z.infer<typeof Peering>;

interface End {
  readonly vpc: string | undefined;
  readonly region: string | undefined;
  readonly owner: string;
  /** Does the cloud name its region in a way that we cannot read? */
  readonly anywhere: boolean;
}

interface Side {
  readonly side: 'requester' | 'accepter';
  readonly local: End & { readonly vpc: string };
  readonly remote: End;
}

/** The sides that are in this account and region. */
export function sidesIn(item: Peering, scope: Scope): readonly Side[] {
  const requester = endOf(item.SourceVpcId, item.SourceRegion, item.SourceUin);
  const accepter = endOf(
    item.DestinationVpcId ?? item.PeerVpcId,
    item.DestinationRegion,
    item.DestinationUin,
  );
  const sides = [
    ...sideOf('requester', requester, accepter, scope),
    ...sideOf('accepter', accepter, requester, scope),
  ];
  if (sides.length === 0) {
    const { account, region } = scope;
    throw new CloudError('invalid', `${item.PeeringConnectionId} has no side in ${account} ${region}`);
  }
  return sides;
}

function endOf(vpc: string | undefined, name: string | undefined, owner: string): End {
  return { vpc, region: regionIdOf(name), owner, anywhere: isUnknown(name) };
}

function sideOf(side: Side['side'], local: End, remote: End, { account, region }: Scope): Side[] {
  const { vpc } = local;
  const isHere = local.owner === account && (local.region === region || local.anywhere);
  return isHere && vpc !== undefined ? [{ side, local: { ...local, vpc }, remote }] : [];
}
