import * as z from 'zod/mini';
import type { Device } from '../../../shared/model/kinds.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, id, link, said, tags } from '../items.ts';
import { ofBothFamilies } from '../pages.ts';

/** SDK type EipModel. Older ones have no id but their address. */
const Eip = z.object({ eip: id, eipId: said, name: said, instanceType: said, instanceId: said, tags });

/** Attached or not, of either address family. */
export const eip = collector({
  name: 'eip',
  emits: ['eip'],
  scope: 'region',
  paging: 'token',
  actions: [API.eips.action],

  list: (api) =>
    ofBothFamilies(
      api,
      API.eips,
      { at: 'eipList', item: Eip },
      { ipVersion: 'ipv6' },
      ({ eip: address }) => address,
    ),

  *map(item, { region }) {
    const native = item.eipId ?? item.eip;
    yield {
      kind: 'eip',
      ref: baiduRef('eip', native),
      id: native,
      name: item.name ?? native,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      ip: item.eip,
      private_ip: undefined,
      nic: item.instanceType === 'ENI' ? link('nic', item.instanceId) : undefined,
      device: deviceOf(item),
    };
  },
});

/** Words of `instanceType`: https://cloud.baidu.com/doc/EIP/s/Mjwvz2wnn-en; a VPN gateway is no device of the model. */
const DEVICES: Readonly<Record<string, Device>> = {
  BCC: 'vm',
  BBC: 'vm',
  BLB: 'load_balancer',
  APPBLB: 'load_balancer',
  NAT: 'nat_gateway',
  RDS: 'rds',
  SCS: 'redis',
};

function deviceOf({ instanceType = '', instanceId }: z.infer<typeof Eip>): Ref<Device> | undefined {
  const kind = DEVICES[instanceType.toUpperCase()];
  return kind === undefined ? undefined : link(kind, instanceId);
}
