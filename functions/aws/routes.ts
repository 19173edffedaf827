import type { Route as AwsRoute } from '@aws-sdk/client-ec2';
import { table } from '../../shared/collect/table.ts';
import type { NextHop, Route } from '../../shared/model/network-kinds.ts';
import { idOf } from './items.ts';

export function routeOf(route: AwsRoute): Route {
  const destination =
    route.DestinationCidrBlock || route.DestinationIpv6CidrBlock || route.DestinationPrefixListId;
  const [hop, target] = nextHop(route);
  return {
    destination: idOf(destination, 'ec2:DescribeRouteTables destination'),
    hop,
    target,
    active: route.State === 'active',
  };
}

/**
 * By the field that is set (SDK type `Route`). An instance's route also names its
 * interface, so the instance goes first.
 */
function nextHop(route: AwsRoute): readonly [NextHop, string | undefined] {
  if (route.GatewayId) return gateway(route.GatewayId);
  const hops: readonly (readonly [NextHop, string | undefined])[] = [
    ['nat_gateway', route.NatGatewayId],
    ['cen', route.TransitGatewayId],
    ['peer_connection', route.VpcPeeringConnectionId],
    ['egress_only_internet_gateway', route.EgressOnlyInternetGatewayId],
    ['vm', route.InstanceId],
    ['nic', route.NetworkInterfaceId],
    ['local_gateway', route.LocalGatewayId],
    ['carrier_gateway', route.CarrierGatewayId],
    ['core_network', route.CoreNetworkArn],
    ['other', route.OdbNetworkArn],
    ['other', route.IpAddress],
  ];
  return hops.find(([, target]) => target) ?? ['other', undefined];
}

/** `GatewayId` holds four things, told by their ids: https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html */
function gateway(id: string): readonly [NextHop, string | undefined] {
  if (id === 'local') return ['local', undefined];
  const kind = GATEWAYS[id.slice(0, id.indexOf('-'))];
  return [kind ?? 'other', id];
}

const GATEWAYS = table<NextHop>({
  igw: 'internet_gateway',
  vgw: 'vpn_gateway',
  vpce: 'vpc_endpoint',
  eigw: 'egress_only_internet_gateway',
});
