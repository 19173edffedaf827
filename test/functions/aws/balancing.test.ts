import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Aws } from '../../../functions/aws/client.ts';
import { lbListener } from '../../../functions/aws/collectors/lb-listener.ts';
import { lbTarget } from '../../../functions/aws/collectors/lb-target.ts';
import { loadBalancer } from '../../../functions/aws/collectors/load-balancer.ts';
import { awsRef } from '../../../functions/aws/items.ts';
import { aws } from '../../../functions/aws/provider.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import { collect } from '../../contract/collector.ts';
import { scopeOf, startCloud } from './cloud.ts';
import type { AwsCloud } from './cloud.ts';

describe('listeners and targets', () => {
  let cloud: AwsCloud;
  beforeAll(async () => {
    cloud = await startCloud({ sizes: { loadBalancers: 24, listenersPerLoadBalancer: 3, targetGroups: 60 } });
  });
  afterAll(() => cloud.close());

  const groupsFound = async (api: Aws): Promise<Readonly<Record<string, readonly string[]>>> => {
    const records = (await collect(lbListener, api, cloud.scope)) as readonly TagRecord<'lb_listener'>[];
    return Object.fromEntries(records.map(({ id, target_groups }) => [id, sorted(target_groups)]));
  };
  const rulesAsked = (): number =>
    cloud.asked().filter(({ action }) => action === 'elasticloadbalancing:DescribeRules').length;

  it('name the groups of rules too, if that is wanted, and ask only where a rule can say something new', async () => {
    cloud.forget();
    const found = await groupsFound(cloud.connect({ listenerRules: true }));
    const { listeners, rules } = cloud.here;
    const held = listeners.map(({ ListenerArn = '', DefaultActions }) => {
      const own = rules.filter((rule) => rule.ListenerArn === ListenerArn);
      return [
        ListenerArn,
        sorted([...groupsOf(DefaultActions), ...own.flatMap(({ Actions }) => groupsOf(Actions))]),
      ];
    });
    expect(found).toEqual(Object.fromEntries(held));
    const beyondDefault = listeners.filter(
      ({ ListenerArn = '', DefaultActions }) =>
        found[ListenerArn]?.length !== new Set(groupsOf(DefaultActions)).size,
    );
    expect(beyondDefault.length).toBeGreaterThan(0);
    expect(rulesAsked()).toBeGreaterThan(0);
    expect(rulesAsked()).toBeLessThan(listeners.length);
  });

  it('name the groups of default actions and weighted forwards, and ask for no rules, by default', async () => {
    cloud.forget();
    const found = await groupsFound(cloud.connect());
    const held = cloud.here.listeners.map(({ ListenerArn = '', DefaultActions }) => [
      ListenerArn,
      sorted(groupsOf(DefaultActions)),
    ]);
    expect(found).toEqual(Object.fromEntries(held));
    expect(Object.values(found).some((groups) => groups.length > 1)).toBe(true);
    expect(rulesAsked()).toBe(0);
  });

  it('behind a rule are targets of the load balancer, without any rule', async () => {
    const targets = (await collect(
      lbTarget,
      cloud.connect(),
      cloud.scope,
    )) as readonly TagRecord<'lb_target'>[];
    const { listeners, rules, targets: registered } = cloud.here;
    const ruled = rules.flatMap(({ ListenerArn, Actions }) => {
      const balancer = listeners.find((one) => one.ListenerArn === ListenerArn)?.LoadBalancerArn ?? '';
      return groupsOf(Actions).map((group) => [group, awsRef('load_balancer', balancer)] as const);
    });
    expect(ruled.length).toBeGreaterThan(0);
    for (const [group, balancer] of ruled) {
      const found = targets.filter(({ target_group }) => target_group === group);
      const expected = registered.filter(({ TargetGroupArn }) => TargetGroupArn === group);
      expect([group, found.length]).toEqual([group, expected.length]);
      for (const { load_balancers } of found) expect(load_balancers).toContain(balancer);
    }
  });

  it.each([true, false])(
    'name all groups of a load balancer with one listener (rules: %s)',
    async (listenerRules) => {
      const sizes = { loadBalancers: 6, listenersPerLoadBalancer: 1, targetGroups: 30 };
      const lone = await startCloud({ sizes }, { listenerRules });
      const records = (await collect(
        lbListener,
        lone.connect(),
        lone.scope,
      )) as readonly TagRecord<'lb_listener'>[];
      const { targetGroups } = lone.here;
      for (const { load_balancer, target_groups } of records) {
        const routed = targetGroups.filter(({ LoadBalancerArns = [] }) =>
          LoadBalancerArns.some((arn) => load_balancer === awsRef('load_balancer', arn)),
        );
        expect(sorted(target_groups)).toEqual(
          sorted(routed.map(({ TargetGroupArn = '' }) => TargetGroupArn)),
        );
      }
      expect(lone.here.rules.length).toBeGreaterThan(0);
      expect(lone.asked().filter(({ action }) => action === 'elasticloadbalancing:DescribeRules')).toEqual(
        [],
      );
      await lone.close();
      process.env['AWS_ENDPOINT_URL'] = cloud.simulator.url;
    },
  );

  it('that go between their list and their tags are left out, the others keep theirs', async () => {
    const { loadBalancers } = cloud.here;
    const whole = await collect(loadBalancer, cloud.connect(), cloud.scope);
    const gone = loadBalancers[3]?.LoadBalancerArn;
    cloud.simulator.beforePage({ operation: 'elasticloadbalancing:DescribeTags' }, () => {
      cloud.here.loadBalancers = loadBalancers.filter(({ LoadBalancerArn }) => LoadBalancerArn !== gone);
    });
    const left = await collect(loadBalancer, cloud.connect(), cloud.scope);
    expect(left).toEqual(whole.filter(({ id }) => id !== gone));
    expect(left).toHaveLength(whole.length - 1);
    cloud.here.loadBalancers = loadBalancers;
  });

  it('go with a parent that goes while they are listed', async () => {
    const { targetGroups, loadBalancers } = cloud.here;
    const gone = targetGroups.find(
      ({ LoadBalancerArns = [] }) => LoadBalancerArns.length > 0,
    )?.TargetGroupArn;
    cloud.simulator.beforePage({ operation: 'elasticloadbalancing:DescribeTargetHealth' }, () => {
      cloud.here.targetGroups = targetGroups.filter(({ TargetGroupArn }) => TargetGroupArn !== gone);
    });
    const targets = (await collect(
      lbTarget,
      cloud.connect(),
      cloud.scope,
    )) as readonly TagRecord<'lb_target'>[];
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter(({ target_group }) => target_group === gone)).toEqual([]);
    cloud.here.targetGroups = targetGroups;

    const balancer = loadBalancers[0]?.LoadBalancerArn ?? '';
    cloud.simulator.beforePage({ operation: 'elasticloadbalancing:DescribeListeners' }, () => {
      cloud.here.loadBalancers = loadBalancers.filter(({ LoadBalancerArn }) => LoadBalancerArn !== balancer);
    });
    const listeners = await collect(lbListener, cloud.connect(), cloud.scope);
    expect(listeners.filter(({ id }) => id.includes(balancer.replace(/.*loadbalancer/, 'listener')))).toEqual(
      [],
    );
    expect(listeners.length).toBeGreaterThan(0);
    cloud.here.loadBalancers = loadBalancers;
  });
});

describe('tags', () => {
  let cloud: AwsCloud;
  beforeAll(async () => {
    cloud = await startCloud({});
  });
  afterAll(() => cloud.close());

  it('are on every resource that AWS lets one tag', async () => {
    const api = cloud.connect();
    const lists = await Promise.all(
      aws.collectors.map((collector) => collect(collector, api, scopeOf(collector))),
    );
    const without = lists
      .flat()
      .filter(({ kind, tags }) => !(kind in aws.untaggable) && tags.length === 0)
      // A listener of a classic load balancer is a part of it.
      .filter(({ ref }) => !/^aws\/lb_listener\/\d/.test(ref));
    expect(without.map(({ ref }) => ref)).toEqual([]);
  });
});

function groupsOf(actions: readonly Action[] = []): string[] {
  const named = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return named.flatMap((arn) => arn ?? []);
}

function sorted(values: Iterable<string>): string[] {
  return [...new Set(values)].toSorted();
}
