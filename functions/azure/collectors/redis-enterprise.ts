import { cacheOf } from '../caches.ts';
import { collector } from '../client.ts';
import { serversOf } from '../databases.ts';
import { LOCATIONS } from '../locations.ts';
import { LINK_TYPES } from '../private-links.ts';
import { actionsOf } from '../resources.ts';
import { clusterCacheState } from '../states.ts';

/** Azure Managed Redis, and the Enterprise tiers before it. Ports are those of databases: 10000 where there is one. */
export const redisEnterprise = collector({
  name: 'redis-enterprise',
  emits: ['redis'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('cacheCluster', ...LINK_TYPES), LOCATIONS],

  list: (api) => serversOf(api, 'redis-enterprise', 'cacheCluster', ({ zones }) => zones),

  *map(item, { account }) {
    const { hostName: host, resourceState } = item.row.properties;
    yield cacheOf(
      item,
      {
        role: 'cluster',
        state: clusterCacheState(resourceState),
        type: item.row.sku?.name,
        endpoints: host === undefined ? [] : [{ host, port: undefined, role: 'primary' }],
        subnet: undefined,
        ip: undefined,
      },
      account,
    );
  },
});
