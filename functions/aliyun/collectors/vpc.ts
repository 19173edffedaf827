import * as z from 'zod/mini';
import { maybe } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { aliyunRef, id, said, tags, within } from '../items.ts';
import { numberedPages } from '../pages.ts';

/** SDK type DescribeVpcsResponseBodyVpcsVpc. */
const Vpc = z.object({
  VpcId: id,
  VpcName: said,
  OwnerId: said,
  IsDefault: maybe(z.boolean()),
  CidrBlock: said,
  SecondaryCidrBlocks: within('SecondaryCidrBlock', said),
  Ipv6CidrBlock: said,
  Ipv6CidrBlocks: within('Ipv6CidrBlock', z.object({ Ipv6CidrBlock: said })),
  Tags: tags,
});

export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeVpcs'],

  list: ({ ask, region: RegionId }) =>
    numberedPages(ask, {
      action: 'vpc:DescribeVpcs',
      params: { RegionId },
      at: 'Vpcs.Vpc',
      item: Vpc,
      size: 50,
      keyOf: ({ VpcId }) => VpcId,
    }),

  *map(item, { region }) {
    const cidrs = [
      item.CidrBlock,
      ...item.SecondaryCidrBlocks,
      item.Ipv6CidrBlock,
      ...item.Ipv6CidrBlocks.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    ];
    yield {
      kind: 'vpc',
      ref: aliyunRef('vpc', item.VpcId),
      id: item.VpcId,
      name: item.VpcName ?? item.VpcId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: item.OwnerId,
      cidrs: [...new Set(cidrs)].flatMap((cidr) => cidr ?? []),
      is_default: item.IsDefault ?? false,
    };
  },
});
