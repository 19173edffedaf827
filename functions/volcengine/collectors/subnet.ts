import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { id, link, said, tags, volcengineRef } from '../items.ts';
import { tokenPages } from '../pages.ts';

/** SDK type SubnetForDescribeSubnetsOutput. */
const Subnet = z.object({
  SubnetId: id,
  SubnetName: said,
  AccountId: said,
  VpcId: id,
  ZoneId: said,
  CidrBlock: said,
  Ipv6CidrBlock: said,
  Tags: tags,
});

export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'region',
  paging: 'token',
  actions: ['vpc:DescribeSubnets'],

  list: ({ ask }) =>
    tokenPages(ask, {
      action: 'vpc:DescribeSubnets',
      at: 'Subnets',
      item: Subnet,
    }),

  *map(item, { region }) {
    yield {
      kind: 'subnet',
      ref: volcengineRef('subnet', item.SubnetId),
      id: item.SubnetId,
      name: item.SubnetName ?? item.SubnetId,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: item.AccountId,
      vpc: volcengineRef('vpc', item.VpcId),
      az: link('az', item.ZoneId),
      cidrs: [item.CidrBlock, item.Ipv6CidrBlock].flatMap((block) => block ?? []),
    };
  },
});
