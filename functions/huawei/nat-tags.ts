import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Tag } from '../../shared/model/parts.ts';
import { API } from './apis.ts';
import type { Huawei } from './client.ts';
import { hidden } from './hidden.ts';
import { id, tags } from './items.ts';
import { numberedPages } from './pages.ts';

/** SDK type PublicResource of nat v2. */
const Resource = z.object({ resource_id: id, tags });

/** Listings of which each has another total than the one before. */
const TRIES = 4;

/**
 * Tags of all public NAT gateways of a project, whose own list does not have them: without a filter
 * everything is found, also what has no tags, so where nothing is found of gateways that are there, nothing is
 * believed. The pages are numbered, so a gateway that goes away between
 * two of them hides another one's tags: a listing whose items do not come to the same number twice is repeated.
 * https://support.huaweicloud.com/intl/en-us/api-natgateway/nat_tag_0003.html
 */
export async function natTags(
  api: Huawei,
  ids: { readonly project_id: string },
  gateways: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  if (gateways.length === 0) return new Map();
  for (let n = 1; ; n++) {
    const found = new Map<string, readonly Tag[]>();
    const totals = new Set<unknown>();
    const noting: Pick<Huawei, 'ask' | 'pageSize'> = {
      pageSize: api.pageSize,
      ask: async (operation, asked) => {
        const answer = await api.ask(operation, asked);
        totals.add(answer['total_count']);
        return answer;
      },
    };
    const pages = numberedPages(noting, API.natGatewayTags, {
      ids,
      body: { action: 'filter' },
      at: 'resources',
      item: Resource,
      size: 1000,
      total: 'total_count',
      counts: 'items',
      keyOf: ({ resource_id }) => resource_id,
    });
    for await (const page of pages) for (const one of page) found.set(one.resource_id, one.tags);
    if (totals.size === 1) {
      if (gateways.some((gateway) => found.has(gateway.id))) return found;
      throw hidden(API.natGatewayTags, 'none of the gateways is listed with its tags');
    }
    if (n === TRIES)
      throw new CloudError('unavailable', `${API.natGatewayTags.action}: gateways come and go while listed`);
  }
}
