import { collector } from '../client.ts';
import { Cache } from '../databases.ts';
import { addressesOf, link, links, qingcloudRef, subnetLinks } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { LIVE, stateOf } from '../states.ts';

/** Caches from before AppCenter: Redis and Memcached. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  actions: ['iaas:DescribeCaches'],

  list: ({ ask, size }) =>
    offsetPages(
      { ask, size },
      {
        action: 'iaas:DescribeCaches',
        params: { status: LIVE, verbose: 1 },
        at: 'cache_set',
        item: Cache,
        keyOf: ({ cache_id }) => cache_id,
      },
    ),

  *map(item, scope) {
    const { cache_port: port, cache_type = 'redis' } = item;
    // `redis2.8.17`, `Memcached1.4.13`
    const [, engine = 'redis', version] = /^([a-z]+)(.+)?$/.exec(cache_type.toLowerCase()) ?? [];
    yield {
      kind: 'redis',
      ref: qingcloudRef('redis', item.cache_id),
      id: item.cache_id,
      name: item.cache_name ?? item.cache_id,
      tags: item.tags,
      region: qingcloudRef('region', scope.region),
      owner: undefined,
      engine,
      version,
      role: item.nodes.length > 1 ? 'cluster' : 'single',
      state: stateOf(item.status, item.transition_status),
      type: item.cache_size === undefined ? undefined : `${item.cache_size} GB`,
      cluster: undefined,
      vpc: link('vpc', item.vxnet?.vpc_router_id),
      az: link('az', item.zone_id),
      subnets: subnetLinks(scope, [item.vxnet?.vxnet_id]),
      endpoints: item.nodes.flatMap(({ private_ip: host, cache_role }) =>
        host === undefined
          ? []
          : { host, port, role: cache_role === 'slave' ? ('reader' as const) : ('primary' as const) },
      ),
      addresses: addressesOf(
        item.nodes.map(({ private_ip }) => private_ip),
        [],
      ),
      security_groups: links('security_group', [item.security_group_id]),
    };
  },
});
