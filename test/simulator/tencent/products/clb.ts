/**
 * CLB 2018-03-17. Parameters and limits: tencentcloud-sdk-nodejs 4.1.313, clb_models.d.ts; the limit of
 * DescribeTargetGroups and of DescribeTargetGroupInstances is not documented there, and taken to be the usual 100.
 * Listeners without rules are listed with `Rules: []` in DescribeTargetHealth, and rules without targets with
 * `Targets: []`: tencentcloud-cli, clb examples.json.
 */
import type { Context } from '../operation.ts';
import { productOf } from '../operation.ts';
import { paging } from '../paging.ts';
import { filtersOf, textOf, textsOf } from '../parameters.ts';
import { missing, refusal, tooMany } from '../refusals.ts';
import { LAYER_7, type Listener, type LoadBalancer, type Rule, type Target } from '../rows/clb.ts';
import { infoPairs } from '../rows/tags.ts';
import { without } from '../rows/without.ts';

const { asked, list } = productOf('clb', '2018-03-17');
const pages = paging({ max: 100, usual: 20 });
const CREATED = '2025-03-01 10:03:04';

function balancerOf({ here }: Context, id: string, forward: 0 | 1): LoadBalancer {
  const found = here.loadBalancers.find(({ LoadBalancerId }) => LoadBalancerId === id);
  if (found?.Forward === forward) return found;
  throw refusal(
    'InvalidParameter.LBIdNotFound',
    `The load balancer '${id}' is not found, or of the other kind.`,
  );
}

const instanceName = ({ here }: Context, id: string): string | null =>
  here.instances.find(({ InstanceId }) => InstanceId === id)?.InstanceName ?? null;

/** A rule's own targets, or those of its group. */
function behind({ here }: Context, { targets, group }: Pick<Rule, 'targets' | 'group'>): readonly Target[] {
  if (group === undefined) return targets;
  return here.targetGroups.find(({ TargetGroupId }) => TargetGroupId === group)?.targets ?? [];
}

/** As DescribeTargets and DescribeTargetGroupInstances tell one. */
const backend = (context: Context, { type, instance, eni, ip, port, weight }: Target) => ({
  Type: type,
  InstanceId: instance,
  Port: port,
  Weight: weight,
  PublicIpAddresses: null,
  PrivateIpAddresses: [ip],
  InstanceName: instanceName(context, instance),
  RegisteredTime: CREATED,
  EniId: eni,
});

const groupsOf = ({ here }: Context, group: string | undefined) => {
  const { TargetGroupId, TargetGroupName } =
    here.targetGroups.find((one) => one.TargetGroupId === group) ?? {};
  if (TargetGroupId === undefined) return { TargetGroup: null, TargetGroupList: null, TargetType: 'NODE' };
  const one = { TargetGroupId, TargetGroupName };
  return { TargetGroup: one, TargetGroupList: [{ ...one, Weight: 0 }], TargetType: 'TARGETGROUP' };
};

const isLayer7 = ({ protocol }: Listener): boolean => LAYER_7.includes(protocol);

/** The one rule that a listener without rules of its own is told to have, if it has targets. */
const rulesOf = (listener: Listener): readonly Rule[] =>
  isLayer7(listener)
    ? listener.rules
    : [
        {
          id: listener.id.replace('lbl-', 'loc-'),
          domain: '',
          url: '',
          targets: listener.targets,
          group: listener.group,
        },
      ];

const BALANCER_PARAMETERS = {
  LoadBalancerIds: 'texts',
  LoadBalancerType: 'text',
  Forward: 'number',
  LoadBalancerName: 'text',
  Domain: 'text',
  LoadBalancerVips: 'texts',
  BackendPublicIps: 'texts',
  BackendPrivateIps: 'texts',
  ...pages.shapes,
  OrderBy: 'text',
  OrderType: 'number',
  SearchKey: 'text',
  ProjectId: 'number',
  WithRs: 'number',
  VpcId: 'text',
  SecurityGroup: 'text',
  MasterZone: 'text',
  Filters: 'filters',
  AdditionalFields: 'texts',
} as const;

