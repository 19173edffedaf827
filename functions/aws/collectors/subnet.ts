import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, nameOf, paged, tagsOf, zone } from '../items.ts';

export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeSubnets'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeSubnets',
      (NextToken) => ec2.send(new DescribeSubnetsCommand({ NextToken, MaxResults: 1000 })),
      ({ Subnets, NextToken }) => [Subnets, NextToken],
    ),

  *map({ SubnetId, VpcId, AvailabilityZone, CidrBlock, Ipv6CidrBlockAssociationSet, OwnerId, Tags }, scope) {
    const id = idOf(SubnetId, 'ec2:DescribeSubnets');
    const v6 = (Ipv6CidrBlockAssociationSet ?? []).filter(
      ({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State === 'associated',
    );
    yield {
      kind: 'subnet',
      ref: awsRef('subnet', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', scope.region),
      owner: OwnerId,
      vpc: awsRef('vpc', idOf(VpcId, 'ec2:DescribeSubnets VpcId')),
      az: zone(scope, AvailabilityZone),
      // A subnet with IPv6 only has no `CidrBlock`, or an empty one.
      cidrs: [CidrBlock, ...v6.map((block) => block.Ipv6CidrBlock)].flatMap((block) => block || []),
    };
  },
});
