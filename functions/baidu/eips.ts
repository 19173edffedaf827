import * as z from 'zod/mini';
import { table } from '../../shared/collect/table.ts';
import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { id, link, said, tags } from './items.ts';

/** SDK type EipModel. Older ones have no id but their address. */
export const Eip = z.object({ eip: id, eipId: said, name: said, instanceType: said, instanceId: said, tags });

/** Words of `instanceType`: https://cloud.baidu.com/doc/EIP/s/Mjwvz2wnn-en; a VPN gateway is no device of the model. */
const DEVICES = table<Device>({
  BCC: 'vm',
  BBC: 'vm',
  BLB: 'load_balancer',
  APPBLB: 'load_balancer',
  NAT: 'nat_gateway',
  RDS: 'rds',
  SCS: 'redis',
});

export function deviceOf({ instanceType = '', instanceId }: z.infer<typeof Eip>): Ref<Device> | undefined {
  const kind = DEVICES[instanceType.toUpperCase()];
  return kind === undefined ? undefined : link(kind, instanceId);
}
