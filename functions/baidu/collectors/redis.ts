import { API } from '../apis.ts';
import { cachesOf, endpointsOf, engineOf, roleOf } from '../caches.ts';
import { collector } from '../client.ts';
import { addressesOf, baiduRef, link, links, zoneOf } from '../items.ts';
import { cacheState } from '../states.ts';

/** SCS, whatever is being done to them; the engine says which are Memcache. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'token',
  actions: [API.caches.action, API.cache.action],

  list: (api) => cachesOf(api),

  *map(item, { region }) {
    yield {
      kind: 'redis',
      ref: baiduRef('redis', item.instanceId),
      id: item.instanceId,
      name: item.instanceName ?? item.instanceId,
      tags: item.tags,
      region: baiduRef('region', region),
      owner: undefined,
      engine: engineOf(item),
      version: item.engineVersion,
      role: roleOf(item),
      state: cacheState(item.instanceStatus),
      type: item.nodeType,
      cluster: undefined,
      vpc: link('vpc', item.vpcId),
      az: zoneOf(item.zoneNames),
      subnets: links(
        'subnet',
        item.subnets.map(({ subnetId }) => subnetId),
      ),
      endpoints: endpointsOf(item),
      addresses: addressesOf([item.vnetIp], [item.eip]),
      security_groups: [],
    };
  },
});
