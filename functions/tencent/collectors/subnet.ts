import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { id, said, tags, tencentRef, zone } from '../items.ts';
import { offsetPages } from '../pages.ts';

/** SDK type Subnet. */
const Subnet = z.object({
  SubnetId: id,
  SubnetName: said,
  VpcId: id,
  Zone: said,
  CidrBlock: said,
  Ipv6CidrBlock: said,
  TagSet: tags,
});

export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeSubnets'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'vpc:DescribeSubnets',
      at: 'SubnetSet',
      item: Subnet,
      size: 100,
      offset: 'text',
      keyOf: ({ SubnetId }) => SubnetId,
    }),

  *map({ SubnetId, SubnetName, VpcId, Zone, CidrBlock, Ipv6CidrBlock, TagSet }, { region }) {
    yield {
      kind: 'subnet',
      ref: tencentRef('subnet', SubnetId),
      id: SubnetId,
      name: SubnetName ?? SubnetId,
      tags: TagSet,
      region: tencentRef('region', region),
      owner: undefined,
      vpc: tencentRef('vpc', VpcId),
      az: zone(Zone),
      cidrs: [CidrBlock, Ipv6CidrBlock].flatMap((block) => block ?? []),
    };
  },
});
