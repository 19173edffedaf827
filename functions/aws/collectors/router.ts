import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import type { Route as AwsRoute } from '@aws-sdk/client-ec2';
import type { NextHop, Route } from '../../../shared/model/kinds.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, links, nameOf, paged, tagsOf } from '../items.ts';

/** One per route table; its page has a maximum of 100. */
export const router = collector({
  name: 'router',
  emits: ['router'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeRouteTables'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeRouteTables',
      (NextToken) => ec2.send(new DescribeRouteTablesCommand({ NextToken, MaxResults: 100 })),
      ({ RouteTables, NextToken }) => [RouteTables, NextToken],
    ),

  *map({ RouteTableId, VpcId, OwnerId, Associations = [], Routes, Tags }, { region }) {
    const id = idOf(RouteTableId, 'ec2:DescribeRouteTables');
    yield {
      kind: 'router',
      ref: awsRef('router', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: OwnerId,
      vpc: awsRef('vpc', idOf(VpcId, 'ec2:DescribeRouteTables VpcId')),
      main: Associations.some(({ Main }) => Main === true),
      subnets: links(
        'subnet',
        Associations.map(({ SubnetId }) => SubnetId),
      ),
      routes: (Routes ?? []).map(routeOf),
    };
  },
});

function routeOf(route: AwsRoute): Route {
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

const GATEWAYS: Readonly<Record<string, NextHop>> = {
  igw: 'internet_gateway',
  vgw: 'vpn_gateway',
  vpce: 'vpc_endpoint',
  eigw: 'egress_only_internet_gateway',
};
