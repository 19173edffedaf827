/**
 * ElastiCache: query protocol 2015-02-02.
 * MaxRecords "minimum 20; maximum 100", default 100: SDK types `DescribeCacheClustersMessage`,
 * `DescribeReplicationGroupsMessage`, `DescribeCacheSubnetGroupsMessage`. DescribeServerlessCaches:
 * default 50; no maximum is documented, so this simulator takes no more than the default.
 * Tags are in none of these answers.
 */
import {
  DescribeCacheClusters$,
  DescribeCacheSubnetGroups$,
  DescribeReplicationGroups$,
  DescribeServerlessCaches$,
} from '@aws-sdk/client-elasticache';
import { AwsFailure } from '../errors.ts';
import { ID_OF, type ResourceOf, idOf } from '../estate.ts';
import { type Operation, type Service, listing } from '../operation.ts';
import type { Paging } from '../paging.ts';
import { without } from '../rows.ts';
import { type Input, only, textOf } from './parameters.ts';

const paging: Paging = { size: 'MaxRecords', token: 'Marker', next: 'Marker', min: 20, max: 100, usual: 100 };
const serverlessPaging: Paging = {
  size: 'MaxResults',
  token: 'NextToken',
  next: 'NextToken',
  min: 1,
  max: 50,
  usual: 50,
};

type CacheType = 'replicationGroups' | 'cacheClusters' | 'serverlessCaches' | 'cacheSubnetGroups';

interface Described<T extends CacheType> {
  readonly schema: unknown;
  readonly type: T;
  readonly set: string;
  readonly notFound: string;
  readonly paging: Paging;
  readonly view?: (rows: readonly ResourceOf<T>[], input: Input) => readonly ResourceOf<T>[];
}

function described<T extends CacheType>({ schema, type, set, notFound, ...rest }: Described<T>): Operation {
  const parameter = ID_OF[type];
  const id = (row: ResourceOf<T>): string => idOf(type, row);
  return listing<Input, ResourceOf<T>>(schema, 'elasticache', {
    paging: rest.paging,
    rows: (input, { here }) => {
      const name = textOf(input, parameter);
      const all: readonly ResourceOf<T>[] = here[type];
      const rows = only(
        all,
        id,
        name === undefined ? undefined : [name],
        (wanted) => new AwsFailure([404, notFound], `${wanted} not found.`),
      );
      return rest.view === undefined ? rows : rest.view(rows, input);
    },
    id,
    page: (rows) => ({ [set]: rows }),
  });
}

type CacheClusters = readonly ResourceOf<'cacheClusters'>[];
const withoutNodes = new WeakMap<CacheClusters, CacheClusters>();

/** Nodes are told only on request; members of replication groups are left out on request. */
function clusterView(rows: CacheClusters, input: Input): CacheClusters {
  const shown =
    input['ShowCacheClustersNotInReplicationGroups'] === true
      ? rows.filter(({ ReplicationGroupId }) => ReplicationGroupId === undefined)
      : rows;
  if (input['ShowCacheNodeInfo'] === true) return shown;
  const known = withoutNodes.get(shown);
  if (known !== undefined) return known;
  const bare = shown.map((cluster) => without(cluster, 'CacheNodes'));
  withoutNodes.set(shown, bare);
  return bare;
}

export const elasticache: Service = {
  name: 'elasticache',
  signingName: 'elasticache',
  protocol: 'query',
  version: '2015-02-02',
  xmlNamespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
  target: '',
  operations: [
    described({
      schema: DescribeReplicationGroups$,
      type: 'replicationGroups',
      set: 'ReplicationGroups',
      notFound: 'ReplicationGroupNotFoundFault',
      paging,
    }),
    described({
      schema: DescribeCacheClusters$,
      type: 'cacheClusters',
      set: 'CacheClusters',
      notFound: 'CacheClusterNotFound',
      paging,
      view: clusterView,
    }),
    described({
      schema: DescribeServerlessCaches$,
      type: 'serverlessCaches',
      set: 'ServerlessCaches',
      notFound: 'ServerlessCacheNotFoundFault',
      paging: serverlessPaging,
    }),
    described({
      schema: DescribeCacheSubnetGroups$,
      type: 'cacheSubnetGroups',
      set: 'CacheSubnetGroups',
      notFound: 'CacheSubnetGroupNotFoundFault',
      paging,
    }),
  ],
};
