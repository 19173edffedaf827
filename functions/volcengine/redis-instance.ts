import { isIP } from 'node:net';
import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import { isPublic } from './database.ts';
import { address, endpoint, id, link, links, said, tags, volcengineRef } from './items.ts';
import { redisState } from './states.ts';

/** SDK type InstanceForDescribeDBInstancesOutput of redis. `ShardedCluster`: 1 for a cluster. */
export const Redis = z.object({
  InstanceId: id,
  InstanceName: said,
  Status: said,
  EngineVersion: said,
  /** The edition: `Basic` or `Enterprise`. https://volcengine.com/docs/84772/1254216 */
  ServiceType: said,
  InstanceClass: said,
  ShardedCluster: maybe(whole),
  VpcId: said,
  ZoneIds: some(z.string()),
  Tags: tags,
});
export type Redis = z.infer<typeof Redis>;

/**
 * SDK types DescribeDBInstanceDetailOutput and DescribeEnterpriseDBInstanceDetailOutput of redis. `AddrType`: `Private`,
 * `Public`, `DirectLink`. What the one calls `Address` is `IPAddress` with the other, a host's name or an address.
 */
export const Detail = z.object({
  SubnetId: said,
  VisitAddrs: some(
    z.pipe(
      z.object({ AddrType: said, Address: said, IPAddress: said, VIP: said, VIPv6: said, Port: said }),
      z.transform(({ Address, IPAddress, VIP, ...one }) => {
        const at = isIP(IPAddress ?? '') === 0 ? undefined : IPAddress;
        return { ...one, VIP: VIP ?? at, host: Address ?? IPAddress ?? VIP };
      }),
    ),
  ),
});
export type Detail = z.infer<typeof Detail>;

export function redisOf(item: Redis, { SubnetId, VisitAddrs }: Detail, { region }: Scope): Models['redis'] {
  return {
    kind: 'redis',
    ref: volcengineRef('redis', item.InstanceId),
    id: item.InstanceId,
    name: item.InstanceName ?? item.InstanceId,
    tags: item.Tags,
    region: volcengineRef('region', region),
    owner: undefined,
    engine: 'redis',
    version: item.EngineVersion,
    role: item.ShardedCluster === 1 ? 'cluster' : 'single',
    state: redisState(item.Status),
    type: item.InstanceClass,
    cluster: undefined,
    vpc: link('vpc', item.VpcId),
    // Of several zones the first is that of the primary node.
    az: link('az', item.ZoneIds[0]),
    subnets: links('subnet', [SubnetId]),
    endpoints: VisitAddrs.flatMap(({ host, Port }) => endpoint(host, Port, 'primary')),
    addresses: VisitAddrs.flatMap(({ AddrType, VIP, VIPv6 }) =>
      isPublic(AddrType) ? address(undefined, VIP) : [...address(VIP), ...address(VIPv6)],
    ),
    security_groups: [],
  };
}
