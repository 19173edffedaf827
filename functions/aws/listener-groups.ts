import { whole } from '../../shared/collect/gather.ts';
import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Action, Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Aws } from './client.ts';
import { idOf, paged, unlessGone } from './items.ts';

/** The target groups of each load balancer, by ARN. */
export type Groups = ReadonlyMap<string, ReadonlySet<string>>;

export interface Found {
  readonly balancer: LoadBalancer;
  readonly listener: Listener;
  /** Its load balancer has no other. */
  readonly alone: boolean;
}

/** A target group states which load balancers route to it, by default action or by rule (SDK type TargetGroup). */
export async function groupsByBalancer({ lists }: Aws): Promise<Groups> {
  const groups = new Map<string, Set<string>>();
  for (const { TargetGroupArn, LoadBalancerArns } of await lists.targetGroups()) {
    const group = idOf(TargetGroupArn, 'elasticloadbalancing:DescribeTargetGroups');
    for (const arn of LoadBalancerArns ?? []) groups.set(arn, (groups.get(arn) ?? new Set()).add(group));
  }
  return groups;
}

/**
 * The target groups that a listener routes to. Only application load balancers
 * have rules besides default actions, and only a group of the load balancer that
 * the default actions do not name can be named by a rule. The only listener of a
 * load balancer has them all; which of several has one is in their rules alone,
 * and they are read if the configuration wants it.
 */
export async function targetGroupsOf(
  aws: Aws,
  { balancer, listener, alone }: Found,
  groups: Groups,
): Promise<readonly string[]> {
  const named = groupsOf(listener.DefaultActions);
  if (balancer.Type !== 'application') return named;
  const all = [...(groups.get(balancer.LoadBalancerArn ?? '') ?? [])];
  if (all.every((group) => named.includes(group))) return named;
  if (alone) return [...new Set([...named, ...all])];
  return aws.listenerRules ? [...new Set([...named, ...(await ruled(aws, listener))])] : named;
}

async function ruled({ elbv2 }: Aws, { ListenerArn }: Listener): Promise<readonly string[]> {
  const pages = paged(
    'elasticloadbalancing:DescribeRules',
    (Marker) => elbv2.send(new DescribeRulesCommand({ ListenerArn, Marker, PageSize: 400 })),
    ({ Rules, NextMarker }) => [Rules, NextMarker],
  );
  const rules = (await unlessGone(['ListenerNotFoundException'], whole(pages))) ?? [];
  return rules.flatMap(({ Actions }) => groupsOf(Actions));
}

/** `TargetGroupArn` where an action has one group, `ForwardConfig` where it may have several. */
function groupsOf(actions: readonly Action[] | undefined): readonly string[] {
  const named = (actions ?? []).flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return [...new Set(named.flatMap((arn) => arn ?? []))];
}
