import type * as z from 'zod/mini';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import type { Aliyun } from '../client.ts';
import { unlessGone } from '../items.ts';
import { NAMES, itemsOf, numberedPages } from '../pages.ts';
import { Cluster, ClusterEndpoint, clusterRecord } from '../polardb-clusters.ts';

/** Clusters; their endpoints are asked for cluster by cluster. */
export const polardb = collector({
  name: 'polardb',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['polardb:DescribeDBClusters', 'polardb:DescribeDBClusterEndpoints'],

  async *list(api) {
    const clusters = numberedPages(api.ask, {
      action: 'polardb:DescribeDBClusters',
      params: { RegionId: api.region },
      at: 'Items.DBCluster',
      item: Cluster,
      size: 100,
      keyOf: ({ DBClusterId }) => DBClusterId,
      names: { ...NAMES, total: 'TotalRecordCount' },
    });
    for await (const page of clusters) {
      const filled = inParallel(page, FAN_OUT, async (cluster) => {
        const endpoints = await endpointsOf(api, cluster.DBClusterId);
        return endpoints === undefined ? [] : [{ cluster, endpoints }];
      });
      yield await whole(filled);
    }
  },

  *map({ cluster, endpoints }, { region }) {
    yield clusterRecord(cluster, endpoints, region);
  },
});

async function endpointsOf(
  { ask }: Aliyun,
  DBClusterId: string,
): Promise<readonly z.infer<typeof ClusterEndpoint>[] | undefined> {
  const action = 'polardb:DescribeDBClusterEndpoints';
  const answer = await unlessGone(/^InvalidDBCluster(?:Id|Name)\.NotFound/, ask(action, { DBClusterId }));
  return answer && itemsOf(answer, 'Items', ClusterEndpoint, action);
}
