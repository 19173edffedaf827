import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { collector } from '../client.ts';
import { awsRef, idOf, nameOf, paged, tagsOf } from '../items.ts';

export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'token',
  actions: ['ec2:DescribeVpcs'],

  list: ({ ec2 }) =>
    paged(
      'ec2:DescribeVpcs',
      (NextToken) => ec2.send(new DescribeVpcsCommand({ NextToken, MaxResults: 1000 })),
      ({ Vpcs, NextToken }) => [Vpcs, NextToken],
    ),

  *map(
    { VpcId, CidrBlock, CidrBlockAssociationSet, Ipv6CidrBlockAssociationSet, IsDefault, OwnerId, Tags },
    { region },
  ) {
    const id = idOf(VpcId, 'ec2:DescribeVpcs');
    const v4 = (CidrBlockAssociationSet ?? []).filter(
      ({ CidrBlockState }) => CidrBlockState?.State === 'associated',
    );
    const v6 = (Ipv6CidrBlockAssociationSet ?? []).filter(
      ({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State === 'associated',
    );
    yield {
      kind: 'vpc',
      ref: awsRef('vpc', id),
      id,
      name: nameOf(Tags, id),
      tags: tagsOf(Tags),
      region: awsRef('region', region),
      owner: OwnerId,
      // The primary block cannot be taken away, so it counts whatever the set says.
      cidrs: [
        ...new Set(
          [
            CidrBlock,
            ...v4.map((block) => block.CidrBlock),
            ...v6.map((block) => block.Ipv6CidrBlock),
          ].flatMap((block) => block ?? []),
        ),
      ],
      is_default: IsDefault ?? false,
    };
  },
});
