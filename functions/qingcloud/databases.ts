import * as z from 'zod/mini';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import { id, said, tags } from './items.ts';

/** SDK type RDB. https://docsv3.qingcloud.com/development_docs/api/command_list/rdb/describe_rdbs/ */
export const Rdb = z.object({
  rdb_id: id,
  rdb_name: said,
  rdb_engine: said,
  engine_version: said,
  rdb_type: said,
  status: said,
  transition_status: said,
  zone_id: said,
  master_ip: said,
  vxnet: maybe(z.object({ vxnet_id: said, vpc_router_id: said })),
  tags,
});
export type Rdb = z.infer<typeof Rdb>;

/** SDK types Cache and CacheNode. https://docsv3.qingcloud.com/development_docs/api/command_list/cache/describe_caches/ */
export const Cache = z.object({
  cache_id: id,
  cache_name: said,
  cache_type: said,
  cache_port: maybe(whole),
  cache_size: said,
  status: said,
  transition_status: said,
  zone_id: said,
  vxnet: maybe(z.object({ vxnet_id: said, vpc_router_id: said })),
  security_group_id: said,
  nodes: some(z.object({ cache_role: said, private_ip: said })),
  tags,
});
