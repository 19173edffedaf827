import type { Tag } from '../../../shared/model/parts.ts';
import { collector } from '../client.ts';
import { Cluster, endpointIn, subnetsIn } from '../clusters.ts';
import { aliyunRef, link, links } from '../items.ts';
import { numberedPages } from '../pages.ts';
import { clusterState } from '../states.ts';

/**
 * ACK. Two permissions for one request: `cs:GetClusters` is what the action's page
 * names, `cs:DescribeClustersV1` what is checked since 2021.
 * https://help.aliyun.com/document_detail/183905.htm
 * https://alibabacloud.com/help/ja/ack/product-overview/ack-api-enhances-user-authentication
 * The largest page is not documented.
 */
export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'offset',
  actions: ['cs:DescribeClustersV1', 'cs:GetClusters'],

  list: ({ ask, region: region_id }) =>
    numberedPages(ask, {
      action: 'cs:DescribeClustersV1',
      params: { region_id },
      at: 'clusters',
      item: Cluster,
      size: 50,
      keyOf: ({ cluster_id }) => cluster_id,
      names: { total: 'page_info.total_count', number: 'page_number', size: 'page_size' },
    }),

  *map(item, { region }) {
    if (item.state === 'deleted') return;
    yield {
      kind: 'k8s_cluster',
      ref: aliyunRef('k8s_cluster', item.cluster_id),
      id: item.cluster_id,
      name: item.name ?? item.cluster_id,
      tags: item.tags.map(({ key = '', value = '' }): Tag => [key, value]),
      region: aliyunRef('region', region),
      owner: undefined,
      version: item.current_version,
      state: clusterState(item.state),
      vpc: link('vpc', item.vpc_id),
      subnets: links('subnet', subnetsIn(item)),
      endpoint: endpointIn(item.master_url),
      service_cidrs: item.service_cidr?.split(',') ?? [],
      security_groups: links('security_group', [item.security_group_id]),
    };
  },
});
