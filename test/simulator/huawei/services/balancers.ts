/**
 * ELB v3: by marker, 2000 rows unless asked for fewer, `page_info`. Parameters: doc comments of
 * huaweicloud-sdk-nodejs-v3, services/elb/v3/ElbClient.ts .
 *
 * Without `enterprise_project_id` an earlier edition of https://support.huaweicloud.com/api-elb/ListAllMembers.html lists
 * the default project only, the present one all: the simulator keeps to the stricter.
 */
import { serviceOf } from '../operation.ts';
import { byMarker } from '../paging.ts';
import type { L7Policy, Listener, LoadBalancer, Member, Pool } from '../rows/balancers.ts';
import { DEFAULT_EPS } from '../rows/given.ts';

const { list } = serviceOf('elb');
const paging = byMarker('page_info');
const keyOf = ({ id }: { readonly id: string }): string => id;
const documented = ['page_reverse', 'description', 'admin_state_up', 'member_address', 'member_device_id'];

export const ELB = [
  list<LoadBalancer>({
    name: 'ListLoadBalancers',
    path: '/v3/{project_id}/elb/loadbalancers',
    enterprise: 'default',
    paging,
    fields: [
      'id',
      'name',
      'provisioning_status',
      'operating_status',
      'guaranteed',
      'vpc_id',
      'vip_address',
      'vip_port_id',
    ],
    documented,
    rows: ({ here }) => here.loadBalancers,
    keyOf,
    put: (loadbalancers) => ({ loadbalancers }),
  }),
  list<Listener>({
    name: 'ListListeners',
    path: '/v3/{project_id}/elb/listeners',
    enterprise: 'default',
    paging,
    fields: ['id', 'name', 'protocol', 'protocol_port', 'default_pool_id'],
    filters: { loadbalancer_id: ({ loadbalancers }, value) => loadbalancers.some(({ id }) => id === value) },
    documented,
    rows: ({ here }) => here.listeners,
    keyOf,
    put: (listeners) => ({ listeners }),
  }),
  list<Pool>({
    name: 'ListPools',
    path: '/v3/{project_id}/elb/pools',
    enterprise: 'default',
    paging,
    fields: ['id', 'name', 'protocol', 'vpc_id', 'type'],
    filters: {
      loadbalancer_id: ({ loadbalancers }, value) => loadbalancers.some(({ id }) => id === value),
      listener_id: ({ listeners }, value) => listeners.some(({ id }) => id === value),
    },
    documented,
    rows: ({ here }) => here.pools,
    keyOf,
    put: (pools) => ({ pools }),
  }),
  list<Member>({
    name: 'ListAllMembers',
    path: '/v3/{project_id}/elb/members',
    enterprise: 'default',
    enterpriseOf: ({ here }) => {
      const own = new Map(
        here.pools.flatMap((pool) => pool.members.map(({ id }) => [id, pool.enterprise_project_id])),
      );
      return ({ id }) => own.get(id) ?? DEFAULT_EPS;
    },
    paging,
    fields: [
      'id',
      'name',
      'weight',
      'subnet_cidr_id',
      'address',
      'protocol_port',
      'operating_status',
      'ip_version',
    ],
    filters: {
      pool_id: ({ id }, value, { here }) =>
        here.pools.some((pool) => pool.id === value && pool.members.some((one) => one.id === id)),
      loadbalancer_id: ({ id }, value, { here }) =>
        here.pools.some(
          ({ loadbalancers, members }) =>
            loadbalancers.some((one) => one.id === value) && members.some((one) => one.id === id),
        ),
    },
    documented: ['page_reverse', 'admin_state_up'],
    rows: ({ here }) => here.members,
    keyOf,
    put: (members) => ({ members }),
  }),
  list<Member>({
    name: 'ListMembers',
    path: '/v3/{project_id}/elb/pools/{pool_id}/members',
    paging,
    fields: ['id', 'name', 'weight', 'address', 'protocol_port', 'member_type', 'instance_id'],
    documented: ['page_reverse', 'admin_state_up', 'enterprise_project_id'],
    rows: ({ here, path }) => {
      const members = here.pools.find(({ id }) => id === path['pool_id'])?.members ?? [];
      return here.members.filter(({ id }) => members.some((one) => one.id === id));
    },
    keyOf,
    put: (members) => ({ members }),
  }),
  list<L7Policy>({
    name: 'ListL7Policies',
    path: '/v3/{project_id}/elb/l7policies',
    enterprise: 'default',
    paging,
    fields: [
      'id',
      'name',
      'listener_id',
      'action',
      'redirect_pool_id',
      'position',
      'priority',
      'provisioning_status',
    ],
    documented: ['page_reverse', 'description', 'admin_state_up', 'display_all_rules', 'redirect_url'],
    rows: ({ here }) => here.l7Policies,
    keyOf,
    put: (l7policies) => ({ l7policies }),
  }),
];
