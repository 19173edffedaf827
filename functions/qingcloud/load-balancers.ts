import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

const EipOf = z.object({ eip_addr: said });

/**
 * SDK type LoadBalancer; `cluster` has the nodes by the ids of public addresses too, where it is no list.
 * https://docsv3.qingcloud.com/development_docs/api/command_list/lb/describe_loadbalancers/
 */
export const LoadBalancer = z.object({
  loadbalancer_id: id,
  loadbalancer_name: said,
  loadbalancer_type: said,
  status: said,
  transition_status: said,
  vxnet_id: said,
  vxnet: maybe(z.object({ vxnet_id: said, vpc_router_id: said, private_ip: said })),
  private_ips: some(z.string()),
  eips: some(EipOf),
  cluster: maybe(z.union([z.array(EipOf), z.record(z.string(), z.unknown())])),
  security_group_id: said,
  tags,
});
