import { API } from '../apis.ts';
import { Cache, endpointsOf, ipsOf, roleOf } from '../caches.ts';
import { collector } from '../client.ts';
import { addressesOf, huaweiRef, link, links, zoneOf, regionRef } from '../items.ts';
import { inProject, numberedPages } from '../pages.ts';
import { cacheState } from '../states.ts';

/** Whatever is being done to them; the engine says which are Memcached. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  actions: [API.caches.action],

  list: (api) =>
    inProject(api, (ids) =>
      numberedPages(api, API.caches, {
        ids,
        at: 'instances',
        item: Cache,
        size: 1000,
        total: 'instance_num',
        counts: 'items',
        keyOf: ({ instance_id }) => instance_id,
      }),
    ),

  *map(item, { region }) {
    yield {
      kind: 'redis',
      ref: huaweiRef('redis', item.instance_id),
      id: item.instance_id,
      name: item.name ?? item.instance_id,
      tags: item.tags,
      region: regionRef(region),
      owner: undefined,
      engine: item.engine?.toLowerCase() ?? 'unknown',
      version: item.engine_version,
      role: roleOf(item),
      state: cacheState(item.status),
      type: item.spec_code,
      cluster: undefined,
      vpc: link('vpc', item.vpc_id),
      az: zoneOf(item.az_codes),
      subnets: links('subnet', [item.subnet_id]),
      endpoints: endpointsOf(item),
      addresses: addressesOf(ipsOf(item), [item.publicip_address]),
      security_groups: links('security_group', [item.security_group_id]),
    };
  },
});
