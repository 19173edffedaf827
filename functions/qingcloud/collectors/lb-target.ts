import { isIP } from 'node:net';
import { collector } from '../client.ts';
import { deviceOf, qingcloudRef } from '../items.ts';

/** Listeners bring their backends: servers, routers of VPCs, addresses. */
export const lbTarget = collector({
  name: 'lb-target',
  emits: ['lb_target'],
  scope: 'region',
  paging: 'offset',
  actions: ['elb:DescribeLoadBalancerListeners'],

  async *list({ lists }) {
    yield* await lists.listeners('lb-target');
  },

  *map(item) {
    for (const backend of item.backends) {
      const { loadbalancer_backend_id: id, resource_id: resource } = backend;
      const isAddress = resource !== undefined && isIP(resource) > 0;
      yield {
        kind: 'lb_target',
        ref: qingcloudRef('lb_target', id),
        id,
        name: backend.loadbalancer_backend_name ?? id,
        tags: [],
        target_group: item.loadbalancer_listener_id,
        load_balancers: [qingcloudRef('load_balancer', item.loadbalancer_id)],
        protocol: item.backend_protocol?.toLowerCase(),
        port: backend.port,
        device: isAddress ? undefined : deviceOf(resource),
        ip: isAddress ? resource : backend.private_ip,
      };
    }
  },
});
