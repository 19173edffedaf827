import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { attachedOf, attachmentsOf, Cen } from '../attachments.ts';
import { volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';

/** Cloud enterprise networks span regions: once per account. */
export const cen = collector({
  name: 'cen',
  emits: ['cen'],
  scope: 'account',
  paging: 'offset',
  actions: ['cen:DescribeCens', 'cen:DescribeCenAttachedInstances'],

  async *list({ ask }) {
    const networks = await whole(
      numberedPages(ask, {
        action: 'cen:DescribeCens',
        at: 'Cens',
        item: Cen,
        keyOf: ({ CenId }) => CenId,
      }),
    );
    const attached = await attachedOf(ask, networks);
    yield networks.map((network) => ({
      network,
      attached: attached.filter(({ CenId }) => CenId === network.CenId),
    }));
  },

  *map({ network, attached }) {
    yield {
      kind: 'cen',
      ref: volcengineRef('cen', network.CenId),
      id: network.CenId,
      name: network.CenName ?? network.CenId,
      tags: network.Tags,
      region: undefined,
      owner: network.AccountId,
      type: 'cen',
      state: network.Status ?? 'unknown',
      attachments: attachmentsOf(attached),
    };
  },
});
