import type { Limit } from '../../shared/collect/limit.ts';

/** Twenty a second, thirty at once, are what Baidu's own network driver of CCE allows itself. */
const DRIVER = 'https://github.com/baidubce/baiducloud-cce-cni-driver';

/** Nobody says what shares a quota. That of a user in a region is the least that an API could mean. */
const per = ['account', 'region', 'operation'] as const;

const unknown = (service: string, why: string, perSecond = 10, burst = 20): Limit => ({
  operation: `${service}:*`,
  perSecond,
  burst,
  per,
  source: `Not documented; ${why}, and what is refused says so (see ${DRIVER})`,
});

export const limits: readonly Limit[] = [
  unknown('iam', 'one call per account and hour', 2, 4),
  unknown('network', 'as the network driver allows itself; a call or two per VPC and NAT gateway', 20, 30),
  unknown('blb', 'several calls per load balancer', 20, 30),
  unknown('scs', 'one call per instance', 20, 30),
  ...['bcc', 'bbc', 'eip', 'csn', 'rds', 'cce'].map((service) =>
    unknown(service, 'a page or two of each list'),
  ),
];
