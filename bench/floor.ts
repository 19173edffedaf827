// The calls that one region cannot do without, from what the estate holds; what was called has no part in it.
import { bucketKey, limitOf } from '../shared/collect/limit.ts';
import type { Limit } from '../shared/collect/limit.ts';
import type { RegionEstate } from '../test/simulator/aws/estate.ts';

/** `reference`: a term of the published minimum for the kinds it lists. `new`: what further kinds and tags add. */
export interface Row {
  readonly call: string;
  readonly since: 'reference' | 'new';
  /** The term, as the minimum writes it; ⌈n/page⌉ is at least one page. */
  readonly term: string;
  readonly calls: number;
}

const pages = (items: number, page: number): number => Math.max(1, Math.ceil(items / page));
/** Batches of ids, where there may be none. */
const batches = (ids: number, size: number): number => Math.ceil(ids / size);

const reference = (call: string, term: string, calls: number): Row => ({
  call,
  since: 'reference',
  term,
  calls,
});
const added = (call: string, term: string, calls: number): Row => ({ call, since: 'new', term, calls });

/** `rules`: with the configuration's `listenerRules`, which costs a list per listener and is off by default. */
export function floorOf(here: RegionEstate, rules = false): readonly Row[] {
  const attached = here.targetGroups.filter(({ LoadBalancerArns = [] }) => LoadBalancerArns.length > 0);
  const caches = [...here.replicationGroups, ...here.cacheClusters, ...here.serverlessCaches];
  const tagged = caches.filter(({ Tags }) => Tags.length > 0);
  return [
    reference('ec2:DescribeVpcs', '⌈N/1000⌉', pages(here.vpcs.length, 1000)),
    reference('ec2:DescribeVpcPeeringConnections', '⌈P/1000⌉', pages(here.peerings.length, 1000)),
    reference('ec2:DescribeNatGateways', '⌈G/1000⌉', pages(here.natGateways.length, 1000)),
    reference('ec2:DescribeRouteTables', '⌈R/100⌉', pages(here.routeTables.length, 100)),
    reference('ec2:DescribeSubnets', '⌈S/1000⌉', pages(here.subnets.length, 1000)),
    reference('ec2:DescribeNetworkInterfaces', '⌈E/1000⌉', pages(here.networkInterfaces.length, 1000)),
    reference('ec2:DescribeInstances', '⌈V/1000⌉', pages(here.instances.length, 1000)),
    reference('rds:DescribeDBInstances', '⌈D/100⌉', pages(here.dbInstances.length, 100)),
    reference('elasticache:DescribeServerlessCaches', '⌈C/50⌉', pages(here.serverlessCaches.length, 50)),
    reference('elb:DescribeLoadBalancers', '1', pages(here.classicLoadBalancers.length, 400)),
    reference('elbv2:DescribeLoadBalancers', '⌈L/400⌉', pages(here.loadBalancers.length, 400)),
    reference('elbv2:DescribeTargetGroups', '⌈T/400⌉', pages(here.targetGroups.length, 400)),
    reference('elbv2:DescribeListeners', 'L', here.loadBalancers.length),
    // T, less the groups that no load balancer uses: they have no targets to tell apart.
    reference('elbv2:DescribeTargetHealth', 'T in use', attached.length),
    reference('eks:ListClusters', '⌈X/100⌉', pages(here.clusters.length, 100)),
    reference('eks:DescribeCluster', 'X', here.clusters.length),
    reference('ec2:DescribeAvailabilityZones', '1', 1),

    added('ec2:DescribeSecurityGroups', '⌈SG/1000⌉', pages(here.securityGroups.length, 1000)),
    added('ec2:DescribeAddresses', '1', 1),
    added('ec2:DescribeTransitGateways', '⌈TGW/1000⌉', pages(here.transitGateways.length, 1000)),
    added(
      'ec2:DescribeTransitGatewayVpcAttachments',
      '⌈attachments/1000⌉',
      pages(here.transitGatewayAttachments.length, 1000),
    ),
    added('rds:DescribeDBClusters', '⌈clusters/100⌉', pages(here.dbClusters.length, 100)),
    added('elasticache:DescribeReplicationGroups', '⌈groups/100⌉', pages(here.replicationGroups.length, 100)),
    added('elasticache:DescribeCacheClusters', '⌈clusters/100⌉', pages(here.cacheClusters.length, 100)),
    added('elasticache:DescribeCacheSubnetGroups', '⌈groups/100⌉', pages(here.cacheSubnetGroups.length, 100)),
    added('tagging:GetResources', '⌈tagged caches/100⌉', pages(tagged.length, 100)),
    added('elb:DescribeTags', '⌈classic/20⌉', batches(here.classicLoadBalancers.length, 20)),
    added(
      'elbv2:DescribeTags',
      '⌈L/20⌉ + ⌈listeners/20⌉',
      batches(here.loadBalancers.length, 20) + batches(here.listeners.length, 20),
    ),
    added('elbv2:DescribeRules', 'listeners whose rules may name a group', rules ? ruled(here) : 0),
  ];
}

