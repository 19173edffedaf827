/** CLB and ALB 2020-04-01. Parameters and answers: documented.ts. */
import { productOf } from '../operation.ts';
import { textOf } from '../parameters.ts';
import { notFound } from '../refusals.ts';
import { without } from '../rows/given.ts';

const clb = productOf('clb', '2020-04-01', 'GET');
const alb = productOf('alb', '2020-04-01', 'GET');

export const balancers = [
  clb.list({ name: 'DescribeLoadBalancers', at: 'LoadBalancers', rows: ({ here }) => here.clbs }),
  clb.list({
    name: 'DescribeListeners',
    at: 'Listeners',
    rows: ({ here }) => here.clbListeners,
    by: { LoadBalancerId: ({ LoadBalancerId }) => LoadBalancerId },
  }),
  clb.list({
    name: 'DescribeServerGroups',
    at: 'ServerGroups',
    rows: ({ here }) => here.clbGroups,
    put: (row) => without(row, 'balancer', 'listeners', 'servers'),
    by: { LoadBalancerId: ({ balancer }) => balancer },
  }),
  clb.asked('DescribeServerGroupAttributes', ['ServerGroupId'], ({ here, params, fault }) => {
    const id = textOf(params, 'ServerGroupId');
    const group = here.clbGroups.find(({ ServerGroupId }) => ServerGroupId === id);
    if (group === undefined) throw notFound('ServerGroup', id);
    const { balancer, listeners, servers, CreateTime: _, ...told } = group;
    const Servers = fault?.kind === 'empty' ? [] : servers;
    return { ...told, LoadBalancerId: balancer, Listeners: listeners, Servers };
  }),
  alb.list({ name: 'DescribeLoadBalancers', at: 'LoadBalancers', rows: ({ here }) => here.albs }),
  alb.list({
    name: 'DescribeListeners',
    at: 'Listeners',
    rows: ({ here }) => here.albListeners,
    by: { LoadBalancerId: ({ LoadBalancerId }) => LoadBalancerId },
  }),
  alb.list({
    name: 'DescribeServerGroups',
    at: 'ServerGroups',
    rows: ({ here }) => here.albGroups,
    put: ({ servers, ...row }) => ({ ...row, ServerCount: servers.length }),
  }),
  alb.list({
    name: 'DescribeServerGroupBackendServers',
    at: 'Servers',
    rows({ here, params }) {
      const id = textOf(params, 'ServerGroupId');
      const group = here.albGroups.find(({ ServerGroupId }) => ServerGroupId === id);
      if (group === undefined) throw notFound('ServerGroup', id);
      return group.servers;
    },
    read: ['ServerGroupId'],
  }),
];
