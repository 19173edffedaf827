/** Every listing of the simulator as the vendor's client calls it, and what the estate says it must answer. */
import * as ec2 from '@aws-sdk/client-ec2';
import * as eks from '@aws-sdk/client-eks';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as organizations from '@aws-sdk/client-organizations';
import * as rds from '@aws-sdk/client-rds';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import type { Clients } from './clients.ts';
import type { RegionEstate } from './estate.ts';
import { without } from './rows.ts';

export interface Page {
  readonly items: readonly unknown[];
  readonly next: string | undefined;
}

export interface Case {
  readonly action: string;
  /** Smallest and largest page, and what a larger one is answered with. */
  readonly min: number;
  readonly max: number;
  readonly refused: string;
  readonly throttled: string;
  readonly denied: string;
  page(clients: Clients, size: number | undefined, token: string | undefined): Promise<Page>;
  /** `undefined`: compared elsewhere. */
  expected(here: RegionEstate): readonly unknown[] | undefined;
}

const EC2 = {
  min: 5,
  max: 1000,
  refused: 'InvalidParameterValue',
  throttled: 'RequestLimitExceeded',
  denied: 'UnauthorizedOperation',
};
const ELB = { min: 1, max: 400, refused: 'ValidationError', throttled: 'Throttling', denied: 'AccessDenied' };
const RDS = { ...ELB, min: 20, max: 100, refused: 'InvalidParameterValue' };
/** The client names the same code after its own error type. */
const CACHE = { ...RDS, refused: 'InvalidParameterValueException' };

const named = (MaxResults: number | undefined, NextToken: string | undefined) => ({
  ...(MaxResults === undefined ? {} : { MaxResults }),
  ...(NextToken === undefined ? {} : { NextToken }),
});
const marked = (PageSize: number | undefined, Marker: string | undefined) => ({
  ...(PageSize === undefined ? {} : { PageSize }),
  ...(Marker === undefined ? {} : { Marker }),
});
const recorded = (MaxRecords: number | undefined, Marker: string | undefined) => ({
  ...(MaxRecords === undefined ? {} : { MaxRecords }),
  ...(Marker === undefined ? {} : { Marker }),
});

