import {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeCacheClustersCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
} from '@aws-sdk/client-elasticache';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Aws } from './client.ts';
import { partitionOf } from './items.ts';

/**
 * Asks for one action. What is refused as malformed or not found got past the
 * check of permissions; so does EC2's dry run, which answers with an error of
 * its own (`DryRunOperation`) where the action is allowed.
 */
export async function probe(api: Aws, action: string): Promise<void> {
  const ask = PROBES[action];
  if (ask === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  try {
    await ask(api);
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

const DryRun = true;

/** One harmless request each: a dry run, the smallest page, or a name that nothing has. */
export const PROBES: Readonly<Record<string, (api: Aws) => Promise<unknown>>> = {
  'ec2:DescribeAddresses': ({ ec2 }) => ec2.send(new DescribeAddressesCommand({ DryRun })),
  'ec2:DescribeAvailabilityZones': ({ ec2 }) => ec2.send(new DescribeAvailabilityZonesCommand({ DryRun })),
  'ec2:DescribeInstances': ({ ec2 }) => ec2.send(new DescribeInstancesCommand({ DryRun })),
  'ec2:DescribeNatGateways': ({ ec2 }) => ec2.send(new DescribeNatGatewaysCommand({ DryRun })),
  'ec2:DescribeNetworkInterfaces': ({ ec2 }) => ec2.send(new DescribeNetworkInterfacesCommand({ DryRun })),
  'ec2:DescribeRegions': ({ ec2 }) => ec2.send(new DescribeRegionsCommand({ DryRun })),
  'ec2:DescribeRouteTables': ({ ec2 }) => ec2.send(new DescribeRouteTablesCommand({ DryRun })),
  'ec2:DescribeSecurityGroups': ({ ec2 }) => ec2.send(new DescribeSecurityGroupsCommand({ DryRun })),
  'ec2:DescribeSubnets': ({ ec2 }) => ec2.send(new DescribeSubnetsCommand({ DryRun })),
  'ec2:DescribeTransitGateways': ({ ec2 }) => ec2.send(new DescribeTransitGatewaysCommand({ DryRun })),
  'ec2:DescribeTransitGatewayVpcAttachments': ({ ec2 }) =>
    ec2.send(new DescribeTransitGatewayVpcAttachmentsCommand({ DryRun })),
  'ec2:DescribeVpcPeeringConnections': ({ ec2 }) =>
    ec2.send(new DescribeVpcPeeringConnectionsCommand({ DryRun })),
  'ec2:DescribeVpcs': ({ ec2 }) => ec2.send(new DescribeVpcsCommand({ DryRun })),

  'elasticloadbalancing:DescribeListeners': (api) =>
    api.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn: nobody(api, `loadbalancer/${NOBODY}`) })),
  'elasticloadbalancing:DescribeLoadBalancers': ({ elbv2 }) =>
    elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 1 })),
  'elasticloadbalancing:DescribeRules': (api) =>
    api.elbv2.send(new DescribeRulesCommand({ ListenerArn: nobody(api, `listener/${NOBODY}/${HEX}`) })),
  'elasticloadbalancing:DescribeTags': (api) =>
    api.elbv2.send(new DescribeTagsCommand({ ResourceArns: [nobody(api, `loadbalancer/${NOBODY}`)] })),
  'elasticloadbalancing:DescribeTargetGroups': ({ elbv2 }) =>
    elbv2.send(new DescribeTargetGroupsCommand({ PageSize: 1 })),
  'elasticloadbalancing:DescribeTargetHealth': (api) =>
    api.elbv2.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: nobody(api, `targetgroup/${NAME}/${HEX}`) }),
    ),

  'rds:DescribeDBClusters': ({ rds }) => rds.send(new DescribeDBClustersCommand({ MaxRecords: 20 })),
  'rds:DescribeDBInstances': ({ rds }) => rds.send(new DescribeDBInstancesCommand({ MaxRecords: 20 })),

  'elasticache:DescribeCacheClusters': ({ elasticache }) =>
    elasticache.send(new DescribeCacheClustersCommand({ MaxRecords: 20 })),
  'elasticache:DescribeCacheSubnetGroups': ({ elasticache }) =>
    elasticache.send(new DescribeCacheSubnetGroupsCommand({ MaxRecords: 20 })),
  'elasticache:DescribeReplicationGroups': ({ elasticache }) =>
    elasticache.send(new DescribeReplicationGroupsCommand({ MaxRecords: 20 })),
  'elasticache:DescribeServerlessCaches': ({ elasticache }) =>
    elasticache.send(new DescribeServerlessCachesCommand({ MaxResults: 1 })),

  'eks:DescribeCluster': ({ eks }) => eks.send(new DescribeClusterCommand({ name: NAME })),
  'eks:ListClusters': ({ eks }) => eks.send(new ListClustersCommand({ maxResults: 1 })),

  'tag:GetResources': ({ tagging }) => tagging.send(new GetResourcesCommand({ ResourcesPerPage: 1 })),

  'organizations:ListAccounts': ({ organizations }) =>
    organizations.send(new ListAccountsCommand({ MaxResults: 1 })),
  'sts:GetCallerIdentity': ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  // An account that is open has assumed its role already; a role that does not exist is refused like one that is not ours.
  'sts:AssumeRole': async () => {},
};

const NAME = 'cloud-tag-sync-probe';
const HEX = '0000000000000000';
const NOBODY = `app/${NAME}/${HEX}`;

/** In this very account: an ARN of another one may be refused for that alone. */
function nobody({ account, region }: Aws, resource: string): string {
  return `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:${resource}`;
}
