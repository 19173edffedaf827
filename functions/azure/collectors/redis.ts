import { cacheOf } from '../caches.ts';
import { collector } from '../client.ts';
import { serversOf } from '../databases.ts';
import { LOCATIONS } from '../locations.ts';
import { LINK_TYPES } from '../private-links.ts';
import { actionsOf } from '../resources.ts';
import { provisioned } from '../states.ts';

/** Azure Cache for Redis: Basic, Standard and Premium, which may be in a subnet itself. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('cache', ...LINK_TYPES), LOCATIONS],

  list: (api) => serversOf(api, 'redis', 'cache', ({ zones }) => zones),

  *map(item, { account }) {
    const { properties } = item.row;
    const { hostName: host, sslPort, port, enableNonSslPort, shardCount = 0, sku } = properties;
    const ports = [...(sslPort === undefined ? [] : [sslPort]), ...(enableNonSslPort ? [port] : [])];
    const type = sku === undefined ? undefined : `${sku.name}_${sku.family}${sku.capacity}`;
    yield cacheOf(
      item,
      {
        role: shardCount > 0 ? 'cluster' : 'single',
        state: provisioned(properties.provisioningState),
        type,
        endpoints: host === undefined ? [] : ports.map((one) => ({ host, port: one, role: 'primary' })),
        subnet: properties.subnetId,
        ip: properties.staticIP,
      },
      account,
    );
  },
});
