/** Databases, caches and clusters of AppCenter, of one region. */
import { type ClusterNode, cache, cluster, rdb } from '../rows/data.ts';
import { type Ground, joined, nameFor, netOf, nth, tagsFor, times } from './ground.ts';

export function makeData(ground: Ground): void {
  const { estate, sizes } = ground;
  const networks = joined(ground);
  estate.rdbs = times(sizes.rdbs, (n) => {
    const rdb_id = ground.id('rdb');
    const net = nth(networks, n);
    return rdb({
      rdb_id,
      rdb_name: nameFor(n),
      rdb_engine: n % 2 === 0 ? 'mysql' : 'psql',
      engine_version: n % 2 === 0 ? '5.5' : '9.4',
      status: n % 6 === 5 ? 'stopped' : 'active',
      master_ip: ground.ip(net),
      vxnet: netOf(net),
      tags: tagsFor(rdb_id, n),
    });
  });
  estate.caches = times(sizes.caches, (n) => {
    const cache_id = ground.id('c');
    const net = nth(networks, n);
    return cache({
      cache_id,
      cache_name: nameFor(n),
      cache_type: n % 3 === 2 ? 'Memcached1.4.13' : 'redis2.8.17',
      cache_port: n % 3 === 2 ? 11211 : 6379,
      vxnet: netOf(net),
      security_group_id: nth(estate.securityGroups, n).security_group_id,
      nodes: times(1 + (n % 2), (k) => ({
        cache_node_id: ground.id('cn'),
        cache_role: k === 0 ? 'master' : 'slave',
        private_ip: ground.ip(net),
      })),
      tags: tagsFor(cache_id, n),
    });
  });
  estate.clusters = times(sizes.clusters, (n) => clusterOf(ground, n));
}

/** One in six is of none of our kinds. */
const APPS = [
  ['MySQL Plus', 'QingCloud 2.0.8 - MySQL 5.7.32'],
  ['Redis Standalone', 'Redis 5.0.3 - QingCloud1.3.1 - Redis 5.0.3'],
  ['KubeSphere (R) Container Platform (QKE)', 'QKE v3.1.0 - Kubernetes 1.19.8'],
  ['PostgreSQL', 'QingCloud 1.2 - PostgreSQL 11.1'],
  ['Redis Cluster', 'QingCloud 2.0 - Redis 4.0.6'],
  ['ZooKeeper on QingCloud', 'QingCloud 1.0 - ZooKeeper 3.4.9'],
] as const;

function clusterOf(ground: Ground, n: number) {
  const { estate, sizes, account: owner } = ground;
  const [app_name, version] = nth(APPS, n);
  const cluster_id = ground.id('cl');
  const net = nth(joined(ground), n);
  const app_id = `app-${String(n % APPS.length).padStart(8, '0')}`;
  return cluster({
    cluster_id,
    name: nameFor(n),
    app_info: { app_id, app_name },
    app_version_info: { version_id: app_id.replace('app', 'appv'), name: version },
    status: n % 9 === 8 ? 'suspended' : 'active',
    owner,
    vxnet: { ...netOf(net), vxnet_type: 1, vpc_router_id: net.vpc_router_id },
    security_group_id: nth(estate.securityGroups, n).security_group_id,
    apart: n < sizes.apart,
    node_count: 2,
    nodes: times(2, (k): ClusterNode => ({
      node_id: ground.id('cln'),
      cluster_id,
      role: k === 0 ? 'master' : 'replica',
      private_ip: ground.ip(net),
      eip: k === 0 && n % 4 === 0 ? ground.publicIp() : '',
      vxnet_id: net.vxnet_id,
      instance_id: ground.id('i'),
      status: 'active',
    })),
    tags: tagsFor(cluster_id, n),
  });
}
