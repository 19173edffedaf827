import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, said, tags, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** SDK type VpcForDescribeVpcsOutput. */
const Vpc = z.object({
  VpcId: id,
  VpcName: said,
  AccountId: said,
  CidrBlock: said,
  SecondaryCidrBlocks: some(z.string()),
  Ipv6CidrBlock: said,
  Ipv6CidrBlocks: some(z.object({ Ipv6CidrBlock: said })),
  IsDefault: maybe(z.boolean()),
  Tags: tags,
});

/** With the secondary blocks, and the IPv6 blocks of every carrier. */
export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeVpcs'],

  list: ({ ask }) =>
    tokenPages(ask, {
      action: 'vpc:DescribeVpcs',
      at: 'Vpcs',
      item: Vpc,
    }),

  *map(item, { region }) {
    const blocks = [
      item.CidrBlock,
      ...item.SecondaryCidrBlocks,
      item.Ipv6CidrBlock,
      ...item.Ipv6CidrBlocks.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    ];
    yield {
      kind: 'vpc',
      ref: volcengineRef('vpc', item.VpcId),
      id: item.VpcId,
      name: item.VpcName ?? item.VpcId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: item.AccountId,
      cidrs: [...new Set(blocks.flatMap((block) => block || []))],
      is_default: item.IsDefault ?? false,
    };
  },
});
