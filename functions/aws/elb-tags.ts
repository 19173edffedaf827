import { DescribeTagsCommand as DescribeClassicTagsCommand } from '@aws-sdk/client-elastic-load-balancing';
import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CloudError } from '../../shared/collect/errors.ts';
import { FAN_OUT, inBatches, inParallel } from '../../shared/collect/parallel.ts';
import type { Tag } from '../../shared/model/parts.ts';
import type { Aws } from './client.ts';
import { listed, tagsOf, unlessGone } from './items.ts';

const API = 'elasticloadbalancing:DescribeTags';

export interface Tagged<Item> {
  readonly item: Item;
  readonly tags: readonly Tag[];
}

/** The tags of each of these, by what they are asked for with. */
type Describe = (keys: string[]) => Promise<ReadonlyMap<string | undefined, readonly Tag[]>>;

/**
 * Each item with its tags, asked for 20 at a time: the maximum of one call.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html
 */
export async function* withTags<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  describe: Describe,
): AsyncGenerator<readonly Tagged<Item>[], void, undefined> {
  yield* inParallel(inBatches(items, 20), FAN_OUT, (batch) => tagged(batch, keyOf, describe));
}

export function tagsByArn({ elbv2 }: Aws): Describe {
  return async (ResourceArns) => {
    const { TagDescriptions } = await elbv2.send(new DescribeTagsCommand({ ResourceArns }));
    return new Map(listed(TagDescriptions, API).map(({ ResourceArn, Tags }) => [ResourceArn, tagsOf(Tags)]));
  };
}

/** Classic load balancers have names, not ARNs. */
export function tagsByName({ elb }: Aws): Describe {
  return async (LoadBalancerNames) => {
    const { TagDescriptions } = await elb.send(new DescribeClassicTagsCommand({ LoadBalancerNames }));
    return new Map(
      listed(TagDescriptions, API).map(({ LoadBalancerName, Tags }) => [LoadBalancerName, tagsOf(Tags)]),
    );
  };
}

/** One call says that something of the batch is gone, not what: the halves are asked until it is alone. */
async function tagged<Item>(
  batch: readonly Item[],
  keyOf: (item: Item) => string,
  describe: Describe,
): Promise<readonly Tagged<Item>[]> {
  const tags = await unlessGone(GONE, describe(batch.map(keyOf)));
  if (tags === undefined) {
    if (batch.length === 1) return [];
    const half = Math.ceil(batch.length / 2);
    const halves = [batch.slice(0, half), batch.slice(half)];
    return (await Promise.all(halves.map((some) => tagged(some, keyOf, describe)))).flat();
  }
  return batch.map((item) => {
    const own = tags.get(keyOf(item));
    if (own === undefined) throw new CloudError('invalid', `${API}: nothing about ${keyOf(item)}`);
    return { item, tags: own };
  });
}

/** What DescribeTags of the SDK's clients may throw; classic load balancers are access points there. */
const GONE = ['AccessPointNotFoundException', 'ListenerNotFoundException', 'LoadBalancerNotFoundException'];
