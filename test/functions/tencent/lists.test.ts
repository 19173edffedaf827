import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { tencent } from '../../../functions/tencent/provider.ts';
import { PROBES, probe } from '../../../functions/tencent/probe.ts';
import { offsetPages } from '../../../functions/tencent/pages.ts';
import * as z from 'zod/mini';
import { CloudError } from '../../../shared/collect/errors.ts';
import { limitOf } from '../../../shared/collect/limit.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collect } from '../../contract/collector.ts';
import { fake, paged, SCOPE } from './cloud.ts';

const rows = (count: number, row: (n: number) => object) => Array.from({ length: count }, (_, n) => row(n));
const lbs = (from: number, count: number) => Array.from({ length: count }, (_, n) => `lb-app${from + n}`);
const Item = z.object({ Id: z.string() });

const ids = async (ask: ReturnType<typeof fake>['api']['ask'], offset?: 'items' | 'text' | 'pages') => {
  const action = 'vpc:DescribeVpcs';
  const keyOf = ({ Id }: z.infer<typeof Item>): string => Id;
  const listed = { action, at: 'Set', item: Item, size: 100, keyOf, ...(offset && { offset }) } as const;
  return whole(offsetPages(ask, listed));
};

describe('pages', () => {
  it.each([
    [
      'items',
      [
        { Offset: 0, Limit: 100 },
        { Offset: 100, Limit: 100 },
        { Offset: 200, Limit: 100 },
      ],
    ],
    [
      'text',
      [
        { Offset: '0', Limit: '100' },
        { Offset: '100', Limit: '100' },
        { Offset: '200', Limit: '100' },
      ],
    ],
  ] as const)('begin at a number of %s', async (offset, params) => {
    const { api, asked } = fake({
      'vpc:DescribeVpcs': paged(
        'Set',
        rows(201, (n) => ({ Id: `${n}` })),
      ),
    });
    expect(await ids(api.ask, offset)).toHaveLength(201);
    expect(asked.map((one) => one.params)).toEqual(params);
  });

  it('begin at the number of a page, from 0, in SQL Server', async () => {
    const all = rows(201, (n) => ({ Id: `${n}` }));
    const { api, asked } = fake({
      'vpc:DescribeVpcs': ({ Offset }) => ({
        TotalCount: 201,
        Set: all.slice(Number(Offset) * 100, Number(Offset) * 100 + 100),
      }),
    });
    expect(await ids(api.ask, 'pages')).toHaveLength(201);
    expect(asked.map(({ params }) => params['Offset'])).toEqual([0, 1, 2]);
  });

  it.each([
    ['without the list', { TotalCount: 0 }],
    ['with null for items that there are', { TotalCount: 1, Set: null }],
    ['without a total', { Set: [] }],
    ['with fewer items than its total', { TotalCount: 2, Set: [{ Id: 'a' }] }],
    ['with an item that is none', { TotalCount: 1, Set: [{ Id: 1 }] }],
  ])('are no list %s', async (_, answer) => {
    const { api } = fake({ 'vpc:DescribeVpcs': () => answer });
    await expect(ids(api.ask)).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('are an empty list where it is null and the total is nothing, also as text', async () => {
    const { api } = fake({ 'vpc:DescribeVpcs': () => ({ TotalCount: '0', Set: null }) });
    expect(await ids(api.ask)).toEqual([]);
  });

  it('end in an error when the total shrinks and an item was missed', async () => {
    const all = rows(150, (n) => ({ Id: `${n}` }));
    const { api } = fake({
      'vpc:DescribeVpcs': ({ Offset }) =>
        Offset === 0 ? { TotalCount: 151, Set: all.slice(0, 100) } : { TotalCount: 150, Set: all.slice(101) },
    });
    await expect(ids(api.ask)).rejects.toThrow('149 of 150 items listed');
  });

  it('are whole when the total shrinks and nothing was missed, also as text', async () => {
    const all = rows(150, (n) => ({ Id: `${n}` }));
    const { api } = fake({
      'vpc:DescribeVpcs': ({ Offset }) =>
        Offset === 0
          ? { TotalCount: '151', Set: all.slice(0, 100) }
          : { TotalCount: '150', Set: all.slice(100) },
    });
    expect(await ids(api.ask)).toHaveLength(150);
  });

  it('come side by side once the first one has told the total', async () => {
    const vpcs = rows(420, (n) => ({ VpcId: `vpc-${n}`, IsDefault: false }));
    let underway = 0;
    const seen: number[][] = [];
    const { api } = fake({
      'vpc:DescribeVpcs': async (params) => {
        underway += 1;
        seen.push([Number(params['Offset']), underway]);
        await turn();
        underway -= 1;
        return paged('VpcSet', vpcs)(params);
      },
    });
    for (const collector of tencent.collectors.filter(({ name }) => name === 'vpc'))
      expect(await collect(collector, api, SCOPE)).toHaveLength(420);
    expect(seen).toEqual([
      [0, 1],
      [100, 1],
      [200, 2],
      [300, 3],
      [400, 4],
    ]);
  });
});

const one = (at: string, row: object) => paged(at, [row]);

const rate = (action: string) => {
  const { burst, windowMs } = limitOf(tencent.limits, action) ?? {};
  return windowMs === 1000 ? burst : undefined;
};

describe('calls', () => {
  const balancers = [
    ...rows(61, (n) => ({ LoadBalancerId: `lb-app${n}`, Forward: 1 })),
    ...rows(2, (n) => ({ LoadBalancerId: `lb-old${n}`, Forward: 0 })),
  ];
  const answers = {
    'region:DescribeRegions': () => ({ RegionSet: [] }),
    'region:DescribeZones': () => ({
      TotalCount: 1,
      ZoneSet: [{ Zone: 'ap-guangzhou-3', ZoneId: '100003' }],
    }),
    'vpc:DescribeVpcs': paged('VpcSet', []),
    'vpc:DescribeSubnets': paged('SubnetSet', []),
    'vpc:DescribeRouteTables': paged('RouteTableSet', []),
    'vpc:DescribeSecurityGroups': one('SecurityGroupSet', { SecurityGroupId: 'sg-1' }),
    'vpc:DescribeSecurityGroupPolicies': () => ({ SecurityGroupPolicySet: { Ingress: [], Egress: null } }),
    'vpc:DescribeNatGateways': one('NatGatewaySet', { NatGatewayId: 'nat-1' }),
    'vpc:DescribeNatGatewayDestinationIpPortTranslationNatRules': paged(
      'NatGatewayDestinationIpPortTranslationNatRuleSet',
      [],
    ),
    'vpc:DescribeNatGatewaySourceIpTranslationNatRules': paged('SourceIpTranslationNatRuleSet', []),
    'vpc:DescribePrivateNatGateways': one('PrivateNatGatewaySet', { NatGatewayId: 'intranat-1' }),
    'vpc:DescribePrivateNatGatewayTranslationNatRules': paged('TranslationNatRuleSet', []),
    'vpc:DescribePrivateNatGatewayDestinationIpPortTranslationNatRules': paged(
      'LocalDestinationIpPortTranslationNatRuleSet',
      [],
    ),
    'vpc:DescribeAddresses': paged('AddressSet', []),
    'vpc:DescribeNetworkInterfaces': paged('NetworkInterfaceSet', []),
    'vpc:DescribeVpcPeeringConnections': paged('PeerConnectionSet', []),
    'vpc:DescribeCcns': paged('CcnSet', []),
    'vpc:DescribeCcnAttachedInstances': paged('InstanceSet', []),
    'cvm:DescribeInstances': paged('InstanceSet', []),
    'clb:DescribeLoadBalancers': paged('LoadBalancerSet', balancers),
    'clb:DescribeTargetHealth': () => ({ LoadBalancers: [] }),
    'clb:DescribeClassicalLBListeners': () => ({ Listeners: [] }),
    'clb:DescribeClassicalLBTargets': () => ({ Targets: [] }),
    'cdb:DescribeDBInstances': paged('Items', []),
    'mariadb:DescribeDBInstances': paged('Instances', []),
    'dcdb:DescribeDCDBInstances': paged('Instances', []),
    'postgres:DescribeDBInstances': paged('DBInstanceSet', []),
    'sqlserver:DescribeDBInstances': paged('DBInstances', []),
    'cynosdb:DescribeClusters': paged('ClusterSet', []),
    'cynosdb:DescribeInstances': paged('InstanceSet', []),
    'redis:DescribeInstances': paged('InstanceSet', []),
    'tke:DescribeClusters': paged('Clusters', []),
  };

  it('of a region are one per list and page, with what several collectors need asked for once', async () => {
    const { api, asked } = fake(answers);
    for (const collector of tencent.collectors) await collect(collector, api, SCOPE);
    const counts = new Map<string, number>();
    for (const { action } of asked) counts.set(action, (counts.get(action) ?? 0) + 1);
    const several = [...counts].filter(([, count]) => count !== 1);
    // 61 application load balancers in batches of 30; two calls for each of 2 classic ones.
    expect(several).toEqual([
      ['clb:DescribeTargetHealth', 3],
      ['clb:DescribeClassicalLBListeners', 2],
      ['clb:DescribeClassicalLBTargets', 2],
    ]);
    expect([...counts.keys()].toSorted()).toEqual(
      [...new Set(tencent.collectors.flatMap(({ actions }) => actions))].toSorted(),
    );
    expect(
      asked.filter(({ action }) => action === 'clb:DescribeTargetHealth').map(({ params }) => params),
    ).toEqual([
      { LoadBalancerIds: lbs(0, 30) },
      { LoadBalancerIds: lbs(30, 30) },
      { LoadBalancerIds: lbs(60, 1) },
    ]);
  });

  it('are none for the rules of NAT gateways that do not exist', async () => {
    const { api, asked } = fake({
      'vpc:DescribeNatGateways': paged('NatGatewaySet', []),
      'vpc:DescribePrivateNatGateways': paged('PrivateNatGatewaySet', []),
    });
    const rules = tencent.collectors.filter(({ emits }) => emits.includes('nat_rule'));
    for (const collector of rules) expect(await collect(collector, api, SCOPE)).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('are new ones for who lists again', async () => {
    const { api, asked } = fake(answers);
    const zones = tencent.collectors.filter(({ name }) => name === 'az' || name === 'redis');
    for (let n = 0; n < 2; n++) for (const collector of zones) await collect(collector, api, SCOPE);
    expect(asked.filter(({ action }) => action === 'region:DescribeZones')).toHaveLength(2);
  });

  it('have the quota that their page states', () => {
    expect(rate('cvm:DescribeInstances')).toBe(40);
    expect(rate('vpc:DescribeNetworkInterfaces')).toBe(100);
    expect(rate('vpc:DescribeSecurityGroupPolicies')).toBe(100);
    expect(rate('vpc:DescribeNatGatewaySourceIpTranslationNatRules')).toBe(100);
    expect(rate('vpc:DescribeAddresses')).toBe(20);
    expect(rate('clb:DescribeTargetHealth')).toBe(20);
  });
});

const answering = (error: CloudError) =>
  fake({
    'clb:DescribeTargetHealth': () => {
      throw error;
    },
  }).api;

describe('a probe', () => {
  const actions = [...tencent.actions, ...tencent.collectors.flatMap((collector) => collector.actions)];

  it('knows every action', () => {
    expect(Object.keys(PROBES).toSorted()).toEqual([...new Set(actions)].toSorted());
  });

  it('takes a thing that does not exist for an allowed action, and nothing else', async () => {
    await probe(answering(new CloudError('invalid', 'no such load balancer')), 'clb:DescribeTargetHealth');
    const denied = answering(new CloudError('denied', 'no'));
    await expect(probe(denied, 'clb:DescribeTargetHealth')).rejects.toMatchObject({ reason: 'denied' });
    await expect(probe(denied, 'clb:Unknown')).rejects.toThrow('no probe for clb:Unknown');
    await probe(denied, 'sts:AssumeRole');
  });
});
