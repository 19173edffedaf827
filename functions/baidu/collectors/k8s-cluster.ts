import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { clustersOf } from '../clusters.ts';
import { baiduRef, link, links } from '../items.ts';
import { clusterState } from '../states.ts';

export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'offset',
  actions: [API.clusters.action],

  list: (api) => clustersOf(api),

  *map({ spec, status }, { region }) {
    const { masterConfig: master, containerNetworkConfig: network } = spec;
    const groups = [
      ...spec.masterDefaultSecurityGroups,
      ...spec.nodeDefaultSecurityGroups,
      ...spec.eniDefaultSecurityGroups,
    ];
    if (status?.clusterPhase === 'deleted') return;
    yield {
      kind: 'k8s_cluster',
      ref: baiduRef('k8s_cluster', spec.clusterID),
      id: spec.clusterID,
      name: spec.clusterName ?? spec.clusterID,
      tags: spec.tags,
      region: baiduRef('region', region),
      owner: undefined,
      version: spec.k8sVersion,
      state: clusterState(status?.clusterPhase),
      vpc: link('vpc', spec.vpcID),
      subnets: links('subnet', [
        master?.clusterBLBVPCSubnetID,
        network?.lbServiceVPCSubnetID,
        ...Object.values(network?.eniVPCSubnetIDs ?? {}).flat(),
      ]),
      endpoint: status?.clusterBLB?.vpcIP ?? status?.clusterBLB?.eip,
      service_cidrs: [network?.clusterIPServiceCIDR, network?.clusterIPServiceCIDRIPv6].flatMap(
        (cidr) => cidr ?? [],
      ),
      security_groups: links(
        'security_group',
        groups.map(({ id }) => id),
      ),
    };
  },
});
