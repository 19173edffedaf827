import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector, FAN_OUT } from '../client.ts';
import type { Aliyun } from '../client.ts';
import { aliyunRef, id, link, said, unlessGone } from '../items.ts';
import { numberedPages } from '../pages.ts';

/** SDK type DescribeCenAttachedChildInstancesResponseBodyChildInstancesChildInstance. */
const Child = z.object({
  ChildInstanceId: id,
  ChildInstanceType: said,
  ChildInstanceOwnerId: said,
  Status: said,
});

/** Networks that span regions: once per account, each with what is attached to it. */
export const cen = collector({
  name: 'cen',
  emits: ['cen'],
  scope: 'account',
  paging: 'offset',
  actions: ['cen:DescribeCens', 'cen:DescribeCenAttachedChildInstances'],

  async *list(api) {
    for (const page of await api.lists.cens('cen')) {
      const filled = inParallel(page, FAN_OUT, async (network) => {
        const children = await unlessGone(GONE, childrenOf(api, network.CenId));
        return children === undefined ? [] : [{ network, children }];
      });
      yield await whole(filled);
    }
  },

  *map({ network, children }) {
    yield {
      kind: 'cen',
      ref: aliyunRef('cen', network.CenId),
      id: network.CenId,
      name: network.Name ?? network.CenId,
      tags: network.Tags,
      region: undefined,
      owner: undefined,
      type: 'cen',
      state: network.Status ?? 'unknown',
      attachments: children.map((child) => ({
        id: child.ChildInstanceId,
        vpc: child.ChildInstanceType === 'VPC' ? link('vpc', child.ChildInstanceId) : undefined,
        owner: child.ChildInstanceOwnerId,
        state: child.Status ?? 'unknown',
      })),
    };
  },
});

/** https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-describecenattachedchildinstances */
const GONE = /^ParameterCenInstanceId$|^(?:InvalidCenId|CenInstance).*Not(?:Found|Exist)/;

function childrenOf({ ask }: Aliyun, CenId: string) {
  const pages = numberedPages(ask, {
    action: 'cen:DescribeCenAttachedChildInstances',
    params: { CenId },
    at: 'ChildInstances.ChildInstance',
    item: Child,
    size: 50,
    keyOf: ({ ChildInstanceId }) => ChildInstanceId,
  });
  return whole(pages);
}
