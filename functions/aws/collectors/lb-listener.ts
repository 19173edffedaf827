import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { tagsByArn, withTags } from '../elb-tags.ts';
import { awsRef, idOf } from '../items.ts';
import { groupsByBalancer, targetGroupsOf } from '../listener-groups.ts';
import { LISTENERS as API, listenersOf } from '../listeners.ts';

/**
 * One call per load balancer, the API's floor. `target_groups` are those of the
 * default actions, weighted forwards included, and all of its load balancer for an
 * only listener. That a rule leads to a group is known by the targets of the
 * group, which name the load balancer; of which of several listeners the rule is,
 * is known only under `listenerRules`.
 */
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
    yield* withTags(await whole(linked), ({ listener }) => idOf(listener.ListenerArn, API), tagsByArn(aws));
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
