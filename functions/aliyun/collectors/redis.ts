import { Cache } from '../caches.ts';
import { collector } from '../client.ts';
import { aliyunRef, link, links, zone } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { cacheState } from '../states.ts';

/** Redis and Tair, whatever their state. The list has the private endpoint. */
export const redis = collector({
  name: 'redis',
  emits: ['redis'],
  scope: 'region',
  paging: 'offset',
  actions: ['kvstore:DescribeInstances'],

  list: ({ ask, region: RegionId }) =>
    numberedPages(ask, {
      action: 'kvstore:DescribeInstances',
      params: { RegionId },
      at: 'Instances.KVStoreInstance',
      item: Cache,
      size: 50,
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, { region }) {
    const { ConnectionDomain: host, Port: port, PrivateIp: ip } = item;
    yield {
      kind: 'redis',
      ref: aliyunRef('redis', item.InstanceId),
      id: item.InstanceId,
      name: item.InstanceName ?? item.InstanceId,
      tags: item.Tags,
      region: aliyunRef('region', region),
      owner: undefined,
      engine: item.InstanceType?.toLowerCase() ?? 'redis',
      version: item.EngineVersion,
      role: item.ArchitectureType === 'cluster' ? 'cluster' : 'single',
      state: cacheState(item.InstanceStatus),
      type: item.InstanceClass,
      cluster: undefined,
      vpc: link('vpc', item.VpcId),
      az: zone(item.ZoneId),
      subnets: links('subnet', [item.VSwitchId]),
      endpoints: host === undefined ? [] : [{ host, port, role: 'primary' }],
      addresses: ip === undefined ? [] : [{ ip, public_ip: undefined }],
      security_groups: [],
    };
  },
});
