import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { collector } from '../client.ts';
import { aliyunRef, link } from '../items.ts';
import { attachedIn, once, routersOf } from '../transit-routers.ts';

/** Enterprise edition ones; one of the basic edition is no more than its CEN in a region. */
export const transitRouter = collector({
  name: 'transit-router',
  emits: ['cen'],
  scope: 'account',
  paging: 'offset',
  actions: ['cen:DescribeCens', 'cen:ListTransitRouters', 'cen:ListTransitRouterVpcAttachments'],

  async *list(api) {
    const attached = once((region: string) => attachedIn(api, region));
    for (const page of await api.lists.cens('transit-router')) {
      for await (const routers of inParallel(page, FAN_OUT, ({ CenId }) => routersOf(api, CenId))) {
        yield await Promise.all(
          routers.map(async (router) => ({
            router,
            attached: (await attached(router.RegionId)).filter(
              ({ TransitRouterId }) => TransitRouterId === router.TransitRouterId,
            ),
          })),
        );
      }
    }
  },

  *map({ router, attached }) {
    yield {
      kind: 'cen',
      ref: aliyunRef('cen', router.TransitRouterId),
      id: router.TransitRouterId,
      name: router.TransitRouterName ?? router.TransitRouterId,
      tags: router.Tags,
      region: link('region', router.RegionId),
      owner: router.AliUid,
      type: 'transit_router',
      state: router.Status ?? 'unknown',
      attachments: attached.map((one) => ({
        id: one.TransitRouterAttachmentId,
        vpc: link('vpc', one.VpcId),
        owner: one.VpcOwnerId,
        state: one.Status ?? 'unknown',
      })),
    };
  },
});
