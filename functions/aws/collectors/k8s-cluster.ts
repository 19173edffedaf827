import { collector } from '../client.ts';
import { clustersOf } from '../clusters.ts';
import { awsRef, idOf, link, links, ownerOf } from '../items.ts';
import { clusterState } from '../states.ts';

/** EKS; the list says names only, so there is one call per cluster: the API has no other. */
export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'token',
  actions: ['eks:ListClusters', 'eks:DescribeCluster'],

  list: ({ eks }) => clustersOf(eks),

  *map({ name, arn, version, status, tags, endpoint, resourcesVpcConfig, kubernetesNetworkConfig }, scope) {
    const id = idOf(name, 'eks:DescribeCluster');
    const { vpcId, subnetIds, securityGroupIds = [], clusterSecurityGroupId } = resourcesVpcConfig ?? {};
    const { serviceIpv4Cidr, serviceIpv6Cidr } = kubernetesNetworkConfig ?? {};
    yield {
      kind: 'k8s_cluster',
      ref: awsRef('k8s_cluster', scope.account, scope.region, id),
      id,
      name: id,
      tags: Object.entries(tags ?? {}),
      region: awsRef('region', scope.region),
      owner: ownerOf(arn),
      version,
      state: clusterState(status),
      vpc: link('vpc', vpcId),
      subnets: links('subnet', subnetIds),
      endpoint,
      service_cidrs: [serviceIpv4Cidr, serviceIpv6Cidr].flatMap((cidr) => cidr || []),
      security_groups: links('security_group', [...new Set([...securityGroupIds, clusterSecurityGroupId])]),
    };
  },
});
