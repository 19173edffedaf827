import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { attachmentOf, RouterAttachment, TransitRouter } from '../attachments.ts';
import { volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';

/**
 * With what is attached to each: VPCs, VPNs, direct connect gateways, other regions' routers. One list has it of all
 * of them: https://volcengine.com/docs/6979/156015
 */
export const transitRouter = collector({
  name: 'transit-router',
  emits: ['cen'],
  scope: 'region',
  paging: 'offset',
  actions: ['transitrouter:DescribeTransitRouters', 'transitrouter:DescribeTransitRouterAttachments'],

  async *list({ ask }) {
    const attached = await whole(
      numberedPages(ask, {
        action: 'transitrouter:DescribeTransitRouterAttachments',
        at: 'TransitRouterAttachments',
        item: RouterAttachment,
        keyOf: ({ TransitRouterAttachmentId }) => TransitRouterAttachmentId,
      }),
    );
    const routers = numberedPages(ask, {
      action: 'transitrouter:DescribeTransitRouters',
      at: 'TransitRouters',
      item: TransitRouter,
      keyOf: ({ TransitRouterId }) => TransitRouterId,
    });
    for await (const page of routers) {
      yield page.map((router) => ({
        router,
        attached: attached.filter(({ TransitRouterId }) => TransitRouterId === router.TransitRouterId),
      }));
    }
  },

  *map({ router, attached }, { region }) {
    yield {
      kind: 'cen',
      ref: volcengineRef('cen', router.TransitRouterId),
      id: router.TransitRouterId,
      name: router.TransitRouterName ?? router.TransitRouterId,
      tags: router.Tags,
      region: volcengineRef('region', region),
      owner: router.AccountId,
      type: 'transit_router',
      state: router.Status ?? 'unknown',
      attachments: attached.map(attachmentOf),
    };
  },
});
