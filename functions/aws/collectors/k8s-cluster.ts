import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import { CloudError } from '../../../shared/collect/errors.ts';
import { FAN_OUT, inParallel } from '../../../shared/collect/parallel.ts';
import { collector } from '../client.ts';
import { awsRef, idOf, link, links, ownerOf, paged, unlessGone } from '../items.ts';
import { clusterState } from '../states.ts';

/** EKS; the list says names only, so there is one call per cluster: the API has no other. */
export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'region',
  paging: 'token',
  actions: ['eks:ListClusters', 'eks:DescribeCluster'],

  async *list({ eks }) {
    const pages = paged(
      'eks:ListClusters',
      (nextToken) => eks.send(new ListClustersCommand({ nextToken, maxResults: 100 })),
      ({ clusters, nextToken }) => [clusters, nextToken],
    );
    for await (const names of pages) {
      yield* inParallel(names, FAN_OUT, async (name) => {
        const answer = await unlessGone(
          ['ResourceNotFoundException'],
          eks.send(new DescribeClusterCommand({ name })),
        );
        if (answer === undefined) return [];
        if (answer.cluster === undefined)
          throw new CloudError('invalid', `eks:DescribeCluster: nothing about ${name}`);
        return [answer.cluster];
      });
    }
  },

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
