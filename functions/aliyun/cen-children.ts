import * as z from 'zod/mini';
import { whole } from '../../shared/collect/gather.ts';
import type { Aliyun } from './client.ts';
import { id, said, unlessGone } from './items.ts';
import { numberedPages } from './pages.ts';

/** SDK type DescribeCenAttachedChildInstancesResponseBodyChildInstancesChildInstance. */
const Child = z.object({
  ChildInstanceId: id,
  ChildInstanceType: said,
  ChildInstanceOwnerId: said,
  Status: said,
});

/**
 * What is asked about is no network, or none any more.
 * https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-describecenattachedchildinstances
 */
export const NO_SUCH_CEN = /^ParameterCenInstanceId$|^(?:InvalidCenId|CenInstance).*Not(?:Found|Exist)/;

/** What is attached to one network; `undefined` if it went away since it was listed. */
export function childrenOf({ ask }: Aliyun, CenId: string) {
  const pages = numberedPages(ask, {
    action: 'cen:DescribeCenAttachedChildInstances',
    params: { CenId },
    at: 'ChildInstances.ChildInstance',
    item: Child,
    size: 50,
    keyOf: ({ ChildInstanceId }) => ChildInstanceId,
  });
  return unlessGone(NO_SUCH_CEN, whole(pages));
}
