/**
 * "Resources by tag", as most services have it: with no tag in the question it gives all resources with their tags
 * ("If no tag filtering criteria is specified, full data is returned",
 * https://support.huaweicloud.com/intl/pt-br/my-kualalumpur-1-api-natgateway/nat_api_0016.html ).
 * SDK types: services/vpc/v2/model/ListVpcsByTagsRequestBody, ListResourceResp; numbers may come as text
 * (services/nat/v2/model/ListNatsByTagsRequestBody).
 */
import type { Resources } from '../estate.ts';
import type { Listing, Operation } from '../operation.ts';
import { byIndex } from '../paging.ts';
import type { Tag } from '../rows/given.ts';

export interface Tagged {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly Tag[];
}

interface TagQuery {
  readonly name: string;
  readonly path: string;
  /** `false`: `limit` and `offset` are in the query. */
  readonly inBody?: false;
  readonly rows: (here: Resources) => readonly Tagged[];
}

export function tagQuery(
  list: (listing: Listing<Tagged>) => Operation,
  { name, path, inBody, rows }: TagQuery,
): readonly Operation[] {
  return [
    list({
      name,
      path,
      method: 'POST',
      paging: byIndex(1000, inBody === false ? {} : { inBody: true }),
      known: ['action'],
      documented: ['tags', 'tags_any', 'not_tags', 'not_tags_any', 'matches', 'without_any_tag', 'sys_tags'],
      rows: ({ here }) => rows(here),
      keyOf: ({ id }) => id,
      put: (found) => ({
        resources: found.map(({ id, name: resource_name, tags }) => ({
          resource_id: id,
          resource_name,
          resource_detail: {},
          tags,
        })),
      }),
    }),
  ];
}
