import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, links, listed, unlessGone } from '../items.ts';
import { targetDevice } from '../target-device.ts';

const API = 'elasticloadbalancing:DescribeTargetHealth';

/**
 * The targets of every group that a load balancer routes to, whichever way it
 * names the group: once per group, the API's floor. A group without a load
 * balancer labels no traffic and is not asked about.
 */
export const lbTarget = collector({
  name: 'lb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'token',
  actions: ['elasticloadbalancing:DescribeTargetGroups', API],

  async *list({ elbv2, lists }) {
    const groups = (await lists.targetGroups()).filter(
      ({ LoadBalancerArns = [] }) => LoadBalancerArns.length > 0,
    );
    yield* inParallel(groups, FAN_OUT, async (group) => {
      const { TargetGroupArn } = group;
      const answer = elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      const health = await unlessGone(['TargetGroupNotFoundException'], answer);
      if (health === undefined) return [];
      return listed(health.TargetHealthDescriptions, API).map(({ Target }) => ({ group, target: Target }));
    });
  },

  *map({ group, target }) {
    const arn = idOf(group.TargetGroupArn, 'elasticloadbalancing:DescribeTargetGroups');
    const id = idOf(target?.Id, API);
    // A Lambda function has no port.
    const port = target?.Port === undefined ? [] : [String(target.Port)];
    yield {
      kind: 'lb_target',
      ref: awsRef('lb_target', arn, id, ...port),
      id,
      name: [id, ...port].join(':'),
      tags: [],
      target_group: arn,
      load_balancers: links('load_balancer', group.LoadBalancerArns),
      protocol: group.Protocol,
      port: target?.Port,
      device: targetDevice(group, id),
      ip: group.TargetType === 'ip' ? id : undefined,
    };
  },
});
