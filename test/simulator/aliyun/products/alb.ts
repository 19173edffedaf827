/**
 * ALB 2020-06-16 and NLB 2022-04-30: every list is of the region, by token, up to 100 a page. ALB names no
 * `RegionId` (its hosts are regional); sent all the same, it is the gateway's own and does no harm.
 * https://help.aliyun.com/zh/slb/application-load-balancer/developer-reference/api-alb-2020-06-16-listservergroupservers :
 * without `ServerGroupId` the servers of all groups. Sources of the rows: `../rows/balancers.ts`; of parameters and
 * sizes: alibabacloud-typescript-sdk, alb-20200616 and nlb-20220430, src/models/*Request.ts.
 */
import { without } from '../rows/without.ts';
import { productOf } from '../operation.ts';
import { byToken, byTokenOnly, specOf } from '../paging.ts';
import { refusal } from '../refusals.ts';
import type {
  Alb,
  AlbListener,
  AlbRule,
  AlbServerGroup,
  GroupServer,
  Nlb,
  NlbListener,
  NlbServerGroup,
} from '../rows/balancers.ts';
import { tagRows } from './tags.ts';

const alb = productOf('alb', 'alb');
const nlb = productOf('nlb', 'nlb');
const TAGS = ['Tag.#.Key', 'Tag.#.Value'];
const paging = specOf(undefined, byToken(100));

