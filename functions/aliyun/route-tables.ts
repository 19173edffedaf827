import * as z from 'zod/mini';
import { whole } from '../../shared/collect/gather.ts';
import type { Aliyun } from './client.ts';
import { id, said, tags, unlessGone, within } from './items.ts';
import { tokenPages } from './pages.ts';
import { RouteEntry } from './routes.ts';

/** SDK type DescribeRouteTableListResponseBodyRouterTableListRouterTableListType. */
export const RouteTable = z.object({
  RouteTableId: id,
  RouteTableName: said,
  RouteTableType: said,
  AssociateType: said,
  OwnerId: said,
  VpcId: id,
  VSwitchIds: within('VSwitchId', said),
  Tags: tags,
});

/** Every entry of one table; `undefined` if it went away since it was listed. */
export function entriesOf({ ask, region: RegionId }: Aliyun, RouteTableId: string) {
  const entries = tokenPages(ask, {
    action: 'vpc:DescribeRouteEntryList',
    params: { RegionId, RouteTableId },
    at: 'RouteEntrys.RouteEntry',
    item: RouteEntry,
    size: 100,
    sizeName: 'MaxResult',
  });
  return unlessGone(/RouteTable.*NotFound/, whole(entries));
}
