/**
 * Interfaces of AWS's services say in their description whose they are; the owners are made after the
 * interfaces, so the names are filled in here. Only EKS documents its wording ("Amazon EKS <cluster>":
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html); the others are as consoles show them.
 */
import type { Ground } from './place.ts';

export function nameOwners({ estate }: Ground): void {
  const ofType = (type: string): string[] =>
    estate.loadBalancers
      .filter(({ Type }) => Type === type)
      .map(({ LoadBalancerArn = '' }) => `ELB ${LoadBalancerArn.split(':loadbalancer/')[1]}`);
  const balancers = [
    ...ofType('application'),
    ...estate.classicLoadBalancers.map(({ LoadBalancerName }) => `ELB ${LoadBalancerName}`),
  ];
  const names: Readonly<Record<string, readonly string[]>> = {
    'amazon-elb interface': balancers,
    'amazon-elb network_load_balancer': ofType('network'),
    'amazon-elasticache interface': estate.cacheClusters.map(
      ({ CacheClusterId }) => `ElastiCache ${CacheClusterId}`,
    ),
    '000000000000:eks interface': estate.clusters.map(({ name }) => `Amazon EKS ${name}`),
  };
  const turns: Record<string, number> = {};
  for (const nic of estate.networkInterfaces) {
    const key = `${nic.RequesterId} ${nic.InterfaceType}`;
    const turn = turns[key] ?? 0;
    const owners = names[key] ?? [];
    const Description = owners[turn % Math.max(1, owners.length)];
    if (Description !== undefined) nic.Description = Description;
    turns[key] = turn + 1;
  }
}
