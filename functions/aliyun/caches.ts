import * as z from 'zod/mini';
import { maybe, whole } from '../../shared/collect/wire.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import type { Ask } from './client.ts';
import { id, said, tags, unlessGone } from './items.ts';
import { itemsOf } from './pages.ts';

/** SDK type DescribeInstancesResponseBodyInstancesKVStoreInstance. */
export const Cache = z.object({
  InstanceId: id,
  InstanceName: said,
  InstanceClass: said,
  InstanceStatus: said,
  InstanceType: said,
  ArchitectureType: said,
  EngineVersion: said,
  VpcId: said,
  VSwitchId: said,
  ZoneId: said,
  Tags: tags,
});

/** SDK type DescribeDBInstanceNetInfoResponseBodyNetInfoItemsInstanceNetInfo of r-kvstore. */
const CacheNet = z.object({
  ConnectionString: said,
  DirectConnection: maybe(whole),
  IPAddress: said,
  IPType: said,
  IsSlaveProxy: maybe(whole),
  Port: maybe(whole),
  VSwitchId: said,
});
export type CacheNet = z.infer<typeof CacheNet>;

/**
 * Every endpoint of one instance, where the list has the private one only; `undefined` if it went away since it was
 * listed. https://www.alibabacloud.com/help/en/redis/developer-reference/api-r-kvstore-2015-01-01-describedbinstancenetinfo-redis
 */
export async function netsOf(ask: Ask, InstanceId: string): Promise<readonly CacheNet[] | undefined> {
  const action = 'kvstore:DescribeDBInstanceNetInfo';
  const answer = await unlessGone(/^InvalidInstanceId\.NotFound/, ask(action, { InstanceId }));
  return answer && itemsOf(answer, 'NetInfoItems.InstanceNetInfo', CacheNet, action);
}

/** One past the proxies (`DirectConnection`) or to those of the second zone (`IsSlaveProxy`) is not the primary one. */
export function endpointsOf({
  ConnectionString: host,
  DirectConnection,
  IsSlaveProxy,
  Port: port,
}: CacheNet): Endpoint[] {
  const isSpecial = DirectConnection === 1 || IsSlaveProxy === 1;
  return host === undefined ? [] : [{ host, port, role: isSpecial ? 'custom' : 'primary' }];
}
