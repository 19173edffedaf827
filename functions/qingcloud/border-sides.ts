import type { Scope } from '../../shared/collect/collector.ts';
import type { Attachment } from '../../shared/model/network-kinds.ts';
import type { Border, BorderVxnet } from './borders.ts';
import { qingcloudRef, vpcRef } from './items.ts';

/** What a border joins: the VPC that it is bound to, and the networks on it. They are as well as it is. */
export function sidesOf(
  { router_id, owner, status = 'unknown' }: Border,
  vxnets: readonly BorderVxnet[],
  scope: Scope,
): readonly Attachment[] {
  const bound =
    router_id === undefined
      ? []
      : [{ id: router_id, vpc: qingcloudRef('vpc', router_id), owner, state: status }];
  const joined = vxnets.map((vxnet) => ({
    id: vxnet.vxnet_id,
    vpc: vpcRef(scope, vxnet.vxnet_id, vxnet.vpc_router_id),
    owner: vxnet.owner,
    state: status,
  }));
  return [...bound, ...joined];
}
