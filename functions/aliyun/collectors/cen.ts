import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { childrenOf } from '../cen-children.ts';
import { collector } from '../client.ts';
import { aliyunRef, link } from '../items.ts';

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
        const children = await childrenOf(api, network.CenId);
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
