import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { Attached, attachmentsOf, byCcn, Ccn } from '../attachments.ts';
import { tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';

/**
 * Cloud connect networks span regions: once per account. The largest page is
 * documented for neither list; that of all other lists of this API is 100.
 */
export const cen = collector({
  name: 'cen',
  emits: ['cen'],
  scope: 'account',
  paging: 'offset',
  actions: ['vpc:DescribeCcns', 'vpc:DescribeCcnAttachedInstances'],

  async *list({ ask }) {
    const attached = await whole(
      offsetPages(ask, {
        action: 'vpc:DescribeCcnAttachedInstances',
        at: 'InstanceSet',
        item: Attached,
        size: 100,
        keyOf: ({ CcnId, InstanceId, InstanceRegion }) => `${CcnId} ${InstanceId} ${InstanceRegion}`,
      }),
    );
    const networks = offsetPages(ask, {
      action: 'vpc:DescribeCcns',
      at: 'CcnSet',
      item: Ccn,
      size: 100,
      keyOf: ({ CcnId }) => CcnId,
    });
    const members = byCcn(attached);
    for await (const page of networks) {
      yield page.map((network) => ({ network, attached: members.get(network.CcnId) ?? [] }));
    }
  },

  *map({ network, attached }) {
    yield {
      kind: 'cen',
      ref: tencentRef('cen', network.CcnId),
      id: network.CcnId,
      name: network.CcnName ?? network.CcnId,
      tags: network.TagSet,
      region: undefined,
      owner: attached[0]?.CcnUin,
      type: 'ccn',
      state: network.State ?? 'unknown',
      attachments: attachmentsOf(attached),
    };
  },
});