/**
 * Rules are listed per listener and in no other way. They must be where a
 * target group that the load balancer uses is not in the listener's default
 * actions, and the load balancer has another listener that might be the one
 * which names it. Only application load balancers have rules.
 */
function ruled({ loadBalancers, listeners, targetGroups }: RegionEstate): number {
  const applications = new Set(
    loadBalancers.filter(({ Type }) => Type === 'application').map(({ LoadBalancerArn }) => LoadBalancerArn),
  );
  const used = new Map<string, string[]>();
  for (const { TargetGroupArn = '', LoadBalancerArns = [] } of targetGroups) {
    for (const arn of LoadBalancerArns) used.set(arn, [...(used.get(arn) ?? []), TargetGroupArn]);
  }
  const count = new Map<string, number>();
  for (const { LoadBalancerArn = '' } of listeners) {
    count.set(LoadBalancerArn, (count.get(LoadBalancerArn) ?? 0) + 1);
  }
  return listeners.filter(({ LoadBalancerArn = '', DefaultActions = [] }) => {
    const named = DefaultActions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
      TargetGroupArn,
      ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
    ]);
    const others = (used.get(LoadBalancerArn) ?? []).filter((arn) => !named.includes(arn));
    const alone = count.get(LoadBalancerArn) === 1;
    return applications.has(LoadBalancerArn) && others.length > 0 && !alone;
  }).length;
}

export const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, { calls }) => sum + calls, 0);

/** Seconds that the busiest bucket needs to let its calls through. */
export function bucketFloor(rows: readonly Row[], limits: readonly Limit[]): number {
  const buckets = new Map<string, { readonly limit: Limit; readonly calls: number }>();
  for (const { call, calls } of rows) {
    const operation = actionOf(call);
    const limit = limitOf(limits, operation);
    if (limit === undefined) continue;
    const key = bucketKey(limit, CALLER, operation);
    buckets.set(key, { limit, calls: calls + (buckets.get(key)?.calls ?? 0) });
  }
  const seconds = [...buckets.values()].map(({ limit, calls }) => (calls - limit.burst) / limit.perSecond);
  return Math.max(0, ...seconds);
}

/** One of them stands for all: the figures are of one account in one region. */
const CALLER = { provider: 'aws', account: '', region: '', principal: '' };

/** As IAM and the limits name it: both generations of load balancers alike. */
export const actionOf = (call: string): string =>
  call.replace(/^elb(?:v2)?:/, 'elasticloadbalancing:').replace(/^tagging:/, 'tag:');

/**
 * Calls in the longest chain in which each needs the answer before it: the
 * pages of a list, or a list and what is asked about its items. All calls that
 * need the same answer count as one step.
 */
export function longestChain(rows: readonly Row[]): number {
  const calls = (name: string): number => rows.find(({ call }) => call === name)?.calls ?? 0;
  const step = (name: string): number => Math.min(1, calls(name));
  const perParent = /:(?:DescribeListeners|DescribeTargetHealth|DescribeRules|DescribeCluster|DescribeTags)$/;
  const lists = rows.filter(({ call }) => !perParent.test(call)).map((row) => row.calls);
  const balancers = Math.max(calls('elbv2:DescribeLoadBalancers'), calls('elbv2:DescribeTargetGroups'));
  return Math.max(
    ...lists,
    balancers + step('elbv2:DescribeListeners') + step('elbv2:DescribeRules') + step('elbv2:DescribeTags'),
    calls('elbv2:DescribeTargetGroups') + step('elbv2:DescribeTargetHealth'),
    calls('elb:DescribeLoadBalancers') + step('elb:DescribeTags'),
    calls('eks:ListClusters') + step('eks:DescribeCluster'),
  );
}
