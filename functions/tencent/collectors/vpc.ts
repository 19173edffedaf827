import * as z from 'zod/mini';
import { some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, said, tags, tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';

/** SDK type Vpc. */
const Vpc = z.object({
  VpcId: id,
  VpcName: said,
  CidrBlock: said,
  Ipv6CidrBlock: said,
  IsDefault: z.boolean(),
  AssistantCidrSet: some(z.object({ CidrBlock: said })),
  Ipv6CidrBlockSet: some(z.object({ IPv6CidrBlock: said })),
  TagSet: tags,
});

/** With the auxiliary blocks, those of containers among them, and the IPv6 blocks of every carrier. */
export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeVpcs'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'vpc:DescribeVpcs',
      at: 'VpcSet',
      item: Vpc,
      size: 100,
      offset: 'text',
      keyOf: ({ VpcId }) => VpcId,
    }),

  *map(item, { region }) {
    const blocks = [
      item.CidrBlock,
      ...item.AssistantCidrSet.map(({ CidrBlock }) => CidrBlock),
      item.Ipv6CidrBlock,
      ...item.Ipv6CidrBlockSet.map(({ IPv6CidrBlock }) => IPv6CidrBlock),
    ];
    yield {
      kind: 'vpc',
      ref: tencentRef('vpc', item.VpcId),
      id: item.VpcId,
      name: item.VpcName ?? item.VpcId,
      tags: item.TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      cidrs: [...new Set(blocks.flatMap((block) => block ?? []))],
      is_default: item.IsDefault,
    };
  },
});
