import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import { id, said } from './items.ts';

/** SDK type LoadBalancerBackend. `private_ip` where a backend is an address. */
const Backend = z.object({
  loadbalancer_backend_id: id,
  loadbalancer_backend_name: said,
  resource_id: said,
  private_ip: said,
  port: maybe(whole),
});

/**
 * SDK type LoadBalancerListener; ports are numbers in the examples and texts beside them.
 * https://docsv3.qingcloud.com/development_docs/api/command_list/lb/describe_loadbalancer_listeners/
 */
export const LoadBalancerListener = z.object({
  loadbalancer_listener_id: id,
  loadbalancer_listener_name: said,
  loadbalancer_id: id,
  listener_protocol: said,
  listener_port: maybe(whole),
  backend_protocol: said,
  backends: some(Backend),
});
export type LoadBalancerListener = z.infer<typeof LoadBalancerListener>;
