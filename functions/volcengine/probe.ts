import { CloudError } from '../../shared/collect/errors.ts';
import type { Params, Volcengine } from './client.ts';
import type { Action } from './products.ts';

/** Asks for one action. What is refused as malformed or not found got past the check of permissions. */
export async function probe({ ask, region }: Volcengine, action: string): Promise<void> {
  const params = PROBES[action];
  if (params === undefined) throw new CloudError('invalid', `no probe for ${action}`);
  // An account that is open has assumed its role already.
  if (params === ALREADY) return;
  const inRegion = action === 'redis:DescribeDBInstances' ? { RegionId: region } : {};
  try {
    await ask(action as Action, { ...params, ...inRegion });
  } catch (error) {
    if (!(error instanceof CloudError) || error.reason !== 'invalid') throw error;
  }
}

const ALREADY: Params = {};
const ONE: Params = { PageNumber: 1, PageSize: 1 };
const FIRST: Params = { MaxResults: 1 };

/** One harmless request each: the smallest page, or an id that nothing has. */
export const PROBES: Readonly<Record<string, Params>> = {
  'alb:DescribeListeners': ONE,
  'alb:DescribeLoadBalancers': ONE,
  'alb:DescribeServerGroupBackendServers': { ServerGroupId: 'rsp-00000000', ...ONE },
  'alb:DescribeServerGroups': ONE,
  'cen:DescribeCenAttachedInstances': ONE,
  'cen:DescribeCens': ONE,
  'clb:DescribeListeners': ONE,
  'clb:DescribeLoadBalancers': ONE,
  'clb:DescribeServerGroupAttributes': { ServerGroupId: 'rsp-00000000' },
  'clb:DescribeServerGroups': ONE,
  'ecs:DescribeInstances': FIRST,
  'ecs:DescribeRegions': FIRST,
  'ecs:DescribeZones': {},
  'natgateway:DescribeDnatEntries': ONE,
  'natgateway:DescribeNatGateways': ONE,
  'natgateway:DescribeSnatEntries': ONE,
  'rds_mssql:DescribeDBInstanceDetail': { InstanceId: 'mssql-00000000' },
  'rds_mssql:DescribeDBInstances': ONE,
  'rds_mysql:DescribeDBInstances': ONE,
  'rds_mysql:DescribeRegions': {},
  'rds_postgresql:DescribeDBInstances': ONE,
  'redis:DescribeDBInstanceDetail': { InstanceId: 'redis-00000000' },
  'redis:DescribeDBInstances': ONE,
  'redis:DescribeEnterpriseDBInstanceDetail': { InstanceId: 'redis-00000000' },
  'sts:AssumeRole': ALREADY,
  'sts:GetCallerIdentity': {},
  'transitrouter:DescribeTransitRouterAttachments': ONE,
  'transitrouter:DescribeTransitRouters': ONE,
  'vke:ListClusters': ONE,
  'vpc:DescribeEipAddresses': ONE,
  'vpc:DescribeNetworkInterfaces': ONE,
  'vpc:DescribeRouteEntryList': { RouteTableId: 'vtb-00000000', ...ONE },
  'vpc:DescribeRouteTableList': ONE,
  'vpc:DescribeSecurityGroupAttributes': { SecurityGroupId: 'sg-00000000' },
  'vpc:DescribeSecurityGroups': ONE,
  'vpc:DescribeSubnets': ONE,
  'vpc:DescribeVpcs': ONE,
};
