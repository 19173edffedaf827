import * as z from 'zod/mini';
import { maybe, parsed, some, whole as wholeNumber } from '../../shared/collect/wire.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { whole } from '../../shared/collect/gather.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { id, said, tags } from './items.ts';
import { markedPages, ofEach } from './pages.ts';

/** SDK type GetInstanceDetailResult of scs. */
export const Cache = z.object({
  instanceId: id,
  instanceName: said,
  instanceStatus: said,
  clusterType: said,
  engine: said,
  engineVersion: said,
  nodeType: said,
  vnetIp: said,
  domain: said,
  port: maybe(wholeNumber),
  eip: said,
  vpcId: said,
  zoneNames: some(said),
  subnets: some(z.object({ subnetId: said })),
  tags,
});
export type Cache = z.infer<typeof Cache>;

/**
 * The list tells no VPC and no subnet: instances are asked for one by one (https://cloud.baidu.com/doc/SCS/s/lk0rv78qr),
 * and in every run. One may move to another subnet of its zone, and its address only follows when somebody has it
 * changed, so an item that is what it was says nothing of where it is now: https://cloud.baidu.com/doc/SCS/s/ym35hutxn
 */
export async function* cachesOf(api: Baidu): AsyncGenerator<readonly Cache[], void, undefined> {
  const item = z.object({ instanceId: id, tags });
  for await (const page of markedPages(api, API.caches, { at: 'instances', item })) {
    const filled = ofEach(page, async (listed) => {
      const answer = await api.find(API.cache, { ids: { instanceId: listed.instanceId } });
      return answer === undefined ? [] : [{ ...parsed(Cache, answer, API.cache.action), tags: listed.tags }];
    });
    yield await whole(filled);
  }
}

export function endpointsOf({ domain, vnetIp, port }: Cache): Endpoint[] {
  const host = domain ?? vnetIp;
  return host === undefined ? [] : [{ host, port, role: 'primary' }];
}

/** `cluster` has shards, `master_slave` and `default` have one. */
export function roleOf({ clusterType = '' }: Cache): 'cluster' | 'single' {
  return clusterType.toLowerCase() === 'cluster' ? 'cluster' : 'single';
}

/** `redis`; an engine may come as a number (2 is Redis, 1 Memcache) in older answers. */
export function engineOf({ engine = 'unknown' }: Cache): string {
  return engine.toLowerCase();
}
