/** EKS clusters of one place; the last is IPv6, and one in ten is still being made. */
import { type Ground, nth, since, tagsFor, times } from './place.ts';

export function makeClusters(ground: Ground): void {
  const { estate, sizes, account, region, random } = ground;
  estate.clusters = times(sizes.clusters, (n) => {
    const name = `cluster-${n}`;
    const arn = `arn:aws:eks:${region}:${account}:cluster/${name}`;
    const vpc = nth(estate.vpcs, n);
    const creating = n % 10 === 9;
    const six = n > 0 && n === sizes.clusters - 1;
    return {
      name,
      arn,
      version: '1.31',
      status: creating ? ('CREATING' as const) : ('ACTIVE' as const),
      createdAt: since(n),
      roleArn: `arn:aws:iam::${account}:role/eks`,
      ...(creating
        ? {}
        : { endpoint: `https://${random.hex(32).toUpperCase()}.gr7.${region}.eks.amazonaws.com` }),
      resourcesVpcConfig: {
        vpcId: String(vpc.VpcId),
        subnetIds: estate.subnets
          .filter(({ VpcId }) => VpcId === vpc.VpcId)
          .slice(0, 2)
          .map(({ SubnetId }) => String(SubnetId)),
        securityGroupIds: estate.securityGroups
          .filter(({ VpcId }) => VpcId === vpc.VpcId)
          .slice(0, 1)
          .map(({ GroupId }) => String(GroupId)),
        ...(creating ? {} : { clusterSecurityGroupId: ground.id('sg') }),
        endpointPublicAccess: n % 2 === 0,
        endpointPrivateAccess: true,
      },
      kubernetesNetworkConfig: six
        ? { ipFamily: 'ipv6' as const, serviceIpv6Cidr: 'fd00:ec2::/108' }
        : { ipFamily: 'ipv4' as const, serviceIpv4Cidr: '172.20.0.0/16' },
      tags: Object.fromEntries(tagsFor(arn, n).map(({ Key, Value }) => [Key, Value])),
    };
  });
}
