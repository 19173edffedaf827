import * as z from 'zod/mini';
import { inParallel } from '../../../shared/collect/parallel.ts';
import { collector, FAN_OUT } from '../client.ts';
import type { Aliyun } from '../client.ts';
import { aliyunRef, id, link, said, tags } from '../items.ts';
import { numberedPages, tokenPages, whole } from '../pages.ts';

/** SDK type ListTransitRoutersResponseBodyTransitRouters. */
const Router = z.object({
  TransitRouterId: id,
  TransitRouterName: said,
  AliUid: said,
  RegionId: id,
  Status: said,
  Type: said,
  Tags: tags,
});

/** SDK type ListTransitRouterVpcAttachmentsResponseBodyTransitRouterAttachments. */
const Attached = z.object({
  TransitRouterAttachmentId: id,
  TransitRouterId: said,
  VpcId: said,
  VpcOwnerId: said,
  Status: said,
});

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

/** `CenId` is required: https://alibabacloud.com/help/en/cen/developer-reference/api-listtransitrouters */
function routersOf({ ask }: Aliyun, CenId: string) {
  const pages = numberedPages(ask, {
    action: 'cen:ListTransitRouters',
    params: { CenId, Type: 'Enterprise' },
    at: 'TransitRouters',
    item: Router,
    size: 50,
    keyOf: ({ TransitRouterId }) => TransitRouterId,
  });
  return whole(pages);
}

function once<T>(make: (region: string) => Promise<T>): (region: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (region) => {
    const one = made.get(region) ?? make(region);
    made.set(region, one);
    return one;
  };
}

/** Those of a region in one list; its largest page is not documented, 50 is what the vendor's Terraform provider asks for. */
function attachedIn({ ask }: Aliyun, RegionId: string) {
  const pages = tokenPages(ask, {
    action: 'cen:ListTransitRouterVpcAttachments',
    params: { RegionId },
    at: 'TransitRouterAttachments',
    item: Attached,
    size: 50,
  });
  return whole(pages);
}