export const clb = [
  list({
    name: 'DescribeLoadBalancers',
    rows({ here, params }) {
      if (textsOf(params, 'LoadBalancerIds').length > 20) throw tooMany('clb', 'LoadBalancerIds', 20);
      return here.loadBalancers;
    },
    put: (LoadBalancerSet) => ({ LoadBalancerSet }),
    paging: pages,
    parameters: BALANCER_PARAMETERS,
    by: {
      LoadBalancerIds: ({ LoadBalancerId }) => [LoadBalancerId],
      LoadBalancerType: ({ LoadBalancerType }) => [LoadBalancerType],
      Forward: ({ Forward }) => [String(Forward)],
      VpcId: ({ VpcId }) => [VpcId],
    },
    tags: ({ Tags }) => infoPairs(Tags),
  }),
  list({
    name: 'DescribeListeners',
    rows: (context) => listenersOf(context, balancerOf(context, textOf(context.params, 'LoadBalancerId'), 1)),
    put: (rows, context) => ({
      Listeners: rows.map((listener) => ({
        ListenerId: listener.id,
        ListenerName: listener.name,
        Protocol: listener.protocol,
        Port: listener.port,
        EndPort: listener.endPort,
        CreateTime: CREATED,
        Certificate: null,
        HealthCheck: null,
        Scheduler: isLayer7(listener) ? null : 'WRR',
        SessionExpireTime: 0,
        SniSwitch: 0,
        Rules: isLayer7(listener)
          ? listener.rules.map(({ id, domain, url, group }) => ({
              LocationId: id,
              Domain: domain,
              Url: url,
              ListenerId: listener.id,
              Certificate: null,
              ForwardType: 'HTTP',
              CreateTime: CREATED,
              ...groupsOf(context, group),
            }))
          : null,
        KeepaliveEnable: null,
        SessionType: 'NORMAL',
        Toa: false,
        ...groupsOf(context, listener.group),
      })),
      TotalCount: rows.length,
    }),
    parameters: { LoadBalancerId: 'text', ListenerIds: 'texts', Protocol: 'text', Port: 'number' },
    required: ['LoadBalancerId'],
    read: ['LoadBalancerId'],
    by: {
      ListenerIds: ({ id }) => [id],
      Protocol: ({ protocol }) => [protocol],
      Port: ({ port }) => [String(port)],
    },
  }),
  list({
    name: 'DescribeTargets',
    rows: (context) => listenersOf(context, balancerOf(context, textOf(context.params, 'LoadBalancerId'), 1)),
    put: (rows, context) => ({
      Listeners: rows.map((listener) => ({
        ListenerId: listener.id,
        Protocol: listener.protocol,
        Port: listener.port,
        EndPort: listener.endPort,
        Rules: isLayer7(listener)
          ? listener.rules.map((rule) => ({
              LocationId: rule.id,
              Domain: rule.domain,
              Url: rule.url,
              Targets: behind(context, rule).map((target) => backend(context, target)),
              FunctionTargets: [],
            }))
          : null,
        Targets: isLayer7(listener)
          ? null
          : behind(context, listener).map((target) => backend(context, target)),
      })),
    }),
    parameters: {
      LoadBalancerId: 'text',
      ListenerIds: 'texts',
      Protocol: 'text',
      Port: 'number',
      Filters: 'filters',
    },
    required: ['LoadBalancerId'],
    read: ['LoadBalancerId'],
    by: {
      ListenerIds: ({ id }) => [id],
      Protocol: ({ protocol }) => [protocol],
      Port: ({ port }) => [String(port)],
    },
  }),
  asked('DescribeTargetHealth', {
    parameters: { LoadBalancerIds: 'texts', ListenerIds: 'texts', LocationIds: 'texts' },
    required: ['LoadBalancerIds'],
    ignored: ['ListenerIds', 'LocationIds'],
    answer(context) {
      const ids = textsOf(context.params, 'LoadBalancerIds');
      if (ids.length > 30) throw tooMany('clb', 'LoadBalancerIds', 30);
      const balancers = ids.map((id) => balancerOf(context, id, 1));
      const told = context.fault?.kind === 'empty' ? [] : balancers;
      return { LoadBalancers: told.map((balancer) => healthOf(context, balancer)) };
    },
  }),
  list({
    name: 'DescribeClassicalLBListeners',
    rows(context) {
      const { LoadBalancerId } = balancerOf(context, textOf(context.params, 'LoadBalancerId'), 0);
      return context.here.classicalListeners.filter(({ balancer }) => balancer === LoadBalancerId);
    },
    put: (rows) => ({ Listeners: rows.map((row) => without(row, 'balancer')) }),
    parameters: {
      LoadBalancerId: 'text',
      ListenerIds: 'texts',
      Protocol: 'text',
      ListenerPort: 'number',
      Status: 'number',
    },
    required: ['LoadBalancerId'],
    read: ['LoadBalancerId'],
    by: { ListenerIds: ({ ListenerId }) => [ListenerId] },
  }),
  list({
    name: 'DescribeClassicalLBTargets',
    rows(context) {
      const { LoadBalancerId } = balancerOf(context, textOf(context.params, 'LoadBalancerId'), 0);
      return context.here.classicalTargets.filter(({ balancer }) => balancer === LoadBalancerId);
    },
    put: (rows) => ({ Targets: rows.map((row) => without(row, 'balancer')) }),
    parameters: { LoadBalancerId: 'text' },
    required: ['LoadBalancerId'],
    read: ['LoadBalancerId'],
  }),
  groupList('DescribeTargetGroups', true),
  groupList('DescribeTargetGroupList', false),
  list({
    name: 'DescribeTargetGroupInstances',
    rows({ here, params }) {
      if (filtersOf(params).length === 0) throw missing('Filters');
      return here.targetGroups.flatMap(({ TargetGroupId, targets }) =>
        targets.map((target) => ({ TargetGroupId, target })),
      );
    },
    put: (rows, context) => ({
      TargetGroupInstanceSet: rows.map(({ TargetGroupId, target }) => ({
        ...backend(context, target),
        TargetGroupId,
        PublicIpAddresses: [],
        ZoneId: 100_001,
      })),
      RealCount: rows.length,
    }),
    paging: pages,
    parameters: { Filters: 'filters', ...pages.shapes },
    required: ['Filters'],
    filters: {
      TargetGroupId: ({ TargetGroupId }) => [TargetGroupId],
      BindIP: ({ target }) => [target.ip],
      InstanceId: ({ target }) => [target.instance],
    },
  }),
];

