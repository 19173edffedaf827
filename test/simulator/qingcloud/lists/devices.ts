/**
 * Servers, addresses, gateways, load balancers, data. https://docsv3.qingcloud.com/development_docs/api/command_list/ ;
 * `is_cluster_node`: SDK type DescribeInstancesInput.
 */
import { list } from '../operation.ts';
import type { Eip, Instance, Nic } from '../rows/compute.ts';
import type { Cache, Cluster, ClusterNode, Rdb } from '../rows/data.ts';
import type { DnatRule, Listener, LoadBalancer, Nfv, SnatRule } from '../rows/gateways.ts';
import { without } from '../rows/given.ts';

const tagIds = ({ tags }: { readonly tags: readonly { readonly tag_id: string }[] }) =>
  tags.map(({ tag_id }) => tag_id);

/** "An unlawful status is answered with an error": of most lists. Of caches the page has `stopped` among what there may be. */
const STATUSES = ['pending', 'active', 'stopped', 'suspended', 'deleted', 'ceased'];

export const devices = [
  list<Instance>({
    action: 'ecm:DescribeInstances',
    at: 'instance_set',
    by: {
      'instances.n': ({ instance_id }) => instance_id,
      'status.n': ({ status }) => status,
      'tags.n': tagIds,
      is_cluster_node: ({ isNode }) => (isNode ? '1' : '0'),
    },
    usual: { is_cluster_node: '0' },
    ignored: ['image_id.n', 'instance_type.n', 'instance_class', 'search_word', 'owner', 'exclude_reserved'],
    statuses: ['pending', 'running', 'stopped', 'suspended', 'terminated', 'ceased'],
    rows: ({ here }) => here.instances,
    show: (row, { verbose }) => (verbose ? without(row, 'isNode') : without(row, 'isNode', 'security_group')),
  }),
  list<Nic>({
    action: 'ecm:DescribeNics',
    at: 'nic_set',
    by: {
      'nics.n': ({ nic_id }) => nic_id,
      status: ({ status }) => status,
      'vxnets.n': ({ vxnet_id }) => vxnet_id,
    },
    ignored: ['nic_name', 'vxnet_type.n', 'instances.n', 'owner', 'project_id'],
    rows: ({ here }) => here.nics,
    show: (row) => row,
  }),
  list<Eip>({
    action: 'ecm:DescribeEips',
    at: 'eip_set',
    by: { 'eips.n': ({ eip_id }) => eip_id, 'status.n': ({ status }) => status, 'tags.n': tagIds },
    ignored: ['instance_id', 'search_word'],
    statuses: ['pending', 'available', 'associated', 'suspended', 'released', 'ceased'],
    rows: ({ here }) => here.eips,
    show: (row) => row,
  }),
  list<Nfv>({
    action: 'iaas:DescribeNFVs',
    at: 'nfv_set',
    by: {
      'nfvs.n': ({ nfv_id }) => nfv_id,
      nfv_type: ({ nfv_type }) => String(nfv_type),
      'vxnets.n': ({ vxnets }) => vxnets,
      'status.n': ({ status }) => status,
    },
    ignored: ['reverse', 'root_user', 'owner', 'search_word', 'sort_key'],
    statuses: STATUSES,
    rows: ({ here }) => here.nfvs,
    show: (row) => without(row, 'vxnets'),
  }),
  list<SnatRule>({
    action: 'iaas:DescribeSnatRules',
    at: 'snat_set',
    required: ['natgw_ids.n'],
    by: {
      'natgw_ids.n': ({ natgw_id }) => natgw_id,
      'target_type.n': ({ target_type }) => String(target_type),
    },
    ignored: ['status.n', 'reverse', 'sort_key', 'search_word'],
    rows: ({ here }) => here.snatRules,
    show: (row) => row,
  }),
  list<DnatRule>({
    action: 'iaas:DescribeDnatRules',
    at: 'dnat_set',
    required: ['natgw_ids.n'],
    by: { 'natgw_ids.n': ({ natgw_id }) => natgw_id, protocol: ({ protocol }) => protocol },
    ignored: ['status.n', 'reverse', 'sort_key', 'search_word'],
    rows: ({ here }) => here.dnatRules,
    show: (row) => row,
  }),
  list<LoadBalancer>({
    action: 'elb:DescribeLoadBalancers',
    at: 'loadbalancer_set',
    by: {
      'loadbalancers.n': ({ loadbalancer_id }) => loadbalancer_id,
      'status.n': ({ status }) => status,
      'tags.n': tagIds,
    },
    ignored: ['search_word'],
    statuses: STATUSES,
    rows: ({ here }) => here.loadBalancers,
    show: (row, { here, verbose }) =>
      verbose
        ? {
            ...row,
            listeners: here.listeners
              .filter(({ loadbalancer_id }) => loadbalancer_id === row.loadbalancer_id)
              .map((one) => without(one, 'backends')),
          }
        : row,
  }),
  list<Listener>({
    action: 'elb:DescribeLoadBalancerListeners',
    at: 'loadbalancer_listener_set',
    by: {
      'loadbalancer_listeners.n': ({ loadbalancer_listener_id }) => loadbalancer_listener_id,
      loadbalancer: ({ loadbalancer_id }) => loadbalancer_id,
    },
    rows: ({ here }) => here.listeners,
    show: (row, { verbose }) => (verbose ? row : without(row, 'backends')),
  }),
  list<Rdb>({
    action: 'iaas:DescribeRDBs',
    at: 'rdb_set',
    by: {
      'rdbs.n': ({ rdb_id }) => rdb_id,
      rdb_engine: ({ rdb_engine }) => rdb_engine,
      'status.n': ({ status }) => status,
      'tags.n': tagIds,
    },
    // "mysql and psql are possible, … the default is mysql."
    usual: { rdb_engine: 'mysql' },
    ignored: ['rdb_name', 'search_word'],
    statuses: STATUSES,
    rows: ({ here }) => here.rdbs,
    show: (row) => row,
  }),
  list<Cache>({
    action: 'iaas:DescribeCaches',
    at: 'cache_set',
    by: {
      'caches.n': ({ cache_id }) => cache_id,
      'status.n': ({ status }) => status,
      'cache_type.n': ({ cache_type }) => cache_type,
      'tags.n': tagIds,
    },
    ignored: ['search_word'],
    statuses: STATUSES,
    rows: ({ here }) => here.caches,
    show: (row, { verbose }) => (verbose ? row : without(row, 'nodes')),
  }),
  list<Cluster>({
    action: 'iaas:DescribeClusters',
    at: 'cluster_set',
    by: {
      'clusters.n': ({ cluster_id }) => cluster_id,
      'apps.n': ({ app_id }) => app_id,
      'status.n': ({ status }) => status,
      'tags.n': tagIds,
    },
    ignored: [
      'scope',
      'app_versions.n',
      'cluster_name',
      'link',
      'external_cluster_id',
      'vxnet',
      'owner',
      'reverse',
    ],
    statuses: ['active', 'suspended', 'deleted', 'ceased'],
    rows: ({ here }) => here.clusters,
    show: (row, { verbose }) =>
      verbose && !row.apart ? without(row, 'apart') : without(row, 'apart', 'nodes'),
  }),
  list<ClusterNode>({
    action: 'iaas:DescribeClusterNodes',
    at: 'node_set',
    required: ['cluster'],
    by: { cluster: ({ cluster_id }) => cluster_id, role: ({ role }) => role },
    ignored: ['cluster_nodes.n', 'reverse'],
    rows: ({ here }) => here.clusters.flatMap(({ nodes }) => nodes),
    show: (row) => row,
  }),
];
