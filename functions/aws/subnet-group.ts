import { whole } from '../../shared/collect/gather.ts';
import { DescribeCacheSubnetGroupsCommand } from '@aws-sdk/client-elasticache';
import type { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { link, links, paged } from './items.ts';

/** As RDS and ElastiCache spell it, the same. */
export interface SubnetGroup {
  readonly VpcId?: string | undefined;
  readonly Subnets?: readonly { readonly SubnetIdentifier?: string | undefined }[] | undefined;
}

/** Where a database is: of itself it names its subnet group only. */
export function networkIn(group: SubnetGroup | undefined) {
  return {
    vpc: link('vpc', group?.VpcId),
    subnets: links(
      'subnet',
      group?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
    ),
  };
}

/** Of ElastiCache, by name. */
export async function cacheSubnetGroups(
  elasticache: ElastiCacheClient,
): Promise<ReadonlyMap<string | undefined, SubnetGroup>> {
  const pages = paged(
    'elasticache:DescribeCacheSubnetGroups',
    (Marker) => elasticache.send(new DescribeCacheSubnetGroupsCommand({ Marker, MaxRecords: 100 })),
    ({ CacheSubnetGroups, Marker }) => [CacheSubnetGroups, Marker],
  );
  return new Map((await whole(pages)).map((group) => [group.CacheSubnetGroupName, group]));
}
