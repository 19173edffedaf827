import * as z from 'zod/mini';
import { maybe, some } from '../../../shared/collect/wire.ts';
import { collector } from '../client.ts';
import { id, link, links, said, tags, volcengineRef } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { clusterState } from '../states.ts';

/** SDK type PrivateIpForListClustersOutput, and the public one. */
const Ip = maybe(z.object({ Ipv4: said }));

/** SDK type ItemForListClustersOutput of vke. */
const Cluster = z.object({
  Id: id,
  Name: said,
  KubernetesVersion: said,
  Status: maybe(z.object({ Phase: said })),
  ClusterConfig: maybe(
    z.object({
      VpcId: said,
      SubnetIds: some(z.string()),
      SecurityGroupIds: some(z.string()),
      ApiServerEndpoints: maybe(z.object({ PublicIp: Ip, PrivateIp: Ip })),
    }),
  ),
  ServicesConfig: maybe(z.object({ ServiceCidrsv4: some(z.string()) })),
  Tags: tags,
});

export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'offset',
  actions: ['vke:ListClusters'],

  list: ({ ask }) =>
    numberedPages(ask, { action: 'vke:ListClusters', at: 'Items', item: Cluster, keyOf: ({ Id }) => Id }),

  *map(item, { region }) {
    const config = item.ClusterConfig;
    const { PublicIp, PrivateIp } = config?.ApiServerEndpoints ?? {};
    yield {
      kind: 'k8s_cluster',
      ref: volcengineRef('k8s_cluster', item.Id),
      id: item.Id,
      name: item.Name ?? item.Id,
      tags: item.Tags,
      region: volcengineRef('region', region),
      owner: undefined,
      version: item.KubernetesVersion,
      state: clusterState(item.Status?.Phase),
      vpc: link('vpc', config?.VpcId),
      subnets: links('subnet', config?.SubnetIds ?? []),
      endpoint: PublicIp?.Ipv4 ?? PrivateIp?.Ipv4,
      service_cidrs: item.ServicesConfig?.ServiceCidrsv4 ?? [],
      security_groups: links('security_group', config?.SecurityGroupIds ?? []),
    };
  },
});
