import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe, PROBES } from '../../../functions/aws/probe.ts';
import { aws } from '../../../functions/aws/provider.ts';
import { collect } from '../../contract/collector.ts';
import { scopeOf, startCloud } from './cloud.ts';
import type { AwsCloud } from './cloud.ts';

const declared = [
  ...new Set([...aws.actions, ...aws.collectors.flatMap(({ actions }) => actions)]),
].toSorted();

describe('calls of a region', () => {
  let cloud: AwsCloud;
  beforeAll(async () => {
    cloud = await startCloud({});
  });
  afterAll(() => cloud.close());

  it('are the actions that the collectors declare, and are counted', async () => {
    const api = cloud.connect();
    await Promise.all(aws.collectors.map((collector) => collect(collector, api, scopeOf(collector))));
    // Rules are asked for only if the configuration wants it.
    const declaredByCollectors = new Set(aws.collectors.flatMap(({ actions }) => actions));
    declaredByCollectors.delete('elasticloadbalancing:DescribeRules');
    expect(cloud.simulator.actions()).toEqual([...declaredByCollectors].toSorted());

    const count = new Map<string, number>();
    for (const { service, operation, outcome } of cloud.simulator.calls()) {
      expect(outcome).toBe('ok');
      const call = `${service} ${operation}`;
      count.set(call, (count.get(call) ?? 0) + 1);
    }
    const { loadBalancers, listeners, targetGroups } = cloud.here;
    const used = targetGroups.filter(({ LoadBalancerArns = [] }) => LoadBalancerArns.length > 0);
    expect(Object.fromEntries(count)).toEqual({
      'ec2 DescribeAddresses': 1,
      'ec2 DescribeAvailabilityZones': 1,
      'ec2 DescribeInstances': 1,
      'ec2 DescribeNatGateways': 1,
      'ec2 DescribeNetworkInterfaces': 1,
      'ec2 DescribeRegions': 1,
      'ec2 DescribeRouteTables': 1,
      'ec2 DescribeSecurityGroups': 1,
      'ec2 DescribeSubnets': 1,
      'ec2 DescribeTransitGatewayVpcAttachments': 1,
      'ec2 DescribeTransitGateways': 1,
      'ec2 DescribeVpcPeeringConnections': 1,
      'ec2 DescribeVpcs': 1,
      'elb DescribeLoadBalancers': 1,
      'elb DescribeTags': 1,
      'elbv2 DescribeLoadBalancers': 1,
      'elbv2 DescribeTargetGroups': 1,
      'elbv2 DescribeListeners': loadBalancers.length,
      'elbv2 DescribeTargetHealth': used.length,
      'elbv2 DescribeTags': Math.ceil(loadBalancers.length / 20) + Math.ceil(listeners.length / 20),
      'rds DescribeDBInstances': 1,
      'rds DescribeDBClusters': 1,
      'elasticache DescribeReplicationGroups': 1,
      'elasticache DescribeCacheClusters': 1,
      'elasticache DescribeCacheSubnetGroups': 1,
      'elasticache DescribeServerlessCaches': 1,
      'tagging GetResources': 1,
      'eks ListClusters': 1,
      'eks DescribeCluster': cloud.here.clusters.length,
    });
  });
});

describe('probe', () => {
  let cloud: AwsCloud;
  beforeAll(async () => {
    cloud = await startCloud({});
  });
  afterAll(() => cloud.close());

  it('knows every action that is declared, and no other', () => {
    expect(Object.keys(PROBES).toSorted()).toEqual(declared);
  });

  it.each(declared)('%s passes where it is allowed', async (action) => {
    await expect(probe(cloud.connect(), action)).resolves.toBeUndefined();
  });

  it.each(declared.filter((action) => action !== 'sts:AssumeRole'))(
    '%s is one call, denied if denied',
    async (action) => {
      const undo = cloud.simulator.faults.add({ kind: 'deny' }, { operation: action });
      cloud.forget();
      await expect(probe(cloud.connect(), action)).rejects.toMatchObject({ reason: 'denied' });
      expect(cloud.asked()).toEqual([{ action, page: 1 }]);
      undo();
    },
  );

  it('does not take an outage for a permission', async () => {
    const undo = cloud.simulator.faults.add(
      { kind: 'server', status: 500 },
      { operation: 'ec2:DescribeVpcs' },
    );
    await expect(probe(cloud.connect(), 'ec2:DescribeVpcs')).rejects.toMatchObject({ reason: 'unavailable' });
    undo();
  });
});
