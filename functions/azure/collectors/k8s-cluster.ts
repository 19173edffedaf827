import { collector } from '../client.ts';
import { subnetsOf } from '../clusters.ts';
import { azureRef, linksTo, linkTo } from '../items.ts';
import { networkOfAll } from '../private-links.ts';
import { actionsOf } from '../resources.ts';
import { clusterState } from '../states.ts';

const TYPES = ['cluster', 'scaleSet'] as const;

/** AKS. */
export const k8sCluster = collector({
  name: 'k8s-cluster',
  emits: ['k8s_cluster'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES),

  async *list({ read }) {
    const reading = await read('k8s-cluster', TYPES);
    const sets = reading.all('scaleSet');
    for (const page of reading.pages('cluster'))
      yield page.map((row) => ({ row, subnets: subnetsOf(row, sets) }));
  },

  *map({ row: { id, name, tags, location, properties }, subnets }, { account }) {
    const { networkProfile, currentKubernetesVersion, kubernetesVersion, privateFQDN, fqdn } = properties;
    const cidrs = networkProfile?.serviceCidrs.flatMap((one) => one ?? []) ?? [];
    const { serviceCidr } = networkProfile ?? {};
    yield {
      kind: 'k8s_cluster',
      ref: azureRef('k8s_cluster', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      version: currentKubernetesVersion ?? kubernetesVersion,
      state: clusterState(properties),
      vpc: linkTo('vpc', networkOfAll(subnets)),
      subnets: linksTo('subnet', subnets),
      endpoint: privateFQDN ?? fqdn,
      service_cidrs: cidrs.length > 0 || serviceCidr === undefined ? cidrs : [serviceCidr],
      security_groups: [],
    };
  },
});
