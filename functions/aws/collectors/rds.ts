import { collector } from '../client.ts';
import { databasesOf } from '../databases.ts';
import { dbClusterOf } from '../db-cluster.ts';
import { dbInstanceOf } from '../db-instance.ts';
import { networkIn } from '../subnet-group.ts';

/** Instances and clusters in one source. Both lists hold Aurora, Neptune and DocumentDB too: the engine tells. */
export const rds = collector({
  name: 'rds',
  emits: ['rds'],
  scope: 'region',
  paging: 'token',
  actions: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'],

  list: databasesOf,

  *map({ instance, cluster, network }, scope) {
    const where = { ...networkIn(network), addresses: [] };
    if (instance !== undefined) yield { ...dbInstanceOf(instance, cluster, scope), ...where };
    else if (cluster !== undefined) yield { ...dbClusterOf(cluster, scope), ...where };
  },
});
