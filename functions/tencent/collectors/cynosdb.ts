import { whole } from '../../../shared/collect/gather.ts';
import { collector } from '../client.ts';
import { Cluster, clusterOf, Instance, instanceOf } from '../cynosdb-parts.ts';
import { offsetPages } from '../pages.ts';

/** Clusters, which have the addresses, and their instances. */
export const cynosdb = collector({
  name: 'cynosdb',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['cynosdb:DescribeClusters', 'cynosdb:DescribeInstances'],

  async *list({ ask }): AsyncGenerator<Item[], void, undefined> {
    const clusters = offsetPages(ask, {
      action: 'cynosdb:DescribeClusters',
      at: 'ClusterSet',
      item: Cluster,
      size: 100,
      keyOf: ({ ClusterId }) => ClusterId,
    });
    const instances = offsetPages(ask, {
      action: 'cynosdb:DescribeInstances',
      at: 'InstanceSet',
      item: Instance,
      size: 100,
      keyOf: ({ InstanceId }) => InstanceId,
    });
    const [all, members] = await Promise.all([whole(clusters), whole(instances)]);
    const byId = new Map(all.map((cluster) => [cluster.ClusterId, cluster]));
    yield all.map((cluster) => ({ cluster }));
    yield members.map((instance) => ({ instance, of: byId.get(instance.ClusterId) }));
  },

  *map(item, scope) {
    if ('cluster' in item) {
      if (item.cluster.Status !== 'deleted') yield clusterOf(item.cluster, scope);
    } else if (item.instance.Status !== 'deleted') yield instanceOf(item.instance, item.of, scope);
  },
});

type Item = { readonly cluster: Cluster } | { readonly instance: Instance; readonly of: Cluster | undefined };