export const CASES: readonly Case[] = [
  {
    ...EC2,
    action: 'ec2:DescribeInstances',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeInstancesCommand(named(size, token)));
      const items = (answer.Reservations ?? []).flatMap(({ ReservationId, OwnerId, Instances = [] }) =>
        Instances.map((instance) => ({ ...instance, ReservationId, OwnerId })),
      );
      return { items, next: answer.NextToken };
    },
    expected: ({ instances }) => instances,
  },
  {
    ...EC2,
    action: 'ec2:DescribeVpcs',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeVpcsCommand(named(size, token)));
      return { items: answer.Vpcs ?? [], next: answer.NextToken };
    },
    expected: ({ vpcs }) => vpcs,
  },
  {
    ...EC2,
    action: 'ec2:DescribeSubnets',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeSubnetsCommand(named(size, token)));
      return { items: answer.Subnets ?? [], next: answer.NextToken };
    },
    expected: ({ subnets }) => subnets,
  },
  {
    ...EC2,
    action: 'ec2:DescribeRouteTables',
    max: 100,
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeRouteTablesCommand(named(size, token)));
      return { items: answer.RouteTables ?? [], next: answer.NextToken };
    },
    expected: ({ routeTables }) => routeTables,
  },
  {
    ...EC2,
    action: 'ec2:DescribeSecurityGroups',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeSecurityGroupsCommand(named(size, token)));
      return { items: answer.SecurityGroups ?? [], next: answer.NextToken };
    },
    expected: ({ securityGroups }) => securityGroups,
  },
  {
    ...EC2,
    action: 'ec2:DescribeNatGateways',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeNatGatewaysCommand(named(size, token)));
      return { items: answer.NatGateways ?? [], next: answer.NextToken };
    },
    expected: ({ natGateways }) => natGateways,
  },
  {
    ...EC2,
    action: 'ec2:DescribeNetworkInterfaces',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeNetworkInterfacesCommand(named(size, token)));
      return { items: answer.NetworkInterfaces ?? [], next: answer.NextToken };
    },
    expected: ({ networkInterfaces }) => networkInterfaces,
  },
  {
    ...EC2,
    action: 'ec2:DescribeVpcPeeringConnections',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeVpcPeeringConnectionsCommand(named(size, token)));
      return { items: answer.VpcPeeringConnections ?? [], next: answer.NextToken };
    },
    expected: ({ peerings }) => peerings,
  },
  {
    ...EC2,
    action: 'ec2:DescribeTransitGateways',
    page: async (clients, size, token) => {
      const answer = await clients.ec2.send(new ec2.DescribeTransitGatewaysCommand(named(size, token)));
      return { items: answer.TransitGateways ?? [], next: answer.NextToken };
    },
    expected: ({ transitGateways }) => transitGateways,
  },
  {
    ...EC2,
    action: 'ec2:DescribeTransitGatewayVpcAttachments',
    page: async (clients, size, token) => {
      const command = new ec2.DescribeTransitGatewayVpcAttachmentsCommand(named(size, token));
      const answer = await clients.ec2.send(command);
      return { items: answer.TransitGatewayVpcAttachments ?? [], next: answer.NextToken };
    },
    expected: ({ transitGatewayAttachments }) => transitGatewayAttachments,
  },
  {
    ...ELB,
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    page: async (clients, size, token) => {
      const answer = await clients.elb.send(new elb.DescribeLoadBalancersCommand(marked(size, token)));
      return { items: answer.LoadBalancerDescriptions ?? [], next: answer.NextMarker };
    },
    expected: ({ classicLoadBalancers }) => classicLoadBalancers.map((row) => without(row, 'Tags')),
  },
  {
    ...ELB,
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    page: async (clients, size, token) => {
      const answer = await clients.elbv2.send(new elbv2.DescribeLoadBalancersCommand(marked(size, token)));
      return { items: answer.LoadBalancers ?? [], next: answer.NextMarker };
    },
    expected: ({ loadBalancers }) => loadBalancers.map((row) => without(row, 'Tags')),
  },
  {
    ...ELB,
    action: 'elasticloadbalancing:DescribeTargetGroups',
    page: async (clients, size, token) => {
      const answer = await clients.elbv2.send(new elbv2.DescribeTargetGroupsCommand(marked(size, token)));
      return { items: answer.TargetGroups ?? [], next: answer.NextMarker };
    },
    expected: ({ targetGroups }) => targetGroups.map((row) => without(row, 'Tags')),
  },
  {
    ...RDS,
    action: 'rds:DescribeDBInstances',
    page: async (clients, size, token) => {
      const answer = await clients.rds.send(new rds.DescribeDBInstancesCommand(recorded(size, token)));
      return { items: answer.DBInstances ?? [], next: answer.Marker };
    },
    expected: ({ dbInstances }) => dbInstances,
  },
  {
    ...RDS,
    action: 'rds:DescribeDBClusters',
    page: async (clients, size, token) => {
      const answer = await clients.rds.send(new rds.DescribeDBClustersCommand(recorded(size, token)));
      return { items: answer.DBClusters ?? [], next: answer.Marker };
    },
    expected: ({ dbClusters }) => dbClusters,
  },
  {
    ...CACHE,
    action: 'elasticache:DescribeReplicationGroups',
    page: async (clients, size, token) => {
      const command = new elasticache.DescribeReplicationGroupsCommand(recorded(size, token));
      const answer = await clients.elasticache.send(command);
      return { items: answer.ReplicationGroups ?? [], next: answer.Marker };
    },
    expected: ({ replicationGroups }) => replicationGroups.map((row) => without(row, 'Tags')),
  },
  {
    ...CACHE,
    action: 'elasticache:DescribeCacheClusters',
    page: async (clients, size, token) => {
      const input = { ...recorded(size, token), ShowCacheNodeInfo: true };
      const answer = await clients.elasticache.send(new elasticache.DescribeCacheClustersCommand(input));
      return { items: answer.CacheClusters ?? [], next: answer.Marker };
    },
    expected: ({ cacheClusters }) => cacheClusters.map((row) => without(row, 'Tags')),
  },
  {
    ...CACHE,
    action: 'elasticache:DescribeServerlessCaches',
    min: 1,
    max: 50,
    page: async (clients, size, token) => {
      const command = new elasticache.DescribeServerlessCachesCommand(named(size, token));
      const answer = await clients.elasticache.send(command);
      return { items: answer.ServerlessCaches ?? [], next: answer.NextToken };
    },
    expected: ({ serverlessCaches }) => serverlessCaches.map((row) => without(row, 'Tags')),
  },
  {
    ...CACHE,
    action: 'elasticache:DescribeCacheSubnetGroups',
    page: async (clients, size, token) => {
      const command = new elasticache.DescribeCacheSubnetGroupsCommand(recorded(size, token));
      const answer = await clients.elasticache.send(command);
      return { items: answer.CacheSubnetGroups ?? [], next: answer.Marker };
    },
    expected: ({ cacheSubnetGroups }) => cacheSubnetGroups.map((row) => without(row, 'Tags')),
  },
  {
    action: 'eks:ListClusters',
    min: 1,
    max: 100,
    refused: 'InvalidParameterException',
    throttled: 'ThrottlingException',
    denied: 'AccessDeniedException',
    page: async (clients, size, token) => {
      const answer = await clients.eks.send(
        new eks.ListClustersCommand({
          ...(size === undefined ? {} : { maxResults: size }),
          ...(token === undefined ? {} : { nextToken: token }),
        }),
      );
      return { items: answer.clusters ?? [], next: answer.nextToken };
    },
    expected: ({ clusters }) => clusters.map(({ name }) => name),
  },
  {
    action: 'tag:GetResources',
    min: 1,
    max: 100,
    refused: 'InvalidParameterException',
    throttled: 'ThrottledException',
    denied: 'AccessDeniedException',
    page: async (clients, size, token) => {
      const answer = await clients.tagging.send(
        new tagging.GetResourcesCommand({
          ...(size === undefined ? {} : { ResourcesPerPage: size }),
          ...(token === undefined ? {} : { PaginationToken: token }),
        }),
      );
      return { items: answer.ResourceTagMappingList ?? [], next: answer.PaginationToken };
    },
    expected: () => undefined,
  },
  {
    action: 'organizations:ListAccounts',
    min: 1,
    max: 20,
    refused: 'InvalidInputException',
    throttled: 'TooManyRequestsException',
    denied: 'AccessDeniedException',
    page: async (clients, size, token) => {
      const answer = await clients.organizations.send(
        new organizations.ListAccountsCommand(named(size, token)),
      );
      return { items: answer.Accounts ?? [], next: answer.NextToken };
    },
    expected: () => undefined,
  },
];

/** All pages of one listing. */
export async function listed(one: Case, clients: Clients, size?: number): Promise<Page['items'][]> {
  const pages: Page['items'][] = [];
  let token: string | undefined;
  do {
    const { items, next } = await one.page(clients, size, token);
    pages.push(items);
    token = next === '' ? undefined : next;
  } while (token !== undefined);
  return pages;
}
