import type { Limit } from '../../shared/collect/limit.ts';
import { regionOf } from './project.ts';

const THREAD = 'https://github.com/huaweicloud/terraform-provider-huaweicloud/issues/1335';

/** "policy user over ratelimit": every user by itself, for each API of a region, in whichever project of it. */
const per = ['account', 'region', 'operation'] as const;

const unknown = (operation: string, why: string, perSecond = 10, burst = 20): Limit => ({
  operation,
  perSecond,
  burst,
  per,
  regionOf,
  source: `Not documented; ${why}, and what is refused says so (see ${THREAD})`,
});

export const limits: readonly Limit[] = [
  unknown('iam:*', 'refusals by "limit:5,time:1 second" have been seen; a call or two per account', 4, 4),
  unknown('vpc:*', 'refusals by "limit:200,time:1 minute" have been seen; one call per route table', 5, 40),
  unknown('elb:*', 'a page or two of each list'),
  unknown('er:*', 'one call per enterprise router'),
  ...['ecs', 'eip', 'nat', 'rds', 'gaussdb', 'opengauss', 'dcs', 'cce', 'cc'].map((service) =>
    unknown(`${service}:*`, 'a page or two of each list'),
  ),
];
