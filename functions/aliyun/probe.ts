import { CloudError } from '../../shared/collect/errors.ts';
import type { Aliyun } from './client.ts';
import type { Action } from './products.ts';
import type { Params } from './signature.ts';

/**
 * Asks for one action. What is refused as malformed, not found or as a dry run
 * (`DryRunOperation`) got past the check of permissions.
 */
export async function probe({ ask, region }: Aliyun, action: string): Promise<void> {
  const asked = PROBES[action];
  if (asked === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  const [sent, params] = asked === ALREADY ? [undefined, {}] : asked;
  if (sent === undefined) return;
  try {
    await ask(sent, typeof params === 'function' ? params(region) : params);
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

/** An account that is open has done it. */
const ALREADY = 'already';

type Probe = readonly [action: Action, params: Params | ((region: string) => Params)];

const NOBODY = 'cloud-tag-sync-probe';

const here = (action: Action, more: Params = {}): readonly [Action, Probe] => [
  action,
  [action, (RegionId) => ({ RegionId, ...more })],
];
const plain = (action: Action, params: Params): readonly [Action, Probe] => [action, [action, params]];

const CLUSTERS: Probe = [
  'cs:DescribeClustersV1',
  (region_id) => ({ region_id, page_number: 1, page_size: 1 }),
];

/**
 * One harmless request each: a dry run, the smallest page, or an id that nothing has. DescribeInstances
 * answers who may not ask with an empty list; its dry run does not: https://help.aliyun.com/document_detail/2679689.html
 */
export const PROBES: Readonly<Record<string, Probe | typeof ALREADY>> = {
  ...Object.fromEntries([
    plain('ecs:DescribeRegions', {}),
    here('ecs:DescribeInstances', { DryRun: true }),
    here('ecs:DescribeNetworkInterfaces', { MaxResults: 10 }),
    here('ecs:DescribeSecurityGroups', { DryRun: true }),
    here('ecs:DescribeSecurityGroupAttribute', { SecurityGroupId: NOBODY }),

    here('vpc:DescribeZones'),
    here('vpc:DescribeVpcs', { PageSize: 1 }),
    here('vpc:DescribeVSwitches', { PageSize: 1 }),
    here('vpc:DescribeRouteTableList', { PageSize: 1 }),
    here('vpc:DescribeRouteEntryList', { RouteTableId: NOBODY }),
    here('vpc:DescribeNatGateways', { PageSize: 1 }),
    here('vpc:DescribeSnatTableEntries', { NatGatewayId: NOBODY }),
    here('vpc:DescribeForwardTableEntries', { NatGatewayId: NOBODY }),
    here('vpc:DescribeEipAddresses', { PageSize: 1 }),
    here('vpc:ListVpcPeerConnections', { MaxResults: 1 }),

    here('slb:DescribeLoadBalancers', { PageNumber: 1, PageSize: 1 }),
    here('slb:DescribeLoadBalancerListeners', { MaxResults: 1 }),
    here('slb:DescribeHealthStatus', { LoadBalancerId: NOBODY }),

    plain('alb:ListLoadBalancers', { MaxResults: 1 }),
    plain('alb:ListListeners', { MaxResults: 1 }),
    plain('alb:ListRules', { MaxResults: 1 }),
    plain('alb:ListServerGroups', { MaxResults: 1 }),
    plain('alb:ListServerGroupServers', { ServerGroupId: NOBODY, MaxResults: 1 }),

    here('nlb:ListLoadBalancers', { MaxResults: 1 }),
    here('nlb:ListListeners', { MaxResults: 1 }),
    here('nlb:ListServerGroups', { MaxResults: 1 }),
    here('nlb:ListServerGroupServers', { ServerGroupId: NOBODY, MaxResults: 1 }),

    plain('cen:DescribeCens', { PageSize: 1 }),
    plain('cen:DescribeCenAttachedChildInstances', { CenId: NOBODY }),
    plain('cen:ListTransitRouters', { PageSize: 1 }),
    here('cen:ListTransitRouterVpcAttachments', { MaxResults: 1 }),

    here('rds:DescribeDBInstances', { MaxResults: 1 }),
    plain('rds:DescribeDBInstanceNetInfo', { DBInstanceId: NOBODY }),
    here('rds:ListTagResources', { ResourceType: 'INSTANCE', 'ResourceId.1': NOBODY }),

    here('polardb:DescribeDBClusters', { PageSize: 30 }),
    plain('polardb:DescribeDBClusterEndpoints', { DBClusterId: NOBODY }),

    here('kvstore:DescribeInstances', { PageSize: 1 }),

    plain('resourcemanager:ListAccounts', { MaxResults: 1 }),
    plain('sts:GetCallerIdentity', {}),
  ]),
  // Two permissions for one request: https://help.aliyun.com/document_detail/306653.html
  'cs:DescribeClustersV1': CLUSTERS,
  'cs:GetClusters': CLUSTERS,
  'sts:AssumeRole': ALREADY,
  'sts:AssumeRoleWithOIDC': ALREADY,
};
