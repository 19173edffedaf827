import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { Cluster } from '../clusters.ts';
import { huaweiRef, link, links, regionRef } from '../items.ts';
import { inProject, itemsOf } from '../pages.ts';
import { clusterState } from '../states.ts';

/** The API has no pages. */
export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'token',
  actions: [API.clusters.action],

  list: (api) =>
    inProject(api, async function* (ids) {
      yield itemsOf(await api.ask(API.clusters, { ids }), 'items', Cluster, API.clusters.action);
    }),

  *map({ metadata, spec, status }, { region }) {
    const { hostNetwork: host, serviceNetwork: service } = spec;
    const endpoints = status?.endpoints ?? [];
    const inside = endpoints.find(({ type }) => type === 'Internal') ?? endpoints[0];
    yield {
      kind: 'k8s_cluster',
      ref: huaweiRef('k8s_cluster', metadata.uid),
      id: metadata.uid,
      name: metadata.alias ?? metadata.name ?? metadata.uid,
      tags: spec.clusterTags,
      region: regionRef(region),
      owner: undefined,
      version: spec.version,
      state: clusterState(status?.phase),
      vpc: link('vpc', host?.vpc),
      // Those of its network interfaces are told by their IPv4 part, an id that no list of subnets begins with.
      subnets: links('subnet', [host?.subnet]),
      endpoint: inside?.url,
      service_cidrs: [...new Set([service?.IPv4CIDR, service?.IPv6CIDR, spec.kubernetesSvcIpRange])].flatMap(
        (cidr) => cidr ?? [],
      ),
      security_groups: links('security_group', [host?.SecurityGroup]),
    };
  },
});
