import type { Limit } from '../../shared/collect/limit.ts';

/**
 * What the vendor's own Terraform provider keeps to, per account and action: 4 calls a second and 10 at once for
 * servers, interfaces, subnets and security groups. What others may is not documented; the same
 * is taken for them, and the bucket slows down where the cloud says so.
 */
const OWN =
  'https://github.com/volcengine/terraform-provider-volcengine/blob/master/common/common_volcengine_limit.go';
const SAME = 'Not documented; as for the actions that the vendor limits in its Terraform provider';

const per = ['account', 'region', 'operation'] as const;

function fourPerSecond(operation: string, source: string): Limit {
  return { operation, perSecond: 4, burst: 10, per, source };
}

export const limits: readonly Limit[] = [
  fourPerSecond('ecs:DescribeInstances', OWN),
  fourPerSecond('vpc:DescribeNetworkInterfaces', OWN),
  fourPerSecond('vpc:DescribeSubnets', OWN),
  fourPerSecond('vpc:DescribeSecurityGroup*', OWN),
  fourPerSecond('alb:*', SAME),
  fourPerSecond('cen:*', SAME),
  fourPerSecond('clb:*', SAME),
  fourPerSecond('ecs:*', SAME),
  fourPerSecond('natgateway:*', SAME),
  fourPerSecond('rds_mssql:*', SAME),
  fourPerSecond('rds_mysql:*', SAME),
  fourPerSecond('rds_postgresql:*', SAME),
  fourPerSecond('redis:*', SAME),
  fourPerSecond('sts:*', SAME),
  fourPerSecond('transitrouter:*', SAME),
  fourPerSecond('vke:*', SAME),
  fourPerSecond('vpc:*', SAME),
];
