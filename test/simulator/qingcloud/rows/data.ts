/**
 * Databases, caches, clusters of AppCenter.
 * https://docsv3.qingcloud.com/development_docs/api/command_list/rdb/describe_rdbs/ , …/cache/describe_caches/ ,
 * …/appcenter2/describe_clusters/ , …/appcenter2/describe_cluster_nodes/ ; `tags` and `nodes`: SDK types RDB, Cache, Cluster.
 */
import { CREATED, type Given, type Tag } from './given.ts';

interface Net {
  readonly vxnet_id: string;
  readonly vxnet_name: string;
}

export interface Rdb {
  readonly rdb_id: string;
  readonly rdb_name: string;
  readonly rdb_engine: string;
  readonly engine_version: string;
  readonly rdb_type: number;
  readonly storage_size: number;
  readonly status: string;
  readonly transition_status: string;
  readonly master_ip: string;
  readonly vxnet: Net;
  readonly create_time: string;
  readonly tags: readonly Tag[];
}

export const rdb = (row: Given<Rdb, 'rdb_id' | 'vxnet'>): Rdb => ({
  rdb_name: '',
  rdb_engine: 'mysql',
  engine_version: '5.5',
  rdb_type: 1,
  storage_size: 20,
  status: 'active',
  transition_status: '',
  master_ip: '',
  create_time: CREATED,
  tags: [],
  ...row,
});

export interface Cache {
  readonly cache_id: string;
  readonly cache_name: string;
  readonly cache_type: string;
  readonly cache_port: number;
  readonly cache_size: number;
  readonly node_count: number;
  readonly status: string;
  readonly transition_status: string;
  readonly vxnet: Net;
  readonly security_group_id: string;
  readonly create_time: string;
  /** With `verbose` only. */
  readonly nodes: readonly {
    readonly cache_node_id: string;
    readonly cache_role: string;
    readonly private_ip: string;
  }[];
  readonly tags: readonly Tag[];
}

export const cache = (row: Given<Cache, 'cache_id' | 'vxnet'>): Cache => ({
  cache_name: '',
  cache_type: 'redis2.8.17',
  cache_port: 6379,
  cache_size: 1,
  node_count: row.nodes?.length ?? 0,
  status: 'active',
  transition_status: '',
  security_group_id: '',
  create_time: CREATED,
  nodes: [],
  tags: [],
  ...row,
});

export interface ClusterNode {
  readonly node_id: string;
  readonly cluster_id: string;
  readonly role: string;
  readonly private_ip: string;
  readonly eip: string;
  readonly vxnet_id: string;
  readonly instance_id: string;
  readonly status: string;
}

export interface Cluster {
  readonly cluster_id: string;
  readonly name: string;
  readonly app_id: string;
  readonly app_info: { readonly app_id: string; readonly app_name: string };
  readonly app_version_info: { readonly version_id: string; readonly name: string };
  readonly status: string;
  readonly transition_status: string;
  readonly owner: string;
  readonly node_count: number;
  readonly vxnet: Net & { readonly vxnet_type: number; readonly vpc_router_id: string };
  readonly security_group_id: string;
  readonly create_time: string;
  readonly tags: readonly Tag[];
  /** With `verbose`, and then not of every cluster: see `apart`. */
  readonly nodes: readonly ClusterNode[];
  /** Not of the row: its nodes have to be asked for on their own. */
  readonly apart: boolean;
}

export const cluster = (
  row: Given<Cluster, 'cluster_id' | 'app_info' | 'app_version_info' | 'vxnet' | 'owner'>,
): Cluster => ({
  name: '',
  app_id: row.app_info.app_id,
  status: 'active',
  transition_status: '',
  node_count: row.nodes?.length ?? 0,
  security_group_id: '',
  create_time: CREATED,
  tags: [],
  nodes: [],
  apart: false,
  ...row,
});
