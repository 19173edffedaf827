/** What reaches over the border of one place: peerings, shared subnets and shared transit gateways. */
import type { Subnet, Vpc, VpcPeeringConnection } from '@aws-sdk/client-ec2';
import type { Tag } from '../estate.ts';
import { type Ground, nth, tagsFor, times } from './place.ts';

interface End {
  readonly ground: Ground;
  readonly vpc: Vpc;
}

function infoOf({ ground, vpc }: End) {
  return {
    OwnerId: ground.account,
    Region: ground.region,
    VpcId: String(vpc.VpcId),
    CidrBlock: String(vpc.CidrBlock),
  };
}

/**
 * Neighbours in the list of places are joined two by two, over regions and accounts; the other connections
 * of a place lead to the place itself, and every tenth of those is not yet accepted by an account elsewhere.
 * Each side has tags of its own.
 */
export function makePeerings(grounds: readonly Ground[]): void {
  for (const [index, ground] of grounds.entries()) {
    const { sizes, estate } = ground;
    const other = grounds[index ^ 1];
    const joined =
      sizes.peerings > 0 && other !== undefined && other.sizes.peerings > 0 && other.estate.vpcs.length > 0;
    if (joined && index % 2 === 0) join(ground, other);
    const own = times(sizes.peerings - (joined ? 1 : 0), (n): VpcPeeringConnection => {
      const VpcPeeringConnectionId = ground.id('pcx');
      const pending = n % 10 === 9;
      const to = infoOf({ ground, vpc: nth(estate.vpcs, n + 1) });
      return {
        VpcPeeringConnectionId,
        RequesterVpcInfo: infoOf({ ground, vpc: nth(estate.vpcs, n) }),
        AccepterVpcInfo: pending
          ? { OwnerId: '999999999999', Region: 'eu-north-1', VpcId: 'vpc-0f0f0f0f0f0f0f0f0' }
          : to,
        Status: pending
          ? { Code: 'pending-acceptance', Message: 'Pending Acceptance by 999999999999' }
          : { Code: 'active', Message: 'Active' },
        Tags: tagsFor(VpcPeeringConnectionId, n),
      };
    });
    estate.peerings = [...estate.peerings, ...own];
  }
}

function join(requester: Ground, accepter: Ground): void {
  const VpcPeeringConnectionId = requester.id('pcx');
  const ends = {
    VpcPeeringConnectionId,
    RequesterVpcInfo: infoOf({ ground: requester, vpc: nth(requester.estate.vpcs, 0) }),
    AccepterVpcInfo: infoOf({ ground: accepter, vpc: nth(accepter.estate.vpcs, 1) }),
    Status: { Code: 'active' as const, Message: 'Active' },
  };
  for (const [side, { estate, account, region }] of [requester, accepter].entries()) {
    const Tags = tagsFor(`${VpcPeeringConnectionId} in ${account} ${region}`, side);
    estate.peerings = [{ ...ends, Tags }, ...estate.peerings];
  }
}

/**
 * The first account shares one subnet with each of the others in the same region: those see the subnet and its
 * VPC under the owner's id, without the owner's tags ("are not shared with the participants":
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html) and with those that they set themselves.
 */
export function shareSubnet(owner: Ground, ground: Ground): void {
  const subnet: Subnet | undefined = owner.estate.subnets[0];
  const vpc = owner.estate.vpcs.find(({ VpcId }) => VpcId === subnet?.VpcId);
  if (subnet === undefined || vpc === undefined) return;
  const own = (id: string | undefined): Tag[] => tagsFor(`${id} in ${ground.account}`, 0);
  ground.estate.vpcs = [...ground.estate.vpcs, { ...vpc, IsDefault: false, Tags: own(vpc.VpcId) }];
  ground.estate.subnets = [...ground.estate.subnets, { ...subnet, Tags: own(subnet.SubnetId) }];
}

/** An attachment of another account's VPC: its owner and the gateway's owner both see it, each with tags of its own. */
export function shareTransitGateway(owner: Ground, ground: Ground): void {
  const gateway = owner.estate.transitGateways[0];
  const vpc = ground.estate.vpcs.find(({ OwnerId }) => OwnerId === ground.account);
  if (gateway === undefined || vpc === undefined) return;
  ground.estate.transitGateways = [...ground.estate.transitGateways, { ...gateway, Tags: [] }];
  const TransitGatewayAttachmentId = ground.id('tgw-attach');
  const attachment = {
    TransitGatewayAttachmentId,
    TransitGatewayId: String(gateway.TransitGatewayId),
    VpcId: String(vpc.VpcId),
    VpcOwnerId: ground.account,
    State: 'available' as const,
    SubnetIds: [],
  };
  for (const { estate, account } of [owner, ground]) {
    const Tags = tagsFor(`${TransitGatewayAttachmentId} in ${account}`, 0);
    estate.transitGatewayAttachments = [...estate.transitGatewayAttachments, { ...attachment, Tags }];
  }
}
