import * as z from 'zod/mini';
import { collector } from '../client.ts';
import { aliyunRef, id, said, tags, zone } from '../items.ts';
import { numberedPages } from '../pages.ts';

/** SDK type DescribeVSwitchesResponseBodyVSwitchesVSwitch. */
const VSwitch = z.object({
  VSwitchId: id,
  VSwitchName: said,
  OwnerId: said,
  VpcId: id,
  ZoneId: said,
  CidrBlock: said,
  Ipv6CidrBlock: said,
  Tags: tags,
});

/** vSwitches, own ones and those that others share with this account. */
export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'region',
  paging: 'offset',
  actions: ['vpc:DescribeVSwitches'],

  list: ({ ask, region: RegionId }) =>
    numberedPages(ask, {
      action: 'vpc:DescribeVSwitches',
      params: { RegionId },
      at: 'VSwitches.VSwitch',
      item: VSwitch,
      size: 50,
      keyOf: ({ VSwitchId }) => VSwitchId,
    }),

  *map(item, { region }) {
    yield {
      kind: 'subnet',
      ref: aliyunRef('subnet', item.VSwitchId),
      id: item.VSwitchId,
      name: item.VSwitchName ?? item.VSwitchId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: item.OwnerId,
      vpc: aliyunRef('vpc', item.VpcId),
      az: zone(item.ZoneId),
      cidrs: [item.CidrBlock, item.Ipv6CidrBlock].flatMap((cidr) => cidr ?? []),
    };
  },
});
