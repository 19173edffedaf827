import type { Limit } from '../../shared/collect/limit.ts';

const EC2 = 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html';
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html';
const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-api-throttling.html';
const TAGGING = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html';

/** Every quota is the account's own in each region; EC2 counts each API by itself. */
const perApi = ['account', 'region', 'operation'] as const;
const perRegion = ['account', 'region'] as const;

export const limits: readonly Limit[] = [
  // Some lists have a smaller bucket when asked for without pages: these are asked for in pages.
  { operation: 'ec2:Describe*', perSecond: 20, burst: 100, per: perApi, source: EC2 },
  // One bucket for all actions that change nothing. Each version of the API has its own; IAM names do not
  // tell them apart, so both share one here.
  { operation: 'elasticloadbalancing:Describe*', perSecond: 10, burst: 40, per: perRegion, source: ELB },
  {
    operation: 'sts:*',
    perSecond: 100,
    burst: 100,
    per: perRegion,
    source: 'Not documented as far as we could read; a run makes a call or two per account',
  },
  { operation: 'rds:*', perSecond: 12, burst: 300, per: perRegion, source: RDS },
  {
    operation: 'elasticache:*',
    perSecond: 20,
    burst: 100,
    per: perApi,
    source: 'Not documented; as EC2, a region has a page or two of each list',
  },
  {
    operation: 'eks:*',
    perSecond: 10,
    burst: 50,
    per: perApi,
    source: 'Not documented; half of EC2, because there is one call per cluster',
  },
  { operation: 'tag:GetResources', perSecond: 15, burst: 15, per: perRegion, source: TAGGING },
  {
    operation: 'organizations:*',
    perSecond: 4,
    burst: 10,
    per: ['account'],
    source: 'Not documented; it is one list of 20 accounts a page, once a run',
  },
];
