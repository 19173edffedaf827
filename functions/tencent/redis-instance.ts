import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { maybe, whole } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { address, endpoint } from './database.ts';
import { id, link, links, said, tags, tencentRef, zone as zoneRef } from './items.ts';
import { redisState } from './states.ts';

/** SDK type InstanceSet of redis. `WanIp` is the private address, whatever its name says. */
export const Redis = z.object({
  InstanceId: id,
  InstanceName: said,
  Status: whole,
  Type: maybe(whole),
  Engine: said,
  ProductType: said,
  ZoneId: said,
  UniqVpcId: said,
  UniqSubnetId: said,
  WanIp: said,
  Port: maybe(whole),
  WanAddress: said,
  InstanceTags: tags,
});
type Redis = z.infer<typeof Redis>;

export function redisOf(item: Redis, zone: string | undefined, { region }: Scope): Models['redis'] {
  const [engine, version] = TYPES[item.Type ?? ''] ?? [item.Engine?.toLowerCase() ?? 'redis', undefined];
  return {
    kind: 'redis',
    ref: tencentRef('redis', item.InstanceId),
    id: item.InstanceId,
    name: item.InstanceName ?? item.InstanceId,
    tags: item.InstanceTags,
    region: tencentRef('region', region),
    owner: undefined,
    engine,
    version,
    role: item.ProductType === 'cluster' ? 'cluster' : 'single',
    state: redisState(item.Status),
    type: item.ProductType,
    cluster: undefined,
    vpc: link('vpc', item.UniqVpcId),
    az: zoneRef(zone),
    subnets: links('subnet', [item.UniqSubnetId]),
    endpoints: [...endpoint(item.WanIp, item.Port, 'primary'), ...publicEndpoint(item.WanAddress)],
    addresses: address(item.WanIp),
    security_groups: [],
  };
}

/** `WanAddress`: a name with its port. */
function publicEndpoint(where: string | undefined): Endpoint[] {
  const [host, port] = where?.split(':') ?? [];
  return endpoint(host, port === undefined ? undefined : Number(port), 'primary');
}

/** `Type` of SDK type InstanceSet. `CurrentRedisVersion` is the release of the product, not the version that it speaks. */
const TYPES = table<readonly [engine: string, version: string]>({
  2: ['redis', '2.8'],
  3: ['ckv', '3.2'],
  4: ['ckv', '3.2'],
  5: ['redis', '2.8'],
  6: ['redis', '4.0'],
  7: ['redis', '4.0'],
  8: ['redis', '5.0'],
  9: ['redis', '5.0'],
  15: ['redis', '6.2'],
  16: ['redis', '6.2'],
  17: ['redis', '7.0'],
  18: ['redis', '7.0'],
  19: ['valkey', '8.0'],
  20: ['valkey', '8.0'],
  21: ['valkey', '8.0'],
  22: ['valkey', '8.0'],
  200: ['memcached', '1.6'],
});
