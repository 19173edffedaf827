import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { DBCluster, DBInstance, DBSubnetGroup } from '@aws-sdk/client-rds';
import type { Scope } from '../../../shared/collect/collector.ts';
import type { Endpoint, Models } from '../../../shared/model/kinds.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, ownerOf, paged, tagsOf, whole, zone } from '../items.ts';
import { rdsState } from '../states.ts';

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
    const vpc = {
      vpc: link('vpc', network?.VpcId),
      subnets: links(
        'subnet',
        network?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
      ),
      addresses: [],
    };
    if (instance !== undefined) yield { ...instanceOf(instance, cluster, scope), ...vpc };
    else if (cluster !== undefined) yield { ...clusterOf(cluster, scope), ...vpc };
  },
});

interface Item {
  readonly instance: DBInstance | undefined;
  /** The cluster itself, or the one that the instance is in. */
  readonly cluster: DBCluster | undefined;
  readonly network: DBSubnetGroup | undefined;
}

type Own = Omit<Models['rds'], 'vpc' | 'subnets' | 'addresses'>;

function instanceOf(instance: DBInstance, cluster: DBCluster | undefined, scope: Scope): Own {
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
    security_groups: groupsOf(instance),
  };
}

function roleOf(instance: DBInstance, cluster: DBCluster | undefined): Own['role'] {
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

function clusterOf(cluster: DBCluster, { region }: Scope): Own {
  const api = 'rds:DescribeDBClusters';
  const id = idOf(cluster.DBClusterIdentifier, api);
  return {
    kind: 'rds',
    ref: awsRef('rds', idOf(cluster.DbClusterResourceId, api)),
    id,
    name: id,
    tags: tagsOf(cluster.TagList),
    region: awsRef('region', region),
    owner: ownerOf(cluster.DBClusterArn),
    engine: cluster.Engine ?? 'unknown',
    version: cluster.EngineVersion,
    role: 'cluster',
    state: rdsState(cluster.Status),
    type: cluster.DBClusterInstanceClass,
    cluster: undefined,
    az: undefined,
    endpoints: [
      ...endpoint(cluster.Endpoint, cluster.Port, 'primary'),
      ...endpoint(cluster.ReaderEndpoint, cluster.Port, 'reader'),
      ...(cluster.CustomEndpoints ?? []).flatMap((host) => endpoint(host, cluster.Port, 'custom')),
    ],
    security_groups: groupsOf(cluster),
  };
}

function endpoint(host: string | undefined, port: number | undefined, role: Endpoint['role']): Endpoint[] {
  return host === undefined || host === '' ? [] : [{ host, port, role }];
}

function groupsOf({ VpcSecurityGroups }: DBInstance | DBCluster) {
  return links(
    'security_group',
    VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
  );
}
