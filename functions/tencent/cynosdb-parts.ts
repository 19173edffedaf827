import * as z from 'zod/mini';
import type { Scope } from '../../shared/collect/collector.ts';
import { maybe, some, whole } from '../../shared/collect/wire.ts';
import type { Models } from '../../shared/model/kinds.ts';
import type { Endpoint } from '../../shared/model/service-kinds.ts';
import { address, endpoint, rdsOf } from './database.ts';
import { id, said, tags } from './items.ts';
import { cynosState } from './states.ts';

/** SDK type NetAddr. */
const NetAddr = z.object({
  Vip: said,
  Vport: maybe(whole),
  WanDomain: said,
  WanIP: said,
  WanPort: maybe(whole),
  WanStatus: said,
  NetType: said,
});

/** SDK type CynosdbCluster. */
export const Cluster = z.object({
  ClusterId: id,
  ClusterName: said,
  Status: said,
  DbType: said,
  DbVersion: said,
  DbMode: said,
  Zone: said,
  VpcId: said,
  SubnetId: said,
  Vip: said,
  Vport: maybe(whole),
  NetAddrs: some(NetAddr),
  Uin: said,
  ResourceTags: tags,
});
export type Cluster = z.infer<typeof Cluster>;

/** SDK type CynosdbInstance. */
export const Instance = z.object({
  InstanceId: id,
  InstanceName: said,
  ClusterId: id,
  Status: said,
  DbType: said,
  DbVersion: said,
  DbMode: said,
  InstanceType: said,
  Zone: said,
  VpcId: said,
  SubnetId: said,
  Vip: said,
  Vport: maybe(whole),
  Uin: said,
  ResourceTags: tags,
});
export type Instance = z.infer<typeof Instance>;

export function clusterOf(cluster: Cluster, scope: Scope): Models['rds'] {
  const ways = cluster.NetAddrs;
  const own = ways.length === 0;
  const database = rdsOf(
    {
      ...common(cluster),
      id: cluster.ClusterId,
      name: cluster.ClusterName,
      role: 'cluster',
      endpoints: [
        ...(own ? endpoint(cluster.Vip, cluster.Vport, 'primary') : []),
        ...ways.flatMap(({ Vip, Vport, NetType }) => endpoint(Vip, Vport, roleOf(NetType))),
        ...ways.filter(isOpen).flatMap((way) => endpoint(way.WanDomain, way.WanPort, roleOf(way.NetType))),
      ],
      addresses: [
        ...(own ? address(cluster.Vip) : []),
        ...ways.flatMap((way) => address(way.Vip, isOpen(way) ? way.WanIP : undefined)),
      ],
    },
    scope,
  );
  return { ...database, owner: cluster.Uin };
}

/** Only an analysis instance has an address that is not one of its cluster's. */
export function instanceOf(instance: Instance, cluster: Cluster | undefined, scope: Scope): Models['rds'] {
  const isWriter = instance.InstanceType === 'rw';
  const shared = [cluster?.Vip, ...(cluster?.NetAddrs ?? []).map(({ Vip }) => Vip)];
  const own = shared.includes(instance.Vip) ? undefined : instance.Vip;
  const database = rdsOf(
    {
      ...common(instance),
      id: instance.InstanceId,
      name: instance.InstanceName,
      role: isWriter ? 'primary' : 'replica',
      cluster: instance.ClusterId,
      endpoints: endpoint(own, instance.Vport, 'node'),
      addresses: address(own),
    },
    scope,
  );
  return { ...database, owner: instance.Uin };
}

function common(item: Cluster | Instance) {
  return {
    tags: item.ResourceTags,
    engine: `cynosdb-${item.DbType?.toLowerCase() ?? 'mysql'}`,
    version: item.DbVersion,
    state: cynosState(item.Status),
    type: item.DbMode?.toLowerCase(),
    vpc: item.VpcId,
    subnet: item.SubnetId,
    zone: item.Zone,
  };
}

/** `WanStatus` in the response examples of DescribeInstances. */
const isOpen = ({ WanStatus }: z.infer<typeof NetAddr>): boolean =>
  WanStatus === 'running' || WanStatus === 'open';

/** `rw` and `ha` write; `ro` and `singleRo` read. */
function roleOf(type: string | undefined): Endpoint['role'] {
  return type?.toLowerCase().endsWith('ro') === true ? 'reader' : 'primary';
}
