/** ECS, VPC, NAT gateway, CEN, transit router, all 2020-04-01. Parameters and answers: documented.ts. */
import { productOf } from '../operation.ts';
import { textOf } from '../parameters.ts';
import { missing, notFound } from '../refusals.ts';
import { without } from '../rows/given.ts';

const VERSION = '2020-04-01';
const ecs = productOf('ecs', VERSION, 'GET');
const vpc = productOf('vpc', VERSION, 'GET');
const nat = productOf('natgateway', VERSION, 'GET');
const cen = productOf('cen', VERSION, 'GET');
const transit = productOf('transitrouter', VERSION, 'GET');

export const network = [
  ecs.list({
    name: 'DescribeRegions',
    at: 'Regions',
    rows: ({ account }) => Object.keys(account.regions).map((RegionId) => ({ RegionId })),
  }),
  ecs.list({ name: 'DescribeZones', at: 'Zones', rows: ({ here }) => here.zones }),
  ecs.list({
    name: 'DescribeInstances',
    at: 'Instances',
    rows: ({ here }) => here.instances,
    by: { InstanceIds: ({ InstanceId }) => InstanceId, VpcId: ({ VpcId }) => VpcId },
  }),
  vpc.list({
    name: 'DescribeVpcs',
    at: 'Vpcs',
    rows: ({ here }) => here.vpcs,
    by: { VpcIds: ({ VpcId }) => VpcId },
  }),
  vpc.list({
    name: 'DescribeSubnets',
    at: 'Subnets',
    rows: ({ here }) => here.subnets,
    by: { SubnetIds: ({ SubnetId }) => SubnetId, VpcId: ({ VpcId }) => VpcId },
  }),
  vpc.list({
    name: 'DescribeRouteTableList',
    at: 'RouterTableList',
    rows: ({ here }) => here.routeTables,
    put: (row) => without(row, 'entries'),
    by: { RouteTableId: ({ RouteTableId }) => RouteTableId },
  }),
  vpc.list({
    name: 'DescribeRouteEntryList',
    at: 'RouteEntries',
    rows({ here, params }) {
      const id = textOf(params, 'RouteTableId');
      const table = here.routeTables.find(({ RouteTableId }) => RouteTableId === id);
      if (table === undefined) throw notFound('RouteTable', id);
      return table.entries.map((entry) => ({ ...entry, RouteTableId: id, VpcId: table.VpcId }));
    },
    read: ['RouteTableId'],
  }),
  vpc.list({
    name: 'DescribeSecurityGroups',
    at: 'SecurityGroups',
    rows: ({ here }) => here.securityGroups,
    put: (row) => without(row, 'permissions'),
    by: { SecurityGroupIds: ({ SecurityGroupId }) => SecurityGroupId },
  }),
  vpc.asked('DescribeSecurityGroupAttributes', ['SecurityGroupId'], ({ here, params, fault }) => {
    const id = textOf(params, 'SecurityGroupId');
    const group = here.securityGroups.find(({ SecurityGroupId }) => SecurityGroupId === id);
    if (group === undefined) throw notFound('SecurityGroup', id);
    const isNone = fault?.kind === 'empty' || group.permissions.length === 0;
    return { ...without(group, 'permissions'), Permissions: isNone ? null : group.permissions };
  }),
  vpc.list({
    name: 'DescribeNetworkInterfaces',
    at: 'NetworkInterfaceSets',
    rows: ({ here }) => here.networkInterfaces,
    by: { NetworkInterfaceIds: ({ NetworkInterfaceId }) => NetworkInterfaceId },
  }),
  vpc.list({
    name: 'DescribeEipAddresses',
    at: 'EipAddresses',
    rows: ({ here }) => here.addresses,
    by: { AllocationIds: ({ AllocationId }) => AllocationId },
  }),
  nat.list({ name: 'DescribeNatGateways', at: 'NatGateways', rows: ({ here }) => here.natGateways }),
  nat.list({
    name: 'DescribeSnatEntries',
    at: 'SnatEntries',
    rows: ({ here }) => here.snatEntries,
    by: { NatGatewayId: ({ NatGatewayId }) => NatGatewayId },
  }),
  nat.list({
    name: 'DescribeDnatEntries',
    at: 'DnatEntries',
    rows: ({ here }) => here.dnatEntries,
    by: { NatGatewayId: ({ NatGatewayId }) => NatGatewayId },
  }),
  cen.list({ name: 'DescribeCens', at: 'Cens', rows: ({ account }) => account.cens }),
  cen.list({
    name: 'DescribeCenAttachedInstances',
    at: 'AttachedInstances',
    rows({ account, params }) {
      if (account.cenNeeded && textOf(params, 'CenId') === '') throw missing('CenId');
      return account.attachedInstances;
    },
    by: { CenId: ({ CenId }) => CenId },
  }),
  transit.list({
    name: 'DescribeTransitRouters',
    at: 'TransitRouters',
    rows: ({ here }) => here.transitRouters,
  }),
  transit.list({
    name: 'DescribeTransitRouterAttachments',
    at: 'TransitRouterAttachments',
    rows: ({ here }) => here.routerAttachments,
    by: { TransitRouterId: ({ TransitRouterId }) => TransitRouterId },
  }),
];
