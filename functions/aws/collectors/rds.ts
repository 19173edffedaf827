import { whole } from '../../../shared/collect/gather.ts';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { DBCluster, DBInstance, DBSubnetGroup } from '@aws-sdk/client-rds';
import { collector } from '../client.ts';
import { dbClusterOf } from '../db-cluster.ts';
import { dbInstanceOf } from '../db-instance.ts';
import { paged } from '../items.ts';
import { networkIn } from '../subnet-group.ts';

/**
 * Instances and clusters in one source: a cluster says which of its instances
 * writes, and only its instances say which VPC it is in. Both lists hold Aurora,
 * Neptune and DocumentDB too: the engine tells.
 */
export const rds = collector({
  name: 'rds',
  emits: ['rds'],
  scope: 'region',
  paging: 'token',
  actions: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'],

  async *list({ rds: client }): AsyncGenerator<Item[], void, undefined> {
    const instances = paged(
      'rds:DescribeDBInstances',
      (Marker) => client.send(new DescribeDBInstancesCommand({ Marker, MaxRecords: 100 })),
      ({ DBInstances, Marker }) => [DBInstances, Marker],
    );
    const clusters = paged(
      'rds:DescribeDBClusters',
      (Marker) => client.send(new DescribeDBClustersCommand({ Marker, MaxRecords: 100 })),
      ({ DBClusters, Marker }) => [DBClusters, Marker],
    );
    const [databases, groups] = await Promise.all([whole(instances), whole(clusters)]);
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
  },

  *map({ instance, cluster, network }, scope) {
    const where = { ...networkIn(network), addresses: [] };
    if (instance !== undefined) yield { ...dbInstanceOf(instance, cluster, scope), ...where };
    else if (cluster !== undefined) yield { ...dbClusterOf(cluster, scope), ...where };
  },
});

interface Item {
  readonly instance: DBInstance | undefined;
  /** The cluster itself, or the one that the instance is in. */
  readonly cluster: DBCluster | undefined;
  readonly network: DBSubnetGroup | undefined;
}
