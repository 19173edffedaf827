import type { DescribeTagsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { inBatches, inParallel } from '../../shared/collect/parallel.ts';
import type { Tag } from '../../shared/model/kinds.ts';
import { FAN_OUT } from './client.ts';
import { listed, tagsOf } from './items.ts';

/**
 * Each item with its tags, asked for 20 at a time: the maximum of one call.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html
 */
export async function* withTags<Item>(
  items: readonly Item[],
  arnOf: (item: Item) => string,
  describe: (arns: string[]) => Promise<DescribeTagsCommandOutput>,
): AsyncGenerator<readonly { readonly item: Item; readonly tags: readonly Tag[] }[], void, undefined> {
  const batches = inParallel(inBatches(items, 20), FAN_OUT, async (batch) => {
    const { TagDescriptions } = await describe(batch.map(arnOf));
    const tags = new Map(
      listed(TagDescriptions, 'elasticloadbalancing:DescribeTags').map(({ ResourceArn, Tags }) => [
        ResourceArn,
        Tags,
      ]),
    );
    return batch.map((item) => ({ item, tags: tagsOf(tags.get(arnOf(item))) }));
  });
  yield* batches;
}
