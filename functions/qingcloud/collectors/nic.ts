import { collector } from '../client.ts';
import { deviceOf, links, nicRef, qingcloudRef, subnetRef } from '../items.ts';
import { interfacesOf, NICS } from '../nics.ts';

/** Interfaces on servers, and those on nothing. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'offset',
  actions: ['ecm:DescribeInstances', NICS],

  list: (api) => interfacesOf(api),

  *map({ nic_id, nic: listed, on }, scope) {
    const first = on?.isFirst === true ? on.instance : undefined;
    const vxnet = listed?.vxnet_id ?? on?.own.vxnet_id;
    const ip = listed?.private_ip ?? on?.own.private_ip;
    const public_ip = listed?.eip?.eip_addr ?? first?.eip?.eip_addr;
    const ipv6 = listed?.ipv6_address ?? on?.own.ipv6_address;
    yield {
      kind: 'nic',
      ref: nicRef(scope, nic_id),
      id: nic_id,
      name: listed?.nic_name ?? nic_id,
      tags: listed?.tags ?? [],
      owner: undefined,
      vpc: undefined,
      subnet: vxnet === undefined ? undefined : subnetRef(scope, vxnet),
      device: on === undefined ? deviceOf(listed?.instance_id) : qingcloudRef('vm', on.instance.instance_id),
      usage: undefined,
      mac: nic_id.toLowerCase(),
      addresses: [
        ...(ip === undefined && public_ip === undefined ? [] : [{ ip, public_ip }]),
        ...(ipv6 === undefined ? [] : [{ ip: ipv6, public_ip: undefined }]),
      ],
      security_groups: links('security_group', [
        listed?.security_group ?? first?.security_group?.security_group_id,
      ]),
    };
  },
});