function listenersOf({ here }: Context, { LoadBalancerId }: LoadBalancer): readonly Listener[] {
  return here.listeners.filter(({ balancer }) => balancer === LoadBalancerId);
}

function healthOf(context: Context, balancer: LoadBalancer) {
  return {
    LoadBalancerId: balancer.LoadBalancerId,
    LoadBalancerName: balancer.LoadBalancerName,
    Listeners: listenersOf(context, balancer).map((listener) => ({
      ListenerId: listener.id,
      ListenerName: listener.name,
      Protocol: listener.protocol,
      Port: listener.port,
      Rules: rulesOf(listener)
        .filter((rule) => isLayer7(listener) || behind(context, rule).length > 0)
        .map((rule) => ({
          LocationId: rule.id,
          Domain: isLayer7(listener) ? rule.domain : null,
          Url: isLayer7(listener) ? rule.url : null,
          Targets: behind(context, rule).map(({ ip, port, instance, eni, healthy, weight }) => ({
            IP: ip,
            Port: port,
            HealthStatus: healthy,
            TargetId: instance === '' ? eni : instance,
            HealthStatusDetail: healthy ? 'Alive' : 'Dead',
            HealthStatusDetial: healthy ? 'Alive' : 'Dead',
            TargetGroupId: rule.group ?? '',
            Weight: weight,
          })),
        })),
    })),
  };
}

/** `AssociatedRule` "cannot be obtained" from DescribeTargetGroupList. */
function groupList(name: string, rules: boolean) {
  return list({
    name,
    rows: ({ here }) => here.targetGroups,
    put: (rows, context) => ({
      TargetGroupSet: rows.map(({ targets, ...row }) => ({
        ...row,
        RegisteredInstancesCount: targets.length,
        AssociatedRule: rules ? usesOf(context, row.TargetGroupId) : null,
      })),
    }),
    paging: pages,
    parameters: { TargetGroupIds: 'texts', Filters: 'filters', ...pages.shapes },
    by: { TargetGroupIds: ({ TargetGroupId }) => [TargetGroupId] },
    filters: {
      TargetGroupVpcId: ({ VpcId }) => [VpcId],
      TargetGroupName: ({ TargetGroupName }) => [TargetGroupName],
    },
  });
}

function usesOf({ here }: Context, group: string) {
  return here.listeners.flatMap((listener) =>
    (isLayer7(listener) ? listener.rules : [listener])
      .filter((one) => one.group === group)
      .map((one) => ({
        LoadBalancerId: listener.balancer,
        ListenerId: listener.id,
        LocationId: isLayer7(listener) ? one.id : null,
        Protocol: listener.protocol,
        Port: listener.port,
        Domain: 'domain' in one ? one.domain : null,
        Url: 'url' in one ? one.url : null,
        LoadBalancerName:
          here.loadBalancers.find(({ LoadBalancerId }) => LoadBalancerId === listener.balancer)
            ?.LoadBalancerName ?? '',
        ListenerName: listener.name,
      })),
  );
}
