import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Action, Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { inParallel } from '../../../shared/collect/parallel.ts';
import type { Aws } from '../client.ts';
import { collector, FAN_OUT } from '../client.ts';
import { withTags } from '../elb-tags.ts';
import { awsRef, idOf, paged, unlessGone, whole } from '../items.ts';

const API = 'elasticloadbalancing:DescribeListeners';

/** One call per load balancer, the API's floor, and rules only where they can say something new. */
export const lbListener = collector({
  name: 'lb-listener',
  emits: ['lb_listener'],
  scope: 'region',
  paging: 'token',
  actions: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeTargetGroups',
    API,
    'elasticloadbalancing:DescribeRules',
    'elasticloadbalancing:DescribeTags',
  ],

  async *list(aws) {
    const [balancers, groups] = await Promise.all([aws.lists.loadBalancers(), groupsByBalancer(aws)]);
    const found = await whole(inParallel(balancers, FAN_OUT, (balancer) => listenersOf(aws, balancer)));
    const linked = inParallel(found, FAN_OUT, async (one) => [
      { listener: one.listener, groups: await targetGroupsOf(aws, one, groups) },
    ]);
    yield* withTags(
      await whole(linked),
      ({ listener }) => idOf(listener.ListenerArn, API),
      (ResourceArns) => aws.elbv2.send(new DescribeTagsCommand({ ResourceArns })),
    );
  },

  *map({ item: { listener, groups }, tags }) {
    const arn = idOf(listener.ListenerArn, API);
    // Those of gateway load balancers have neither protocol nor port: they take all IP packets.
    const protocol = listener.Protocol ?? 'all';
    yield {
      kind: 'lb_listener',
      ref: awsRef('lb_listener', arn),
      id: arn,
      name: listener.Port === undefined ? protocol : `${protocol}:${listener.Port}`,
      tags,
      load_balancer: awsRef('load_balancer', idOf(listener.LoadBalancerArn, `${API} LoadBalancerArn`)),
      protocol,
      port: listener.Port,
      target_groups: groups,
    };
  },
});

type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/** A target group states which load balancers route to it, by default action or by rule (SDK type TargetGroup). */
async function groupsByBalancer({ lists }: Aws): Promise<Groups> {
  const groups = new Map<string, Set<string>>();
  for (const { TargetGroupArn, LoadBalancerArns } of await lists.targetGroups()) {
    for (const arn of LoadBalancerArns ?? []) {
      const group = idOf(TargetGroupArn, 'elasticloadbalancing:DescribeTargetGroups');
      groups.set(arn, (groups.get(arn) ?? new Set()).add(group));
    }
  }
  return groups;
}

interface Found {
  readonly balancer: LoadBalancer;
  readonly listener: Listener;
  /** Its load balancer has no other. */
  readonly alone: boolean;
}

async function listenersOf({ elbv2 }: Aws, balancer: LoadBalancer): Promise<readonly Found[]> {
  const LoadBalancerArn = idOf(balancer.LoadBalancerArn, 'elasticloadbalancing:DescribeLoadBalancers');
  const pages = paged(
    API,
    (Marker) => elbv2.send(new DescribeListenersCommand({ LoadBalancerArn, Marker, PageSize: 400 })),
    ({ Listeners, NextMarker }) => [Listeners, NextMarker],
  );
  const listeners = (await unlessGone('LoadBalancerNotFoundException', whole(pages))) ?? [];
  return listeners.map((listener) => ({ balancer, listener, alone: listeners.length === 1 }));
}

/**
 * Only application load balancers have rules. Their rules are asked for if a
 * target group of the load balancer is not in this listener's default actions and
 * another listener may be the one that names it; otherwise the answer is known.
 */
async function targetGroupsOf(
  aws: Aws,
  { balancer, listener, alone }: Found,
  groups: Groups,
): Promise<string[]> {
  const named = groupsOf(listener.DefaultActions);
  if (balancer.Type !== 'application') return named;
  const all = [...(groups.get(balancer.LoadBalancerArn ?? '') ?? [])];
  if (all.every((group) => named.includes(group))) return named;
  if (alone) return [...new Set([...named, ...all])];
  const { ListenerArn } = listener;
  const pages = paged(
    'elasticloadbalancing:DescribeRules',
    (Marker) => aws.elbv2.send(new DescribeRulesCommand({ ListenerArn, Marker, PageSize: 400 })),
    ({ Rules, NextMarker }) => [Rules, NextMarker],
  );
  const rules = (await unlessGone('ListenerNotFoundException', whole(pages))) ?? [];
  return [...new Set([...named, ...rules.flatMap(({ Actions }) => groupsOf(Actions))])];
}

/** `TargetGroupArn` where an action has one group, `ForwardConfig` where it may have several. */
function groupsOf(actions: readonly Action[] | undefined): string[] {
  const named = (actions ?? []).flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return [...new Set(named.flatMap((arn) => arn ?? []))];
}
