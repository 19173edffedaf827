import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  ElasticLoadBalancingV2Client,
  LoadBalancer,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Tag } from '../../shared/model/parts.ts';
import { whole } from '../../shared/collect/gather.ts';
import { parsed } from '../../shared/collect/wire.ts';
import { idOf, paged, tagsOf } from './items.ts';
import { TaggedResources } from './json-answers.ts';

/**
 * Lists that several collectors stand on, asked for once per connection, so
 * that no call is made twice and no collector has to wait for another. A
 * connection lives for one run: nothing here gets stale, and a list that
 * failed has failed for all who need it.
 */
export interface Lists {
  loadBalancers(): Promise<readonly LoadBalancer[]>;
  targetGroups(): Promise<readonly TargetGroup[]>;
  /** Of everything in ElastiCache that has some, by ARN. */
  cacheTags(): Promise<ReadonlyMap<string, readonly Tag[]>>;
}

export function listsOf(clients: {
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly tagging: ResourceGroupsTaggingAPIClient;
}): Lists {
  return {
    loadBalancers: once(() =>
      whole(
        paged(
          'elasticloadbalancing:DescribeLoadBalancers',
          (Marker) => clients.elbv2.send(new DescribeLoadBalancersCommand({ Marker, PageSize: 400 })),
          ({ LoadBalancers, NextMarker }) => [LoadBalancers, NextMarker],
        ),
      ),
    ),
    targetGroups: once(() =>
      whole(
        paged(
          'elasticloadbalancing:DescribeTargetGroups',
          (Marker) => clients.elbv2.send(new DescribeTargetGroupsCommand({ Marker, PageSize: 400 })),
          ({ TargetGroups, NextMarker }) => [TargetGroups, NextMarker],
        ),
      ),
    ),
    cacheTags: once(async () => {
      const pages = paged(
        'tag:GetResources',
        async (PaginationToken) => {
          const asked = { PaginationToken, ResourcesPerPage: 100, ResourceTypeFilters: CACHES };
          const answer = await clients.tagging.send(new GetResourcesCommand(asked));
          return parsed(TaggedResources, answer, 'tag:GetResources');
        },
        ({ ResourceTagMappingList, PaginationToken }) => [ResourceTagMappingList, PaginationToken],
      );
      const resources = await whole(pages);
      return new Map(
        resources.map(({ ResourceARN, Tags }) => [idOf(ResourceARN, 'tag:GetResources'), tagsOf(Tags)]),
      );
    }),
  };
}

/** The resource types of an ElastiCache ARN: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html */
const CACHES = ['elasticache:cluster', 'elasticache:replicationgroup', 'elasticache:serverlesscache'];

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
