/**
 * RDS: query protocol 2014-10-31.
 * MaxRecords "Minimum 20, maximum 100", default 100: SDK types `DescribeDBInstancesMessage`, `DescribeDBClustersMessage`.
 */
import { DescribeDBClusters$, DescribeDBInstances$ } from '@aws-sdk/client-rds';
import { AwsFailure } from '../errors.ts';
import type { ResourceOf } from '../estate.ts';
import { type Service, listing } from '../operation.ts';
import type { Paging } from '../paging.ts';
import { type Input, only, refuseUnsimulated, textOf } from './parameters.ts';

const paging: Paging = { size: 'MaxRecords', token: 'Marker', next: 'Marker', min: 20, max: 100, usual: 100 };

const instanceId = (row: ResourceOf<'dbInstances'>): string => row.DBInstanceIdentifier ?? '';
const clusterId = (row: ResourceOf<'dbClusters'>): string => row.DBClusterIdentifier ?? '';

function named(input: Input, parameter: string): readonly string[] | undefined {
  const name = textOf(input, parameter);
  return name === undefined ? undefined : [name];
}

export const rds: Service = {
  name: 'rds',
  signingName: 'rds',
  protocol: 'query',
  version: '2014-10-31',
  xmlNamespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
  target: '',
  operations: [
    listing<Input, ResourceOf<'dbInstances'>>(DescribeDBInstances$, 'rds', {
      paging,
      rows: (input, { here }) => {
        refuseUnsimulated(input, ['Filters']);
        return only(
          here.dbInstances,
          instanceId,
          named(input, 'DBInstanceIdentifier'),
          (id) => new AwsFailure([404, 'DBInstanceNotFound'], `DBInstance ${id} not found.`),
        );
      },
      id: instanceId,
      page: (DBInstances) => ({ DBInstances }),
    }),
    listing<Input, ResourceOf<'dbClusters'>>(DescribeDBClusters$, 'rds', {
      paging,
      rows: (input, { here }) => {
        refuseUnsimulated(input, ['Filters']);
        return only(
          here.dbClusters,
          clusterId,
          named(input, 'DBClusterIdentifier'),
          (id) => new AwsFailure([404, 'DBClusterNotFoundFault'], `DBCluster ${id} not found.`),
        );
      },
      id: clusterId,
      page: (DBClusters) => ({ DBClusters }),
    }),
  ],
};
