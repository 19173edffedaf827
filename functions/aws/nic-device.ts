import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Device } from '../../shared/model/parts.ts';
import type { Ref } from '../../shared/model/ref.ts';
import { awsRef, partitionOf } from './items.ts';

/**
 * Whose interface it is. AWS states it for instances only; for what its services
 * make, the description is the field it tells people to look at.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
 * Load balancers, by `ELB app/<name>/<id>`: https://repost.aws/knowledge-center/elb-find-load-balancer-ip
 * The words of NAT gateways and EKS are not documented; they are seen in AWS's own
 * output: https://github.com/aws-samples/reinvent2018-NET410 shows one of EKS, which
 * its session made and which is not requester-managed.
 * Interfaces of RDS do not name their instance, and how those of ElastiCache do is not
 * documented: they stay `undefined`, and readers join by address.
 */
export function deviceOf(item: NetworkInterface, { account, region }: Scope): Ref<Device> | undefined {
  if (item.Attachment?.InstanceId) return awsRef('vm', item.Attachment.InstanceId);
  const owner = item.OwnerId ?? account;
  const text = item.Description ?? '';
  if (item.RequesterManaged === true || item.RequesterId?.endsWith(':AmazonEKS') === true) {
    const cluster = /^Amazon EKS (.+)$/.exec(text)?.[1];
    if (cluster !== undefined) return awsRef('k8s_cluster', owner, region, cluster);
  }
  // Only AWS writes on these; on others a description is anybody's text.
  if (item.RequesterManaged !== true) return undefined;
  const nat = /^Interface for NAT Gateway (nat-\w+)$/.exec(text)?.[1];
  if (nat !== undefined) return awsRef('nat_gateway', nat);
  const balancer = /^ELB (.+)$/.exec(text)?.[1];
  if (balancer === undefined) return undefined;
  if (!balancer.includes('/')) return awsRef('load_balancer', owner, region, balancer);
  const arn = `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${owner}:loadbalancer/${balancer}`;
  return awsRef('load_balancer', arn);
}
