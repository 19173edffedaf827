import { DescribeServerlessCachesCommand } from '@aws-sdk/client-elasticache';
import { collector } from '../client.ts';
import { endpoint } from '../endpoint.ts';
import { awsRef, idOf, links, ownerOf, paged } from '../items.ts';
import { cacheState } from '../states.ts';

/** Serverless caches; the maximum of a page is not documented, 50 is its default. */
export const redisServerless = collector({
  name: 'redis-serverless',
  emits: ['redis'],
  scope: 'region',
  paging: 'token',
  actions: ['elasticache:DescribeServerlessCaches', 'tag:GetResources'],

  async *list({ elasticache, lists }) {
    const pages = paged(
      'elasticache:DescribeServerlessCaches',
      (NextToken) => elasticache.send(new DescribeServerlessCachesCommand({ NextToken, MaxResults: 50 })),
      ({ ServerlessCaches, NextToken }) => [ServerlessCaches, NextToken],
    );
    for await (const page of pages) {
      const tags = page.length === 0 ? new Map() : await lists.cacheTags();
      yield page.map((cache) => ({ ...cache, tags: tags.get(cache.ARN ?? '') ?? [] }));
    }
  },

  *map({ ServerlessCacheName, ARN, Engine, FullEngineVersion, MajorEngineVersion, Status, ...rest }, scope) {
    const id = idOf(ServerlessCacheName, 'elasticache:DescribeServerlessCaches');
    yield {
      kind: 'redis',
      ref: awsRef('redis', scope.account, scope.region, 'serverlesscache', id),
      id,
      name: id,
      tags: rest.tags,
      region: awsRef('region', scope.region),
      owner: ownerOf(ARN),
      engine: Engine ?? 'unknown',
      version: FullEngineVersion ?? MajorEngineVersion,
      role: 'serverless',
      state: cacheState(Status),
      type: undefined,
      cluster: undefined,
      // The API tells the subnets only; they tell the VPC.
      vpc: undefined,
      az: undefined,
      subnets: links('subnet', rest.SubnetIds),
      endpoints: [
        ...endpoint(rest.Endpoint?.Address, rest.Endpoint?.Port, 'primary'),
        ...endpoint(rest.ReaderEndpoint?.Address, rest.ReaderEndpoint?.Port, 'reader'),
      ],
      addresses: [],
      security_groups: links('security_group', rest.SecurityGroupIds),
    };
  },
});
