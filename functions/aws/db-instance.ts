import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type { Scope } from '../../shared/collect/collector.ts';
import { dbSecurityGroupsOf } from './db-cluster.ts';
import type { OwnOfDatabase } from './db-cluster.ts';
import { endpoint } from './endpoint.ts';
import { awsRef, idOf, link, ownerOf, tagsOf, zone } from './items.ts';
import { rdsState } from './states.ts';

/** An instance; the cluster it is in, if any, says whether it writes. */
export function dbInstanceOf(
  instance: DBInstance,
  cluster: DBCluster | undefined,
  scope: Scope,
): OwnOfDatabase {
  const api = 'rds:DescribeDBInstances';
  const id = idOf(instance.DBInstanceIdentifier, api);
  const role = roleOf(instance, cluster);
  const serves = role === 'replica' ? 'reader' : 'primary';
  return {
    kind: 'rds',
    ref: awsRef('rds', idOf(instance.DbiResourceId, api)),
    id,
    name: id,
    tags: tagsOf(instance.TagList),
    region: awsRef('region', scope.region),
    owner: ownerOf(instance.DBInstanceArn),
    engine: instance.Engine ?? 'unknown',
    version: instance.EngineVersion,
    role,
    state: rdsState(instance.DBInstanceStatus),
    type: instance.DBInstanceClass,
    cluster: link('rds', cluster?.DbClusterResourceId),
    az: zone(scope, instance.AvailabilityZone),
    endpoints: [
      ...endpoint(
        instance.Endpoint?.Address,
        instance.Endpoint?.Port,
        cluster === undefined ? serves : 'node',
      ),
      ...endpoint(instance.ListenerEndpoint?.Address, instance.ListenerEndpoint?.Port, 'custom'),
    ],
    security_groups: dbSecurityGroupsOf(instance),
  };
}

function roleOf(instance: DBInstance, cluster: DBCluster | undefined): OwnOfDatabase['role'] {
  if (instance.DBClusterIdentifier !== undefined) {
    const member = cluster?.DBClusterMembers?.find(
      ({ DBInstanceIdentifier }) => DBInstanceIdentifier === instance.DBInstanceIdentifier,
    );
    return member?.IsClusterWriter === true ? 'primary' : 'replica';
  }
  if (instance.ReadReplicaSourceDBInstanceIdentifier || instance.ReadReplicaSourceDBClusterIdentifier)
    return 'replica';
  const replicas = [
    ...(instance.ReadReplicaDBInstanceIdentifiers ?? []),
    ...(instance.ReadReplicaDBClusterIdentifiers ?? []),
  ];
  return replicas.length > 0 ? 'primary' : 'single';
}
