/** Load balancers of both generations, with listeners, rules, target groups and targets. */
import type { Action, Listener, LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ResourceOf, Tag } from '../estate.ts';
import { type Ground, nth, since, tagsFor, times } from './place.ts';

export function makeClassicLoadBalancers(ground: Ground): void {
  const { estate, sizes, region } = ground;
  estate.classicLoadBalancers = times(sizes.classicLoadBalancers, (n) => {
    const LoadBalancerName = `classic-${n}`;
    const vpc = nth(estate.vpcs, n);
    const Scheme = n % 2 === 0 ? 'internet-facing' : 'internal';
    return {
      LoadBalancerName,
      DNSName: `${Scheme === 'internal' ? 'internal-' : ''}${LoadBalancerName}-${ground.random.hex(8)}.${region}.elb.amazonaws.com`,
      Scheme,
      VPCId: String(vpc.VpcId),
      Subnets: subnetsOf(ground, String(vpc.VpcId)),
      AvailabilityZones: [`${region}a`, `${region}b`],
      SecurityGroups: groupOf(ground, String(vpc.VpcId)),
      CreatedTime: since(n),
      Instances: running(ground, n, 2).map((InstanceId) => ({ InstanceId })),
      ListenerDescriptions: [
        {
          Listener: {
            Protocol: 'HTTPS',
            LoadBalancerPort: 443,
            InstanceProtocol: 'HTTP',
            InstancePort: 8080,
          },
          PolicyNames: [],
        },
        {
          Listener: { Protocol: 'TCP', LoadBalancerPort: 22, InstanceProtocol: 'TCP', InstancePort: 22 },
          PolicyNames: [],
        },
      ],
      Tags: tagsFor(`${ground.account}/${region}/${LoadBalancerName}`, n),
    };
  });
}

const TYPES = ['application', 'network', 'application', 'gateway'] as const;
const SHORT = { application: 'app', network: 'net', gateway: 'gwy' } as const;

