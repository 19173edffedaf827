/**
 * SLB 2014-05-15: the classic load balancer. Load balancers by number, up to 100 (a size without a number is
 * refused); listeners of the whole region by token, up to 100, no list at all when there is none; groups and
 * health by load balancer. Sources of the rows: `../rows/balancers.ts`; of parameters and sizes:
 * alibabacloud-typescript-sdk, slb-20140515/src/models/*Request.ts.
 */
import { without } from '../rows/without.ts';
import type { RegionEstate } from '../estate.ts';
import { type Context, productOf } from '../operation.ts';
import { byNumber, byToken, byTokenOnly, specOf } from '../paging.ts';
import { missing, refusal } from '../refusals.ts';
import type { Clb, ClbListener, ClbServer, ServerGroup } from '../rows/balancers.ts';
import type { TagPair } from '../rows/tags.ts';
import { tagRows } from './tags.ts';

const { asked, list } = productOf('slb', 'slb');

export const SLB = [
  list<Clb>({
    name: 'DescribeLoadBalancers',
    required: ['RegionId'],
    documented: [
      'Address',
      'AddressIPVersion',
      'InternetChargeType',
      'LoadBalancerName',
      'MasterZoneId',
      'PayType',
      'ServerId',
      'ServerIntranetAddress',
      'SlaveZoneId',
      'Tag.#.Key',
      'Tag.#.Value',
      'Tags',
    ],
    paging: specOf(byNumber(100, 50)),
    filters: {
      AddressType: ({ AddressType }, value) => AddressType === value,
      LoadBalancerId: ({ LoadBalancerId }, value) => value.split(',').includes(LoadBalancerId),
      LoadBalancerStatus: ({ LoadBalancerStatus }, value) => LoadBalancerStatus === value,
      NetworkType: ({ NetworkType }, value) => NetworkType === value,
      VSwitchId: ({ VSwitchId }, value) => VSwitchId === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows({ here, params }) {
      if (params.has('PageSize') && !params.has('PageNumber')) throw refusal(missing('PageNumber'), 'slb');
      return here.clbs;
    },
    put: (rows) => ({ LoadBalancers: { LoadBalancer: rows.map(withoutServers) } }),
  }),

  list<ClbListener>({
    name: 'DescribeLoadBalancerListeners',
    required: ['RegionId'],
    documented: ['Description', 'Tag.#.Key', 'Tag.#.Value'],
    paging: specOf(undefined, byToken(100)),
    filters: {
      ListenerPort: ({ ListenerPort }, value) => String(ListenerPort) === value,
      ListenerProtocol: ({ ListenerProtocol }, value) => ListenerProtocol === value,
      'LoadBalancerId.#': ({ LoadBalancerId }, value) => LoadBalancerId === value,
    },
    rows: ({ here }) => here.clbListeners,
    put: (rows) => (rows.length === 0 ? {} : { Listeners: rows.map(listenerRow) }),
  }),

  asked('DescribeLoadBalancerAttribute', {
    required: ['LoadBalancerId'],
    known: ['LoadBalancerId', 'RegionId'],
    documented: [],
    paging: undefined,
    answer(context) {
      const balancer = balancerOf(context);
      const ports = listenersOf(context.here, balancer.LoadBalancerId);
      return {
        ...withoutServers(balancer),
        ListenerPorts: { ListenerPort: ports.map(({ ListenerPort }) => ListenerPort) },
        ListenerPortsAndProtocol: {
          ListenerPortAndProtocol: ports.map(({ ListenerPort, ListenerProtocol, Description }) => ({
            ListenerPort,
            ListenerProtocol,
            Description,
          })),
        },
        BackendServers: { BackendServer: balancer.defaultServers.map((server) => without(server, 'Port')) },
      };
    },
  }),

  asked('DescribeHealthStatus', {
    required: ['LoadBalancerId'],
    known: ['LoadBalancerId', 'RegionId', 'ListenerPort', 'ListenerProtocol'],
    documented: [],
    paging: undefined,
    answer(context) {
      const { here, params } = context;
      const balancer = balancerOf(context);
      const port = params.get('ListenerPort');
      const protocol = params.get('ListenerProtocol');
      const listeners = listenersOf(here, balancer.LoadBalancerId).filter(
        (one) =>
          (port === undefined || String(one.ListenerPort) === port) &&
          (protocol === undefined || one.ListenerProtocol === protocol),
      );
      const BackendServer = listeners.flatMap((listener) =>
        serversBehind(balancer, listener).map(({ ServerId, ServerIp, Port }) => ({
          ListenerPort: listener.ListenerPort,
          Protocol: listener.ListenerProtocol,
          Port,
          ServerId,
          ServerIp,
          ServerHealthStatus: 'normal',
        })),
      );
      return { BackendServers: { BackendServer } };
    },
  }),

  asked('DescribeVServerGroups', {
    required: ['RegionId', 'LoadBalancerId'],
    known: ['RegionId', 'LoadBalancerId', 'IncludeListener', 'IncludeRule'],
    documented: ['Description', 'Tag.#.Key', 'Tag.#.Value'],
    paging: undefined,
    answer(context) {
      const balancer = balancerOf(context);
      const listeners = listenersOf(context.here, balancer.LoadBalancerId);
      const wanted = (name: string): boolean => context.params.get(name) === 'true';
      const VServerGroup = balancer.vServerGroups.map((group) => ({
        VServerGroupId: group.id,
        VServerGroupName: group.name,
        ServerCount: group.servers.length,
        Tags: { Tag: group.tags },
        AssociatedObjects: {
          Listeners: { Listener: wanted('IncludeListener') ? listenersWith(listeners, group.id) : [] },
          Rules: { Rule: wanted('IncludeRule') ? rulesWith(listeners, group.id) : [] },
        },
      }));
      return { VServerGroups: { VServerGroup } };
    },
  }),

  asked('DescribeVServerGroupAttribute', {
    required: ['RegionId', 'VServerGroupId'],
    known: ['RegionId', 'VServerGroupId'],
    documented: [],
    paging: undefined,
    answer({ here, params }) {
      const [balancer, group] = groupIn(here, 'vServerGroups', params.get('VServerGroupId'));
      return {
        LoadBalancerId: balancer.LoadBalancerId,
        VServerGroupId: group.id,
        VServerGroupName: group.name,
        BackendServers: { BackendServer: group.servers },
        Tags: { Tag: group.tags },
      };
    },
  }),

  asked('DescribeMasterSlaveServerGroups', {
    required: ['RegionId', 'LoadBalancerId'],
    known: ['RegionId', 'LoadBalancerId', 'IncludeListener'],
    documented: ['Description', 'Tag.#.Key', 'Tag.#.Value'],
    paging: undefined,
    answer(context) {
      const MasterSlaveServerGroup = balancerOf(context).masterSlaveGroups.map(({ id, name, tags }) => ({
        MasterSlaveServerGroupId: id,
        MasterSlaveServerGroupName: name,
        Tags: { Tag: tags },
      }));
      return { MasterSlaveServerGroups: { MasterSlaveServerGroup } };
    },
  }),

  asked('DescribeMasterSlaveServerGroupAttribute', {
    required: ['RegionId', 'MasterSlaveServerGroupId'],
    known: ['RegionId', 'MasterSlaveServerGroupId'],
    documented: [],
    paging: undefined,
    answer({ here, params }) {
      const [balancer, group] = groupIn(here, 'masterSlaveGroups', params.get('MasterSlaveServerGroupId'));
      const MasterSlaveBackendServer = group.servers.map((server, n) => ({
        ...without(server, 'ServerIp'),
        ServerType: n === 0 ? 'Master' : 'Slave',
      }));
      return {
        LoadBalancerId: balancer.LoadBalancerId,
        MasterSlaveServerGroupId: group.id,
        MasterSlaveServerGroupName: group.name,
        MasterSlaveBackendServers: { MasterSlaveBackendServer },
        Tags: { Tag: group.tags },
      };
    },
  }),

  asked('DescribeRules', {
    required: ['RegionId', 'LoadBalancerId', 'ListenerPort', 'ListenerProtocol'],
    known: ['RegionId', 'LoadBalancerId', 'ListenerPort', 'ListenerProtocol'],
    documented: [],
    paging: undefined,
    answer(context) {
      const { LoadBalancerId } = balancerOf(context);
      const port = context.params.get('ListenerPort');
      const protocol = context.params.get('ListenerProtocol');
      const listener = listenersOf(context.here, LoadBalancerId).find(
        (one) => String(one.ListenerPort) === port && one.ListenerProtocol === protocol,
      );
      if (listener === undefined) throw refusal(NO_LISTENER, 'slb');
      return { Rules: { Rule: listener.rules } };
    },
  }),

  tagRows(list, {
    ids: 20,
    paging: specOf(undefined, byTokenOnly('', 50)),
    strict: 'slb',
    types: {
      instance: ({ here }) => here.clbs.map(({ LoadBalancerId, Tags }) => [LoadBalancerId, plain(Tags.Tag)]),
      listener: ({ here }) =>
        here.clbListeners.map(({ LoadBalancerId, ListenerProtocol, ListenerPort, Tags }) => [
          `${LoadBalancerId}_${ListenerProtocol}_${ListenerPort}`,
          plain(Tags),
        ]),
      vservergroup: ({ here }) =>
        here.clbs.flatMap(({ vServerGroups }) =>
          vServerGroups.map(({ id, tags }) => [id, plain(tags)] as const),
        ),
    },
  }),
];

const NO_LISTENER = {
  status: 404,
  code: 'InvalidParameter.ListenerNotExist',
  message: 'The specified listener does not exist.',
};

const plain = (tags: readonly TagPair[]) => tags.map(({ TagKey: Key, TagValue: Value }) => ({ Key, Value }));

const withoutServers = (row: Clb) => without(row, 'defaultServers', 'vServerGroups', 'masterSlaveGroups');

/** One block of settings by protocol; a group of a master and a slave is named in it. */
function listenerRow(listener: ClbListener) {
  const { masterSlaveServerGroupId: group, ListenerProtocol } = listener;
  const config = { HealthCheck: 'on', ...(group !== undefined && { MasterSlaveServerGroupId: group }) };
  const row = without(listener, 'rules', 'masterSlaveServerGroupId');
  return { ...row, [`${ListenerProtocol.toUpperCase()}ListenerConfig`]: config };
}

/** What traffic to a listener can reach: its group's servers or the default ones, and those of its rules. */
export function serversBehind(balancer: Clb, listener: ClbListener): readonly ClbServer[] {
  const { VServerGroupId, masterSlaveServerGroupId, BackendServerPort = 0 } = listener;
  const main =
    VServerGroupId !== undefined
      ? serversOf(balancer.vServerGroups, VServerGroupId)
      : masterSlaveServerGroupId !== undefined
        ? serversOf(balancer.masterSlaveGroups, masterSlaveServerGroupId)
        : balancer.defaultServers.map((server) => ({ ...server, Port: BackendServerPort }));
  const ruled = listener.rules.flatMap((rule) => serversOf(balancer.vServerGroups, rule.VServerGroupId));
  return [...main, ...ruled];
}

const serversOf = (groups: readonly ServerGroup[], id: string | undefined): readonly ClbServer[] =>
  groups.find((one) => one.id === id)?.servers ?? [];

const listenersOf = (here: RegionEstate, id: string): readonly ClbListener[] =>
  here.clbListeners.filter(({ LoadBalancerId }) => LoadBalancerId === id);

const listenersWith = (listeners: readonly ClbListener[], group: string) =>
  listeners
    .filter(({ VServerGroupId }) => VServerGroupId === group)
    .map(({ ListenerPort: Port, ListenerProtocol: Protocol }) => ({ Port, Protocol }));

const rulesWith = (listeners: readonly ClbListener[], group: string) =>
  listeners.flatMap(({ rules }) =>
    rules
      .filter(({ VServerGroupId }) => VServerGroupId === group)
      .map(({ RuleId, RuleName, Domain, Url }) => ({ RuleId, RuleName, Domain, Url })),
  );

function balancerOf({ here, params }: Context): Clb {
  const id = params.get('LoadBalancerId');
  const balancer = here.clbs.find(({ LoadBalancerId }) => LoadBalancerId === id);
  if (balancer !== undefined) return balancer;
  const message = 'The specified LoadBalancerId does not exist.';
  throw refusal({ status: 404, code: 'InvalidLoadBalancerId.NotFound', message }, 'slb');
}

function groupIn(
  here: RegionEstate,
  where: 'vServerGroups' | 'masterSlaveGroups',
  id: string | undefined,
): readonly [Clb, ServerGroup] {
  for (const balancer of here.clbs) {
    const group = balancer[where].find((one) => one.id === id);
    if (group !== undefined) return [balancer, group];
  }
  const message = 'The specified server group does not exist.';
  throw refusal({ status: 404, code: 'InvalidParameter.ServerGroupNotExist', message }, 'slb');
}
