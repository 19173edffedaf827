import { whole } from '../../../shared/collect/gather.ts';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { Cache, endpointsOf, netsOf } from '../caches.ts';
import { collector } from '../client.ts';
import { addressesIn, aliyunRef, link, links, zone } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { cacheState } from '../states.ts';

/** Redis and Tair, whatever their state; their endpoints and addresses are asked for instance by instance. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  actions: ['kvstore:DescribeInstances', 'kvstore:DescribeDBInstanceNetInfo'],

  async *list({ ask, region: RegionId }) {
    const caches = numberedPages(ask, {
      action: 'kvstore:DescribeInstances',
      params: { RegionId },
      at: 'Instances.KVStoreInstance',
      item: Cache,
      size: 50,
      keyOf: ({ InstanceId }) => InstanceId,
    });
    for await (const page of caches) {
      const reached = inParallel(page, FAN_OUT, async (cache) => {
        const nets = await netsOf(ask, cache.InstanceId);
        return nets === undefined ? [] : [{ cache, nets }];
      });
      yield await whole(reached);
    }
  },

  *map({ cache, nets }, { region }) {
    yield {
      kind: 'redis',
      ref: aliyunRef('redis', cache.InstanceId),
      id: cache.InstanceId,
      name: cache.InstanceName ?? cache.InstanceId,
      tags: cache.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      engine: cache.InstanceType?.toLowerCase() ?? 'redis',
      version: cache.EngineVersion,
      role: cache.ArchitectureType === 'cluster' ? 'cluster' : 'single',
      state: cacheState(cache.InstanceStatus),
      type: cache.InstanceClass,
      cluster: undefined,
      vpc: link('vpc', cache.VpcId),
      az: zone(cache.ZoneId),
      subnets: links('subnet', [cache.VSwitchId, ...nets.map(({ VSwitchId }) => VSwitchId)]),
      endpoints: nets.flatMap(endpointsOf),
      addresses: nets.flatMap(({ IPAddress, IPType }) => addressesIn(IPType, IPAddress)),
      security_groups: [],
    };
  },
});
