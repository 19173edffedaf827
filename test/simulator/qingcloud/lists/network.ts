/**
 * Zones, keys, networks. Parameters: the pages of https://docsv3.qingcloud.com/development_docs/api/command_list/ ;
 * DescribeAccessKeys: SDK type DescribeAccessKeysInput. The pages of route tables and borders name fewer
 * parameters than DeepFlow's controller sends to page through them (server/controller/cloud/qingcloud/router.go).
 */
import type { Zone } from '../estate.ts';
import { list } from '../operation.ts';
import { without } from '../rows/given.ts';
import type {
  Border,
  BorderStatic,
  BorderVxnet,
  RouteTable,
  Router,
  SecurityGroup,
  SecurityGroupRule,
  VxNet,
} from '../rows/network.ts';

/** SDK type AccessKey. */
interface AccessKey {
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly owner: string;
  readonly root_user_id: string;
  readonly status: string;
}

export const network = [
  list<Zone>({
    action: 'iaas:DescribeZones',
    at: 'zone_set',
    zone: 'no',
    paged: 'no',
    by: { 'zones.n': ({ zone_id }) => zone_id, 'status.n': ({ status }) => status },
    rows: ({ account }) => account.zones,
    show: (row) => row,
  }),
  list<AccessKey>({
    action: 'iaas:DescribeAccessKeys',
    at: 'access_key_set',
    by: { 'access_keys.n': ({ access_key_id }) => access_key_id },
    ignored: ['status.n', 'owner', 'search_word'],
    rows: ({ caller }) => [
      {
        access_key_id: caller.accessKeyId,
        secret_access_key: caller.secretAccessKey,
        owner: caller.account,
        root_user_id: caller.account,
        status: 'active',
      },
    ],
    show: (row) => row,
  }),
  list<Router>({
    action: 'vpc:DescribeRouters',
    at: 'router_set',
    by: {
      'routers.n': ({ router_id }) => router_id,
      'status.n': ({ status }) => status,
      'tags.n': ({ tags }) => tags.map(({ tag_id }) => tag_id),
    },
    ignored: ['vxnet', 'search_word', 'owner', 'project_id'],
    statuses: ['pending', 'active', 'poweroffed', 'suspended', 'deleted', 'ceased'],
    rows: ({ here }) => here.routers,
    show: (row, { verbose }) => (verbose ? row : without(row, 'vxnets')),
  }),
  list<VxNet>({
    action: 'vpc:DescribeVxnets',
    at: 'vxnet_set',
    by: {
      'vxnets.n': ({ vxnet_id }) => vxnet_id,
      vxnet_type: ({ vxnet_type }) => String(vxnet_type),
      'tags.n': ({ tags }) => tags.map(({ tag_id }) => tag_id),
    },
    ignored: ['search_word'],
    rows: ({ here }) => here.vxnets,
    show: (row) => row,
  }),
  list<RouteTable>({
    action: 'vpc:DescribeRouteTables',
    at: 'routing_table_set',
    by: {
      'routing_tables.n': ({ rtable_id }) => rtable_id,
      'routing_table_types.n': ({ rtable_type }) => String(rtable_type),
      rtable_rtype: ({ rtable_rtype }) => String(rtable_rtype),
    },
    rows: ({ here }) => here.routeTables,
    show: (row, { verbose }) => (verbose ? row : without(row, 'resource_map')),
  }),
  list<Border>({
    action: 'vpc:DescribeVpcBorders',
    at: 'vpc_border_set',
    by: {
      'vpc_borders.n': ({ vpc_border_id }) => vpc_border_id,
      'status.n': ({ status }) => status,
      router_id: ({ router_id }) => router_id,
    },
    ignored: ['l3vni', 'border_type', 'border_name', 'owner', 'search_word'],
    rows: ({ here }) => here.borders,
    show: (row) => row,
  }),
  list<BorderVxnet>({
    action: 'iaas:DescribeBorderVxnets',
    at: 'border_vxnet_set',
    by: { border: ({ border_id }) => border_id, vxnet: ({ vxnet_id }) => vxnet_id },
    ignored: ['owner'],
    rows: ({ here }) => here.borderVxnets,
    show: (row) => row,
  }),
  list<BorderStatic>({
    action: 'iaas:DescribeBorderStatics',
    at: 'border_static_set',
    by: {
      'border_statics.n': ({ border_static_id }) => border_static_id,
      border: ({ border_id }) => border_id,
    },
    ignored: ['static_type.n', 'owner'],
    rows: ({ here }) => here.borderStatics,
    show: (row) => row,
  }),
  list<SecurityGroup>({
    action: 'ecm:DescribeSecurityGroups',
    at: 'security_group_set',
    by: {
      'security_groups.n': ({ security_group_id }) => security_group_id,
      'tags.n': ({ tags }) => tags.map(({ tag_id }) => tag_id),
    },
    ignored: ['search_word'],
    rows: ({ here }) => here.securityGroups,
    show: (row) => row,
  }),
  list<SecurityGroupRule>({
    action: 'ecm:DescribeSecurityGroupRules',
    at: 'security_group_rule_set',
    by: {
      security_group: ({ security_group_id }) => security_group_id,
      'security_group_rules.n': ({ security_group_rule_id }) => security_group_rule_id,
      direction: ({ direction }) => String(direction),
    },
    // "0 is downwards, 1 is upwards. The default is 0."
    usual: { direction: '0' },
    rows: ({ here }) => here.securityGroupRules,
    show: (row) => row,
  }),
];
