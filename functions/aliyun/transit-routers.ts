import { whole } from '../../shared/collect/gather.ts';
import * as z from 'zod/mini';
import { NO_SUCH_CEN } from './cen-children.ts';
import type { Aliyun } from './client.ts';
import { id, said, tags, unlessGone } from './items.ts';
import { numberedPages, tokenPages } from './pages.ts';

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

/**
 * `CenId` is required: https://alibabacloud.com/help/en/cen/developer-reference/api-listtransitrouters . A network that
 * went away since it was listed has none.
 */
export async function routersOf({ ask }: Aliyun, CenId: string) {
  const pages = numberedPages(ask, {
    action: 'cen:ListTransitRouters',
    params: { CenId, Type: 'Enterprise' },
    at: 'TransitRouters',
    item: Router,
    size: 50,
    keyOf: ({ TransitRouterId }) => TransitRouterId,
  });
  return (await unlessGone(NO_SUCH_CEN, whole(pages))) ?? [];
}

/** One answer per region, whoever asks. */
export function once<T>(make: (region: string) => Promise<T>): (region: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (region) => {
    const one = made.get(region) ?? make(region);
    made.set(region, one);
    return one;
  };
}

/** Those of a region in one list; its largest page is not documented, 50 is what the vendor's Terraform provider asks for. */
export function attachedIn({ ask }: Aliyun, RegionId: string) {
  const pages = tokenPages(ask, {
    action: 'cen:ListTransitRouterVpcAttachments',
    params: { RegionId },
    at: 'TransitRouterAttachments',
    item: Attached,
    size: 50,
  });
  return whole(pages);
}
