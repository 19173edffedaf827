import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, link, links, said, tags, tencentRef } from '../items.ts';
import { offsetPages } from '../pages.ts';
import { clusterState } from '../states.ts';

/** SDK type Cluster of tke. */
const Cluster = z.object({
  ClusterId: id,
  ClusterName: said,
  ClusterVersion: said,
  ClusterStatus: said,
  ClusterNetworkSettings: maybe(
    z.object({ VpcId: said, ServiceCIDR: said, Ipv6ServiceCIDR: said, Subnets: some(z.string()) }),
  ),
  TagSpecification: some(z.object({ Tags: tags })),
});

export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'offset',
  actions: ['tke:DescribeClusters'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'tke:DescribeClusters',
      at: 'Clusters',
      item: Cluster,
      size: 100,
      keyOf: ({ ClusterId }) => ClusterId,
    }),

  *map(item, { region }) {
    const network = item.ClusterNetworkSettings;
    yield {
      kind: 'k8s_cluster',
      ref: tencentRef('k8s_cluster', item.ClusterId),
      id: item.ClusterId,
      name: item.ClusterName ?? item.ClusterId,
      tags: item.TagSpecification.flatMap(({ Tags }) => Tags),
      region: tencentRef('region', region),
      owner: undefined,
      version: item.ClusterVersion,
      state: clusterState(item.ClusterStatus),
      vpc: link('vpc', network?.VpcId),
      subnets: links('subnet', network?.Subnets ?? []),
      // Where it answers takes a call per cluster, and is not told by the list.
      endpoint: undefined,
      service_cidrs: [network?.ServiceCIDR, network?.Ipv6ServiceCIDR].flatMap((cidr) => cidr ?? []),
      security_groups: [],
    };
  },
});
