import type { Limit } from '../../shared/collect/limit.ts';

/**
 * What Baidu's own network driver of CCE allows itself, for each API: five a second and ten at once, one a second of
 * lists; earlier versions had twenty a second and thirty at once for all of them.
 */
const DRIVER =
  'https://github.com/baidubce/baiducloud-cce-cni-driver/blob/master/cce-network-v2/pkg/bce/api/cloud/flow_control.go';

/** Nobody says what shares a quota. That of a user in a region is the least that an API could mean. */
const per = ['account', 'region', 'operation'] as const;

const unknown = (service: string, why: string, perSecond = 10, burst = 20): Limit => ({
  operation: `${service}:*`,
  perSecond,
  burst,
  per,
  source: `Not documented; ${why}, between what Baidu allows itself in one version and another (${DRIVER}), and what is refused is slowed down`,
});

export const limits: readonly Limit[] = [
  unknown('iam', 'one call per account and hour', 2, 4),
  unknown('network', 'one call or two per VPC and per NAT gateway'),
  unknown('blb', 'several calls per load balancer'),
  unknown('scs', 'one call per instance'),
  ...['bcc', 'bbc', 'eip', 'csn', 'rds', 'cce'].map((service) =>
    unknown(service, 'a page or two of each list'),
  ),
];
