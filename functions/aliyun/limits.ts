import { perWindow } from '../../shared/collect/limit.ts';
import type { Limit } from '../../shared/collect/limit.ts';

const VPC = 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-quota';
const PEERING = 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpcpeer-2022-01-01-quota';
const REDIS = 'https://help.aliyun.com/document_detail/472150.html';
const ECS = 'https://help.aliyun.com/zh/ecs/developer-reference/api-throttling';

/** "regionId, API, ParentUid": every account by itself, in each region, for each API. */
const per = ['account', 'region', 'operation'] as const;

/** A quota by the minute, wherever that minute begins. */
const perMinute = (operation: string, calls: number, source: string): Limit => ({
  operation,
  ...perWindow(calls, 60_000),
  per,
  source,
});

const unknown = (operation: string, why: string): Limit => ({
  operation,
  perSecond: 10,
  burst: 20,
  per,
  source: `Not documented outside the Quota Center; ${why}`,
});

export const limits: readonly Limit[] = [
  perMinute('vpc:ListVpcPeerConnections', 360, PEERING),
  perMinute('vpc:*', 600, VPC),
  perMinute('kvstore:*', 200, REDIS),
  // How it throttles is documented, the numbers are not; a throttled API is closed for the rest of the minute.
  {
    operation: 'ecs:*',
    perSecond: 10,
    burst: 20,
    closedMs: 60_000,
    per,
    source: `Not documented: ${ECS} names no numbers`,
  },
  unknown('slb:*', 'one call per load balancer'),
  unknown('alb:*', 'one call per balancer'),
  unknown('nlb:*', 'one call per server group'),
  unknown('rds:*', 'one call per instance'),
  unknown('polardb:*', 'one call per cluster'),
  unknown('cen:*', 'one call per network'),
  unknown('cs:*', 'a page or two'),
  unknown('resourcemanager:*', 'a page or two, once a run'),
  unknown('sts:*', 'one call per account and hour'),
];