function arnOf({ region, account }: Ground, rest: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:${rest}`;
}

export function makeLoadBalancers(ground: Ground): void {
  const { estate, sizes, region, random } = ground;
  estate.loadBalancers = times(sizes.loadBalancers, (n): LoadBalancer & { readonly Tags: readonly Tag[] } => {
    const Type = nth(TYPES, n);
    const LoadBalancerArn = arnOf(ground, `loadbalancer/${SHORT[Type]}/lb-${n}/${random.hex(16)}`);
    const VpcId = String(nth(estate.vpcs, n).VpcId);
    const Scheme = n % 2 === 0 || Type === 'gateway' ? 'internal' : 'internet-facing';
    return {
      LoadBalancerArn,
      LoadBalancerName: `lb-${n}`,
      Type,
      Scheme,
      VpcId,
      ...(Type === 'gateway'
        ? {}
        : {
            DNSName: `${Scheme === 'internal' ? 'internal-' : ''}lb-${n}-${random.hex(8)}.${region}.elb.amazonaws.com`,
          }),
      IpAddressType: n % 5 === 0 ? 'dualstack' : 'ipv4',
      State: { Code: n % 12 === 11 ? 'provisioning' : 'active' },
      CreatedTime: since(n),
      AvailabilityZones: subnetsOf(ground, VpcId).map((SubnetId, k) => ({
        ZoneName: `${region}${'abc'.charAt(k % 3)}`,
        SubnetId,
        LoadBalancerAddresses:
          Type === 'network' ? [{ PrivateIPv4Address: `10.${n % 256}.0.${200 + k}` }] : [],
      })),
      SecurityGroups: Type === 'gateway' ? [] : groupOf(ground, VpcId),
      Tags: tagsFor(LoadBalancerArn, n),
    };
  });
  makeTargetGroups(ground);
  makeListenersAndRules(ground);
  attachTargetGroups(ground);
}

/** Of every target type; some have no targets. */
function makeTargetGroups(ground: Ground): void {
  const { estate, sizes, region, account } = ground;
  const types = ['instance', 'ip', 'instance', 'lambda', 'instance', 'alb'] as const;
  estate.targetGroups = times(sizes.targetGroups, (n): TargetGroup & { readonly Tags: readonly Tag[] } => {
    const TargetType = nth(types, n);
    const TargetGroupArn = arnOf(ground, `targetgroup/tg-${n}/${ground.random.hex(16)}`);
    const placed = {
      VpcId: String(nth(estate.vpcs, n).VpcId),
      Port: 8000 + (n % 1000),
      Protocol: n % 2 === 0 ? 'HTTP' : 'TCP',
    } as const;
    return {
      TargetGroupArn,
      TargetGroupName: `tg-${n}`,
      TargetType,
      ...(TargetType === 'lambda' ? {} : placed),
      IpAddressType: 'ipv4',
      LoadBalancerArns: [],
      Tags: tagsFor(TargetGroupArn, n),
    };
  });
  const balancer =
    estate.loadBalancers[0]?.LoadBalancerArn ?? arnOf(ground, 'loadbalancer/app/none/0000000000000000');
  estate.targets = estate.targetGroups.flatMap(({ TargetGroupArn = '', TargetType }, n) => {
    const of = (Id: string, Port: number | undefined): ResourceOf<'targets'> => ({
      Id: `${TargetGroupArn} ${Id} ${Port}`,
      TargetGroupArn,
      Target: { Id, ...(Port === undefined ? {} : { Port, AvailabilityZone: `${region}a` }) },
      TargetHealth: { State: n % 7 === 0 ? 'unhealthy' : 'healthy' },
    });
    if (TargetType === 'lambda') {
      return [of(`arn:aws:lambda:${region}:${account}:function:函数-${n}`, undefined)];
    }
    if (TargetType === 'alb') return [of(balancer, 80)];
    if (TargetType === 'ip') {
      const ip = `10.${n % 256}.0.77`;
      return [of(ip, 8080), of(ip, 8081), of(`2001:db8::${n.toString(16)}`, 8080)];
    }
    return n % 8 === 6 ? [] : running(ground, n, 2).map((id) => of(id, 8080));
  });
}

/** Every third listener forwards to two groups by weight; an application's listener has rules beside its default. */
function makeListenersAndRules(ground: Ground): void {
  const { estate, sizes, random } = ground;
  const rules: ResourceOf<'rules'>[] = [];
  // The last group is nobody's, if there is more than one.
  const groups = estate.targetGroups.slice(0, Math.max(1, estate.targetGroups.length - 1));
  let group = 0;
  const forward = (weighted: boolean): Action[] => {
    const arns = times(weighted ? 2 : 1, () => String(nth(groups, group++).TargetGroupArn));
    const ForwardConfig = {
      TargetGroups: arns.map((TargetGroupArn, k) => ({ TargetGroupArn, Weight: k === 0 ? 90 : 10 })),
    };
    return weighted
      ? [{ Type: 'forward', Order: 1, ForwardConfig }]
      : [{ Type: 'forward', Order: 1, TargetGroupArn: String(arns[0]), ForwardConfig }];
  };
  estate.listeners = estate.loadBalancers.flatMap(({ LoadBalancerArn = '', Type = 'application' }, n) =>
    times(
      sizes.targetGroups === 0 ? 0 : sizes.listenersPerLoadBalancer,
      (k): Listener & { readonly Tags: readonly Tag[] } => {
        const count = n * sizes.listenersPerLoadBalancer + k;
        const ListenerArn = `${LoadBalancerArn.replace(':loadbalancer/', ':listener/')}/${random.hex(16)}`;
        const DefaultActions = forward(count % 3 === 2);
        if (Type === 'application') rules.push(...rulesOf(ListenerArn, DefaultActions, forward));
        return {
          ListenerArn,
          LoadBalancerArn,
          // A gateway's listener states neither protocol nor port.
          ...(Type === 'gateway'
            ? {}
            : { Port: 80 + k, Protocol: Type === 'application' ? 'HTTP' : 'TCP_UDP' }),
          DefaultActions,
          Tags: tagsFor(ListenerArn, count),
        };
      },
    ),
  );
  estate.rules = rules;

  function rulesOf(
    ListenerArn: string,
    defaults: Action[],
    to: (weighted: boolean) => Action[],
  ): ResourceOf<'rules'>[] {
    const rule = (Priority: string, Actions: Action[]): ResourceOf<'rules'> => {
      const RuleArn = `${ListenerArn.replace(':listener/', ':listener-rule/')}/${random.hex(16)}`;
      const Tags = tagsFor(RuleArn, rules.length);
      return {
        RuleArn,
        ListenerArn,
        Priority,
        IsDefault: Priority === 'default',
        Conditions: [],
        Actions,
        Tags,
      };
    };
    return [
      {
        ...rule('1', to(true)),
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/支付/*'] } }],
      },
      rule('2', [
        { Type: 'redirect', Order: 1, RedirectConfig: { StatusCode: 'HTTP_301', Host: 'example.com' } },
      ]),
      rule('default', defaults),
    ];
  }
}

/** A group says which balancers use it, by default or by rule. */
function attachTargetGroups({ estate }: Ground): void {
  const groups = new Map(estate.targetGroups.map((group) => [group.TargetGroupArn, group]));
  const balancerOf = new Map(
    estate.listeners.map((listener) => [listener.ListenerArn, listener.LoadBalancerArn]),
  );
  const used = (balancer: string | undefined, actions: readonly Action[] | undefined): void => {
    for (const { TargetGroupArn, ForwardConfig } of actions ?? []) {
      for (const arn of [
        TargetGroupArn,
        ...(ForwardConfig?.TargetGroups ?? []).map((one) => one.TargetGroupArn),
      ]) {
        const arns = groups.get(arn)?.LoadBalancerArns;
        if (balancer !== undefined && arns?.includes(balancer) === false) arns.push(balancer);
      }
    }
  };
  for (const { LoadBalancerArn, DefaultActions } of estate.listeners) used(LoadBalancerArn, DefaultActions);
  for (const { ListenerArn, Actions } of estate.rules) used(balancerOf.get(ListenerArn), Actions);
}

function subnetsOf({ estate }: Ground, vpc: string): string[] {
  return estate.subnets
    .filter(({ VpcId }) => VpcId === vpc)
    .slice(0, 2)
    .map(({ SubnetId }) => String(SubnetId));
}

function groupOf({ estate }: Ground, vpc: string): string[] {
  return estate.securityGroups
    .filter(({ VpcId }) => VpcId === vpc)
    .slice(0, 1)
    .map(({ GroupId }) => String(GroupId));
}

function running({ estate }: Ground, n: number, count: number): string[] {
  const { length } = estate.instances;
  if (length === 0) return [];
  const some = times(Math.min(count * 2, length), (k) => nth(estate.instances, n * count + k));
  return some
    .filter(({ State }) => State?.Name !== 'terminated')
    .slice(0, count)
    .map(({ InstanceId }) => String(InstanceId));
}
