import { aws } from '../../../functions/aws/provider.ts';
import { testCollector } from '../../contract/collector.ts';
import type { RegionEstate } from '../../simulator/aws/estate.ts';
import { startCloud } from './cloud.ts';
import type { AwsCloud } from './cloud.ts';

/** More than the smallest page of each list. */
const sizes = {
  instances: 12,
  networkInterfaces: 30,
  vpcs: 7,
  subnets: 14,
  routeTables: 8,
  securityGroups: 14,
  natGateways: 7,
  addresses: 9,
  peerings: 7,
  transitGateways: 7,
  transitGatewayAttachments: 7,
  classicLoadBalancers: 3,
  loadBalancers: 6,
  listenersPerLoadBalancer: 2,
  targetGroups: 12,
  dbInstances: 46,
  dbClusters: 21,
  replicationGroups: 21,
  cacheClusters: 45,
  serverlessCaches: 7,
  clusters: 2,
};

interface Expected {
  readonly paged: readonly string[];
  readonly ids: (here: RegionEstate, cloud: AwsCloud) => readonly (string | undefined)[];
}

const elb = (operation: string): string => `elasticloadbalancing:${operation}`;

const EXPECTED: Readonly<Record<string, Expected>> = {
  region: { paged: [], ids: () => ['us-east-1'] },
  az: {
    paged: [],
    ids: ({ zones }) =>
      zones.filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in').map(({ ZoneName }) => ZoneName),
  },
  vpc: { paged: ['ec2:DescribeVpcs'], ids: ({ vpcs }) => vpcs.map(({ VpcId }) => VpcId) },
  subnet: { paged: ['ec2:DescribeSubnets'], ids: ({ subnets }) => subnets.map(({ SubnetId }) => SubnetId) },
  router: {
    paged: ['ec2:DescribeRouteTables'],
    ids: ({ routeTables }) => routeTables.map(({ RouteTableId }) => RouteTableId),
  },
  'security-group': {
    paged: ['ec2:DescribeSecurityGroups'],
    ids: ({ securityGroups }) => securityGroups.map(({ GroupId }) => GroupId),
  },
  'nat-gateway': {
    paged: ['ec2:DescribeNatGateways'],
    ids: ({ natGateways }) =>
      natGateways.filter(({ State }) => State !== 'deleted').map((nat) => nat.NatGatewayId),
  },
  eip: { paged: [], ids: ({ addresses }) => addresses.map(({ AllocationId }) => AllocationId) },
  nic: {
    paged: ['ec2:DescribeNetworkInterfaces'],
    ids: ({ networkInterfaces }) => networkInterfaces.map((nic) => nic.NetworkInterfaceId),
  },
  'peer-connection': {
    paged: ['ec2:DescribeVpcPeeringConnections'],
    ids: ({ peerings }) =>
      peerings
        .filter(({ Status }) => !['deleted', 'expired', 'failed', 'rejected'].includes(Status?.Code ?? ''))
        .map((peering) => peering.VpcPeeringConnectionId),
  },
  cen: {
    paged: ['ec2:DescribeTransitGateways', 'ec2:DescribeTransitGatewayVpcAttachments'],
    ids: ({ transitGateways }) =>
      transitGateways.filter(({ State }) => State !== 'deleted').map((gateway) => gateway.TransitGatewayId),
  },
  vm: {
    paged: ['ec2:DescribeInstances'],
    ids: ({ instances }) =>
      instances.filter(({ State }) => State?.Name !== 'terminated').map(({ InstanceId }) => InstanceId),
  },
  'classic-load-balancer': {
    paged: [elb('DescribeLoadBalancers')],
    ids: ({ classicLoadBalancers }) =>
      classicLoadBalancers.flatMap(
        ({ LoadBalancerName: name, ListenerDescriptions = [], Instances = [] }) => [
          name,
          ...ListenerDescriptions.map(({ Listener }) => `${name}:${Listener?.LoadBalancerPort}`),
          ...Instances.map(({ InstanceId }) => InstanceId),
        ],
      ),
  },
  'load-balancer': {
    paged: [elb('DescribeLoadBalancers')],
    ids: ({ loadBalancers }) => loadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
  },
  'lb-listener': {
    paged: [
      elb('DescribeLoadBalancers'),
      elb('DescribeTargetGroups'),
      elb('DescribeListeners'),
      elb('DescribeRules'),
    ],
    ids: ({ listeners }) => listeners.map(({ ListenerArn }) => ListenerArn),
  },
  'lb-target': {
    paged: [elb('DescribeTargetGroups')],
    ids: ({ targets, targetGroups }) => {
      const used = new Set(
        targetGroups
          .filter(({ LoadBalancerArns = [] }) => LoadBalancerArns.length > 0)
          .map((g) => g.TargetGroupArn),
      );
      return targets.filter(({ TargetGroupArn }) => used.has(TargetGroupArn)).map(({ Target }) => Target?.Id);
    },
  },
  rds: {
    paged: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'],
    ids: ({ dbInstances, dbClusters }) => [
      ...dbInstances.map((instance) => instance.DBInstanceIdentifier),
      ...dbClusters.map((cluster) => cluster.DBClusterIdentifier),
    ],
  },
  redis: {
    paged: ['elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'tag:GetResources'],
    ids: ({ replicationGroups, cacheClusters }) => [
      ...replicationGroups.map((group) => group.ReplicationGroupId),
      ...cacheClusters.map((cluster) => cluster.CacheClusterId),
    ],
  },
  'redis-serverless': {
    paged: ['elasticache:DescribeServerlessCaches', 'tag:GetResources'],
    ids: ({ serverlessCaches }) => serverlessCaches.map((cache) => cache.ServerlessCacheName),
  },
  'k8s-cluster': { paged: ['eks:ListClusters'], ids: ({ clusters }) => clusters.map(({ name }) => name) },
};

for (const collector of aws.collectors) {
  const expected = EXPECTED[collector.name];
  if (expected === undefined) throw new Error(`say what ${collector.name} should find`);
  let opened: AwsCloud | undefined;
  testCollector({
    collector,
    open: async () => {
      opened = await startCloud({ sizes }, { small: true, listenerRules: true });
      return opened;
    },
    paged: expected.paged,
    ids: () => (opened === undefined ? [] : expected.ids(opened.here, opened).flatMap((id) => id ?? [])),
  });
}
