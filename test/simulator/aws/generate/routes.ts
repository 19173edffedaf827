/**
 * Route tables with a route to every type of target that the SDK type `Route` knows,
 * explicit, main and edge associations. Made last of EC2: routes name other resources.
 */
import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import { type Ground, nth, tagsFor, times } from './place.ts';

export function makeRouteTables(ground: Ground): void {
  const { estate, sizes, account } = ground;
  const vpcs = estate.vpcs.filter(({ OwnerId }) => OwnerId === account);
  const subnets = estate.subnets.filter(({ OwnerId }) => OwnerId === account);
  estate.routeTables = times(sizes.routeTables, (n): RouteTable => {
    const RouteTableId = ground.id('rtb');
    const vpc = nth(vpcs, n);
    const main = n < vpcs.length;
    const own = subnets.filter(({ VpcId }) => VpcId === vpc.VpcId);
    // One table per subnet at most; those of a VPC come around every `vpcs.length` tables.
    const subnet = main ? undefined : own[Math.floor(n / vpcs.length) - 1];
    return {
      RouteTableId,
      VpcId: String(vpc.VpcId),
      OwnerId: account,
      Associations: [
        {
          Main: main,
          RouteTableAssociationId: ground.id('rtbassoc'),
          RouteTableId,
          ...(subnet === undefined ? {} : { SubnetId: String(subnet.SubnetId) }),
          AssociationState: { State: 'associated' },
        },
      ],
      PropagatingVgws: [],
      Routes: routes(ground, n, vpc.CidrBlock ?? '', vpc.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock),
      Tags: tagsFor(RouteTableId, n),
    };
  });
}

const local = (to: Route): Route => ({
  ...to,
  GatewayId: 'local',
  Origin: 'CreateRouteTable',
  State: 'active',
});

const to = (octet: number, target: Route): Route => ({
  DestinationCidrBlock: `172.16.${octet}.0/24`,
  ...target,
});

/** The first table has all; others have the local route and a turn of three. */
function routes(ground: Ground, n: number, cidr: string, v6: string | undefined): Route[] {
  const always = [local({ DestinationCidrBlock: cidr })];
  if (v6 !== undefined) always.push(local({ DestinationIpv6CidrBlock: v6 }));
  const targets = targetsOf(ground);
  const turn = n === 0 ? targets : times(3, (k) => nth(targets, n * 3 + k));
  return [
    ...always,
    ...turn.map((target): Route => ({ ...target, Origin: 'CreateRoute', State: target.State ?? 'active' })),
  ];
}

function targetsOf({ estate, region, account }: Ground): Route[] {
  const instance = estate.instances.find(({ State }) => State?.Name === 'running');
  const nic = estate.networkInterfaces[0];
  const nat = estate.natGateways[0];
  const peering = estate.peerings[0];
  const tgw = estate.transitGateways[0];
  return [
    { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0a1b2c3d4e5f60718' },
    { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-0a1b2c3d4e5f60718' },
    { DestinationPrefixListId: 'pl-63a5400a', GatewayId: 'vpce-0a1b2c3d4e5f60718' },
    to(1, { GatewayId: 'vgw-0a1b2c3d4e5f60718' }),
    to(2, { CarrierGatewayId: 'cagw-0a1b2c3d4e5f60718' }),
    to(3, { LocalGatewayId: 'lgw-0a1b2c3d4e5f60718' }),
    to(4, {
      CoreNetworkArn: `arn:aws:networkmanager::${account}:core-network/core-network-0a1b2c3d4e5f60718`,
    }),
    to(5, { GatewayId: 'vpce-0b1b2c3d4e5f60718' }),
    to(6, { NetworkInterfaceId: 'eni-0dead0dead0dead00', State: 'blackhole' }),
    ...(nat === undefined ? [] : [to(7, { NatGatewayId: String(nat.NatGatewayId) })]),
    ...(nic === undefined ? [] : [to(8, { NetworkInterfaceId: String(nic.NetworkInterfaceId) })]),
    ...(instance === undefined
      ? []
      : [to(9, { InstanceId: String(instance.InstanceId), InstanceOwnerId: account })]),
    ...(peering === undefined
      ? []
      : [to(10, { VpcPeeringConnectionId: String(peering.VpcPeeringConnectionId) })]),
    ...(tgw === undefined ? [] : [to(11, { TransitGatewayId: String(tgw.TransitGatewayId) })]),
    to(12, { GatewayId: `igw-${region.length}b1b2c3d4e5f60718` }),
  ];
}
