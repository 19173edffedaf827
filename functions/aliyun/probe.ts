import { CloudError } from '../../shared/collect/errors.ts';
import type { Aliyun, Ask } from './client.ts';
import type { Action } from './products.ts';
import type { Params } from './signature.ts';

/**
 * Asks for one action. What is refused as malformed, not found or as a dry run
 * (`DryRunOperation`) got past the check of permissions.
 */
export async function probe({ ask, region }: Aliyun, action: string): Promise<void> {
  const asked = PROBES[action];
  if (asked === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  try {
    await asked(ask, region);
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

type Probe = (ask: Ask, region: string) => Promise<unknown>;

const NOBODY = 'cloud-tag-sync-probe';

const here =
  (action: Action, more: Params = {}): Probe =>
  (ask, RegionId) =>
    ask(action, { RegionId, ...more });

const anywhere =
  (action: Action, params: Params): Probe =>
  (ask) =>
    ask(action, params);

/** An account that is open has done it. */
const already: Probe = async () => {};

const clusters: Probe = (ask, region_id) =>
  ask('cs:DescribeClustersV1', { region_id, page_number: 1, page_size: 1 });

/**
 * One harmless request each: a dry run, the smallest page, or an id that nothing has. DescribeInstances
 * answers who may not ask with an empty list; its dry run does not: https://help.aliyun.com/document_detail/2679689.html
 */
export const PROBES: Readonly<Record<string, Probe>> = {
  'ecs:DescribeRegions': anywhere('ecs:DescribeRegions', {}),
  'ecs:DescribeInstances': here('ecs:DescribeInstances', { DryRun: true }),
  'ecs:DescribeNetworkInterfaces': here('ecs:DescribeNetworkInterfaces', { MaxResults: 10 }),
  'ecs:DescribeSecurityGroups': here('ecs:DescribeSecurityGroups', { DryRun: true }),
  'ecs:DescribeSecurityGroupAttribute': here('ecs:DescribeSecurityGroupAttribute', {
    SecurityGroupId: NOBODY,
  }),

  'vpc:DescribeZones': here('vpc:DescribeZones'),
  'vpc:DescribeVpcs': here('vpc:DescribeVpcs', { PageSize: 1 }),
  'vpc:DescribeVSwitches': here('vpc:DescribeVSwitches', { PageSize: 1 }),
  'vpc:DescribeRouteTableList': here('vpc:DescribeRouteTableList', { PageSize: 1 }),
  'vpc:DescribeRouteEntryList': here('vpc:DescribeRouteEntryList', { RouteTableId: NOBODY }),
  'vpc:DescribeNatGateways': here('vpc:DescribeNatGateways', { PageSize: 1 }),
  'vpc:DescribeSnatTableEntries': here('vpc:DescribeSnatTableEntries', { NatGatewayId: NOBODY }),
  'vpc:DescribeForwardTableEntries': here('vpc:DescribeForwardTableEntries', { NatGatewayId: NOBODY }),
  'vpc:DescribeEipAddresses': here('vpc:DescribeEipAddresses', { PageSize: 1 }),
  'vpc:ListVpcPeerConnections': here('vpc:ListVpcPeerConnections', { MaxResults: 1 }),

  'slb:DescribeLoadBalancers': here('slb:DescribeLoadBalancers', { PageNumber: 1, PageSize: 1 }),
  'slb:DescribeLoadBalancerListeners': here('slb:DescribeLoadBalancerListeners', { MaxResults: 1 }),
  'slb:DescribeHealthStatus': here('slb:DescribeHealthStatus', { LoadBalancerId: NOBODY }),

  'alb:ListLoadBalancers': here('alb:ListLoadBalancers', { MaxResults: 1 }),
  'alb:GetLoadBalancerAttribute': here('alb:GetLoadBalancerAttribute', { LoadBalancerId: NOBODY }),
  'alb:ListListeners': here('alb:ListListeners', { MaxResults: 1 }),
  'alb:ListRules': here('alb:ListRules', { MaxResults: 1 }),
  'alb:ListServerGroups': here('alb:ListServerGroups', { MaxResults: 1 }),
  'alb:ListServerGroupServers': here('alb:ListServerGroupServers', {
    ServerGroupId: NOBODY,
    MaxResults: 1,
  }),

  'nlb:ListLoadBalancers': here('nlb:ListLoadBalancers', { MaxResults: 1 }),
  'nlb:ListListeners': here('nlb:ListListeners', { MaxResults: 1 }),
  'nlb:ListServerGroups': here('nlb:ListServerGroups', { MaxResults: 1 }),
  'nlb:ListServerGroupServers': here('nlb:ListServerGroupServers', { ServerGroupId: NOBODY, MaxResults: 1 }),

  'cen:DescribeCens': anywhere('cen:DescribeCens', { PageSize: 1 }),
  'cen:DescribeCenAttachedChildInstances': anywhere('cen:DescribeCenAttachedChildInstances', {
    CenId: NOBODY,
  }),
  'cen:ListTransitRouters': anywhere('cen:ListTransitRouters', { CenId: NOBODY }),
  'cen:ListTransitRouterVpcAttachments': here('cen:ListTransitRouterVpcAttachments', { MaxResults: 1 }),

  'rds:DescribeDBInstances': here('rds:DescribeDBInstances', { MaxResults: 1 }),
  'rds:DescribeDBInstanceNetInfo': anywhere('rds:DescribeDBInstanceNetInfo', { DBInstanceId: NOBODY }),
  'rds:ListTagResources': here('rds:ListTagResources', {
    ResourceType: 'INSTANCE',
    'ResourceId.1': NOBODY,
  }),

  'polardb:DescribeDBClusters': here('polardb:DescribeDBClusters', { PageSize: 30 }),
  'polardb:DescribeDBClusterEndpoints': anywhere('polardb:DescribeDBClusterEndpoints', {
    DBClusterId: NOBODY,
  }),

  'kvstore:DescribeInstances': here('kvstore:DescribeInstances', { PageSize: 1 }),
  'kvstore:DescribeDBInstanceNetInfo': anywhere('kvstore:DescribeDBInstanceNetInfo', { InstanceId: NOBODY }),

  // One request needs both, see collectors/k8s-cluster.ts.
  'cs:DescribeClustersV1': clusters,
  'cs:GetClusters': clusters,

  'resourcemanager:ListAccounts': anywhere('resourcemanager:ListAccounts', { MaxResults: 1 }),
  'sts:GetCallerIdentity': anywhere('sts:GetCallerIdentity', {}),
  'sts:AssumeRole': already,
  'sts:AssumeRoleWithOIDC': already,
};
