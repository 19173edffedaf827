import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Device } from '../../../shared/model/kinds.ts';
import type { Ref } from '../../../shared/model/ref.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, nameOf, paged, partitionOf, tagsOf } from '../items.ts';

/** Of every device, not of servers only. */
export const nic = collector({
  name: 'nic',
  emits: ['nic'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeNetworkInterfaces'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeNetworkInterfaces',
      (NextToken) => ec2.send(new DescribeNetworkInterfacesCommand({ NextToken, MaxResults: 1000 })),
      ({ NetworkInterfaces, NextToken }) => [NetworkInterfaces, NextToken],
    ),

  *map(item, scope) {
    const id = idOf(item.NetworkInterfaceId, 'ec2:DescribeNetworkInterfaces');
    yield {
      kind: 'nic',
      ref: awsRef('nic', id),
      id,
      name: nameOf(item.TagSet, id),
      tags: tagsOf(item.TagSet),
      owner: item.OwnerId,
      vpc: link('vpc', item.VpcId),
      subnet: link('subnet', item.SubnetId),
      device: deviceOf(item, scope),
      usage: usageOf(item),
      mac: item.MacAddress?.toLowerCase(),
      addresses: [
        ...(item.PrivateIpAddresses ?? []).map(({ PrivateIpAddress, Association }) => ({
          ip: PrivateIpAddress,
          public_ip:
            Association?.PublicIp || Association?.CarrierIp || Association?.CustomerOwnedIp || undefined,
        })),
        ...(item.Ipv6Addresses ?? []).map(({ Ipv6Address }) => ({ ip: Ipv6Address, public_ip: undefined })),
      ].filter(({ ip, public_ip }) => ip !== undefined || public_ip !== undefined),
      security_groups: links(
        'security_group',
        item.Groups?.map(({ GroupId }) => GroupId),
      ),
    };
  },
});

/** `interface` says nothing of one that a service made; the service's own name does. */
function usageOf({ InterfaceType, RequesterManaged, RequesterId }: NetworkInterface): string | undefined {
  return InterfaceType === 'interface' && RequesterManaged === true
    ? (RequesterId ?? InterfaceType)
    : InterfaceType;
}

/**
 * Whose interface it is. AWS states it for instances only; what its services
 * write as description is how AWS tells people to find their interfaces.
 * Load balancers: https://repost.aws/knowledge-center/elb-find-load-balancer-ip
 * NAT gateways: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
 * EKS: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 * Anything else stays `undefined`: readers join by address.
 */
function deviceOf(item: NetworkInterface, { account, region }: Scope): Ref<Device> | undefined {
  if (item.Attachment?.InstanceId) return awsRef('vm', item.Attachment.InstanceId);
  // Only AWS writes on these; on others a description is anybody's text.
  if (item.RequesterManaged !== true) return undefined;
  const owner = item.OwnerId ?? account;
  const text = item.Description ?? '';
  const nat = /^Interface for NAT Gateway (nat-\w+)$/.exec(text)?.[1];
  if (nat !== undefined) return awsRef('nat_gateway', nat);
  const balancer = /^ELB (.+)$/.exec(text)?.[1];
  if (balancer?.includes('/') === true) {
    const arn = `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${owner}:loadbalancer/${balancer}`;
    return awsRef('load_balancer', arn);
  }
  if (balancer !== undefined) return awsRef('load_balancer', owner, region, balancer);
  const cluster = /^Amazon EKS (.+)$/.exec(text)?.[1];
  return cluster === undefined ? undefined : awsRef('k8s_cluster', owner, region, cluster);
}
