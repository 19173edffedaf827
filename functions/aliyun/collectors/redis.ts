import * as z from 'zod/mini';
import { maybe, whole } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { aliyunRef, id, link, links, said, tags, zone } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { cacheState } from '../states.ts';

/** SDK type DescribeInstancesResponseBodyInstancesKVStoreInstance. */
const Cache = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceClass: said,
  InstanceStatus: said,
  InstanceType: said,
  ArchitectureType: said,
  EngineVersion: said,
  ConnectionDomain: said,
  Port: maybe(whole),
  PrivateIp: said,
  VpcId: said,
  VSwitchId: said,
  ZoneId: said,
  Tags: tags,
});

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
