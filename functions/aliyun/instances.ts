import * as z from 'zod/mini';
import { maybe } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Address } from '../../shared/model/parts.ts';
import { aliyunRef, id, link, links, said, tags, within } from './items.ts';

const Addresses = within('IpAddress', said);

/** SDK type DescribeInstancesResponseBodyInstancesInstance. */
export const Instance = z.object({
  InstanceId: id,
  InstanceName: said,
  HostName: said,
  InstanceType: said,
  Status: said,
  ZoneId: said,
  CreationTime: said,
  InnerIpAddress: Addresses,
  PublicIpAddress: Addresses,
  VpcAttributes: maybe(z.object({ VpcId: said, VSwitchId: said, PrivateIpAddress: Addresses })),
  SecurityGroupIds: within('SecurityGroupId', said),
  Tags: tags,
});
export type Instance = z.infer<typeof Instance>;

/**
 * The addresses that a server has without an interface or an EIP that would tell them: a public one that it was created
 * with, and all those of the classic network. Interfaces name EIPs only: `AssociatedPublicIp` on the page
 * DescribeNetworkInterfaces of https://github.com/AlibabaCloudDocs/ecs
 */
export function ownInterface(item: Instance): Models['nic'] | undefined {
  const { InstanceId, VpcAttributes: inside } = item;
  const addresses: Address[] = [
    ...item.InnerIpAddress.map((ip) => ({ ip, public_ip: undefined })),
    ...item.PublicIpAddress.map((public_ip) => ({ ip: undefined, public_ip })),
  ].filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined);
  if (addresses.length === 0) return undefined;
  return {
    kind: 'nic',
    ref: aliyunRef('nic', InstanceId, 'own'),
    id: InstanceId,
    name: item.InstanceName ?? InstanceId,
    tags: [],
    owner: undefined,
    vpc: link('vpc', inside?.VpcId),
    subnet: link('subnet', inside?.VSwitchId),
    device: aliyunRef('vm', InstanceId),
    usage: undefined,
    mac: undefined,
    addresses,
    security_groups: links('security_group', item.SecurityGroupIds),
  };
}
