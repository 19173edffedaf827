import * as z from 'zod/mini';
import { FAN_OUT, inBatches, inParallel } from '../../shared/collect/parallel.ts';
import type { Tag } from '../../shared/model/parts.ts';
import { whole } from '../../shared/collect/gather.ts';
import type { Aliyun } from './client.ts';
import { id, said } from './items.ts';
import { tokenPages } from './pages.ts';

/** SDK type ListTagResourcesResponseBodyTagResourcesTagResource of rds. */
const Tagged = z.object({ ResourceId: id, TagKey: said, TagValue: said });

/** By instance. The list of instances lacks its tags; they are asked for 50 at a time, the maximum (SDK type ListTagResourcesRequest). */
export async function tagsOfDatabases(
  { ask, region: RegionId }: Aliyun,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const tags = new Map<string, Tag[]>();
  const batches = inParallel(inBatches(ids, 50), FAN_OUT, (batch) => {
    const named = Object.fromEntries(batch.map((one, n) => [`ResourceId.${n + 1}`, one]));
    const pages = tokenPages(ask, {
      action: 'rds:ListTagResources',
      params: { RegionId, ResourceType: 'INSTANCE', ...named },
      at: 'TagResources.TagResource',
      item: Tagged,
      size: undefined,
    });
    return whole(pages);
  });
  for await (const batch of batches) {
    for (const { ResourceId, TagKey = '', TagValue = '' } of batch) {
      tags.set(ResourceId, [...(tags.get(ResourceId) ?? []), [TagKey, TagValue]]);
    }
  }
  return tags;
}
