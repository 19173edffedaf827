import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { DBCluster, DBInstance, DBSubnetGroup, RDSClient } from '@aws-sdk/client-rds';
import { whole } from '../../shared/collect/gather.ts';
import type { Aws } from './client.ts';
import { paged } from './items.ts';

/** An instance with the cluster that it is in, or a cluster by itself. */
export interface Database {
  readonly instance: DBInstance | undefined;
  readonly cluster: DBCluster | undefined;
  readonly network: DBSubnetGroup | undefined;
}

/**
 * First the clusters, then the instances: a cluster says which of its instances
 * writes, and only its instances say which VPC it is in.
 */
export async function* databasesOf({ rds }: Aws): AsyncGenerator<Database[], void, undefined> {
  const [databases, groups] = await Promise.all([whole(instancesOf(rds)), whole(clustersOf(rds))]);
  const networks = new Map(
    databases.map(({ DBSubnetGroup }) => [DBSubnetGroup?.DBSubnetGroupName, DBSubnetGroup]),
  );
  const byName = new Map(groups.map((cluster) => [cluster.DBClusterIdentifier, cluster]));
  yield groups.map((cluster) => ({
    instance: undefined,
    cluster,
    network: cluster.DBSubnetGroup === undefined ? undefined : networks.get(cluster.DBSubnetGroup),
  }));
  yield databases.map((instance) => ({
    instance,
    cluster:
      instance.DBClusterIdentifier === undefined ? undefined : byName.get(instance.DBClusterIdentifier),
    network: instance.DBSubnetGroup,
  }));
}

const instancesOf = (rds: RDSClient) =>
  paged(
    'rds:DescribeDBInstances',
    (Marker) => rds.send(new DescribeDBInstancesCommand({ Marker, MaxRecords: 100 })),
    ({ DBInstances, Marker }) => [DBInstances, Marker],
  );

const clustersOf = (rds: RDSClient) =>
  paged(
    'rds:DescribeDBClusters',
    (Marker) => rds.send(new DescribeDBClustersCommand({ Marker, MaxRecords: 100 })),
    ({ DBClusters, Marker }) => [DBClusters, Marker],
  );