export const ALB = [
  alb.list<Alb>({
    name: 'ListLoadBalancers',
    known: ['RegionId'],
    documented: [
      'AddressIpVersion',
      'DNSName',
      'Ipv6AddressType',
      'LoadBalancerBussinessStatus',
      'LoadBalancerNames.#',
      'PayType',
      'ZoneId',
      ...TAGS,
    ],
    paging,
    filters: {
      AddressType: ({ AddressType }, value) => AddressType === value,
      'LoadBalancerIds.#': ({ LoadBalancerId }, value) => LoadBalancerId === value,
      LoadBalancerStatus: ({ LoadBalancerStatus }, value) => LoadBalancerStatus === value,
      'VpcIds.#': ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.albs,
    put: (rows) => ({ LoadBalancers: rows.map((row) => without(row, 'ZoneMappings')) }),
  }),
  alb.asked('GetLoadBalancerAttribute', {
    required: ['LoadBalancerId'],
    known: ['LoadBalancerId', 'RegionId'],
    documented: [],
    paging: undefined,
    answer({ here, params, region }) {
      const id = params.get('LoadBalancerId');
      const row = here.albs.find(({ LoadBalancerId }) => LoadBalancerId === id);
      if (row !== undefined) return { ...row, RegionId: region };
      const message = `The specified resource ${id} is not found.`;
      throw refusal({ status: 404, code: 'ResourceNotFound.LoadBalancer', message }, 'alb');
    },
  }),
  alb.list<AlbListener>({
    name: 'ListListeners',
    known: ['RegionId'],
    documented: TAGS,
    paging,
    filters: {
      'ListenerIds.#': ({ ListenerId }, value) => ListenerId === value,
      ListenerProtocol: ({ ListenerProtocol }, value) => ListenerProtocol === value,
      'LoadBalancerIds.#': ({ LoadBalancerId }, value) => LoadBalancerId === value,
    },
    rows: ({ here }) => here.albListeners,
    put: (Listeners) => ({ Listeners }),
  }),
  alb.list<AlbRule>({
    name: 'ListRules',
    known: ['RegionId'],
    documented: TAGS,
    paging,
    filters: {
      /** Rules for requests, where nothing is said. */
      Direction: ({ Direction }, value) => Direction === value,
      'ListenerIds.#': ({ ListenerId }, value) => ListenerId === value,
      'LoadBalancerIds.#': ({ LoadBalancerId }, value) => LoadBalancerId === value,
      'RuleIds.#': ({ RuleId }, value) => RuleId === value,
    },
    rows: ({ here, params }) =>
      here.albRules.filter(({ Direction }) => params.has('Direction') || Direction === 'Request'),
    put: (Rules) => ({ Rules }),
  }),
  alb.list<AlbServerGroup>({
    name: 'ListServerGroups',
    known: ['RegionId'],
    documented: ['ServerGroupNames.#', ...TAGS],
    paging,
    filters: {
      'ServerGroupIds.#': ({ ServerGroupId }, value) => ServerGroupId === value,
      ServerGroupType: ({ ServerGroupType }, value) => ServerGroupType === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.albServerGroups,
    put: (ServerGroups) => ({ ServerGroups }),
  }),
  alb.list<GroupServer>({
    name: 'ListServerGroupServers',
    known: ['RegionId'],
    documented: TAGS,
    paging,
    filters: {
      ServerGroupId: ({ ServerGroupId }, value) => ServerGroupId === value,
      'ServerIds.#': ({ ServerId }, value) => ServerId === value,
    },
    rows: ({ here }) => here.albServers,
    put: (Servers) => ({ Servers }),
  }),
  tagRows(alb.list, {
    ids: 50,
    paging: specOf(undefined, byTokenOnly('MaxResults', 100, 20)),
    bare: true,
    types: {
      loadbalancer: ({ here }) => here.albs.map(({ LoadBalancerId, Tags }) => [LoadBalancerId, Tags]),
      servergroup: ({ here }) => here.albServerGroups.map(({ ServerGroupId, Tags }) => [ServerGroupId, Tags]),
    },
  }),
];

export const NLB = [
  nlb.list<Nlb>({
    name: 'ListLoadBalancers',
    known: ['RegionId'],
    documented: [
      'AddressIpVersion',
      'DNSName',
      'Ipv6AddressType',
      'LoadBalancerBusinessStatus',
      'LoadBalancerNames.#',
      'LoadBalancerType',
      'ZoneId',
      ...TAGS,
    ],
    paging,
    filters: {
      AddressType: ({ AddressType }, value) => AddressType === value,
      'LoadBalancerIds.#': ({ LoadBalancerId }, value) => LoadBalancerId === value,
      LoadBalancerStatus: ({ LoadBalancerStatus }, value) => LoadBalancerStatus === value,
      'VpcIds.#': ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.nlbs,
    put: (LoadBalancers) => ({ LoadBalancers }),
  }),
  nlb.list<NlbListener>({
    name: 'ListListeners',
    known: ['RegionId'],
    documented: ['SecSensorEnabled', ...TAGS],
    paging,
    filters: {
      'ListenerIds.#': ({ ListenerId }, value) => ListenerId === value,
      ListenerProtocol: ({ ListenerProtocol }, value) => ListenerProtocol === value,
      'LoadBalancerIds.#': ({ LoadBalancerId }, value) => LoadBalancerId === value,
    },
    rows: ({ here }) => here.nlbListeners,
    put: (Listeners) => ({ Listeners }),
  }),
  nlb.list<NlbServerGroup>({
    name: 'ListServerGroups',
    known: ['RegionId'],
    documented: ['ServerGroupNames.#', ...TAGS],
    paging,
    filters: {
      'ServerGroupIds.#': ({ ServerGroupId }, value) => ServerGroupId === value,
      ServerGroupType: ({ ServerGroupType }, value) => ServerGroupType === value,
      VpcId: ({ VpcId }, value) => VpcId === value,
    },
    rows: ({ here }) => here.nlbServerGroups,
    put: (ServerGroups) => ({ ServerGroups }),
  }),
  nlb.list<GroupServer>({
    name: 'ListServerGroupServers',
    known: ['RegionId'],
    paging,
    filters: {
      ServerGroupId: ({ ServerGroupId }, value) => ServerGroupId === value,
      'ServerIds.#': ({ ServerId }, value) => ServerId === value,
      'ServerIps.#': ({ ServerIp }, value) => ServerIp === value,
    },
    rows: ({ here }) => here.nlbServers,
    put: (Servers) => ({ Servers }),
  }),
  tagRows(nlb.list, {
    ids: 50,
    paging: specOf(undefined, byTokenOnly('MaxResults', 50)),
    bare: true,
    types: {
      loadbalancer: ({ here }) => here.nlbs.map(({ LoadBalancerId, Tags }) => [LoadBalancerId, Tags]),
      listener: ({ here }) => here.nlbListeners.map(({ ListenerId, Tags }) => [ListenerId, Tags]),
      servergroup: ({ here }) => here.nlbServerGroups.map(({ ServerGroupId, Tags }) => [ServerGroupId, Tags]),
    },
  }),
];
