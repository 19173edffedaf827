/**
 * VPC in its three versions, side by side as in the cloud. Parameters: doc comments of huaweicloud-sdk-nodejs-v3,
 * services/vpc/v2/VpcClient.ts (v1 and v2.0) and services/vpc/v3/VpcClient.ts .
 *
 * - Routes are not in the list of route tables, only in each of them (SDK types RouteTableListResp, RouteTableResp)
 * - Subnets have tags in v3 only; v1 has `POST …/resource_instances/action` for them, which gives all resources where
 *   no tag is asked for, page by page, 1000 at most (support.huaweicloud.com/api-vpc/vpc_tag_0004.html)
 * - `GET /v2.0/vpc/peerings`: default and most 2000, `peerings_links` (www.huaweicloud.com/zhishi/
 *   apiedoc-listvpcpeerings.html)
 */
import { type Operation, serviceOf } from '../operation.ts';
import { byMarker } from '../paging.ts';
import { formOf, invalid, refusal } from '../refusals.ts';
import type {
  Port,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
  VpcPeering,
} from '../rows/vpc.ts';
import { without } from '../rows/given.ts';
import { tagQuery } from './tagged.ts';

const { list, asked } = serviceOf('vpc');

const PAGED = byMarker('page_info');
const PLAIN = byMarker('nothing', { max: 2 ** 31 - 1 });

const v1 = [
  list<Vpc>({
    name: 'ListVpcs',
    path: '/v1/{project_id}/vpcs',
    enterprise: 'all',
    paging: PLAIN,
    fields: ['id'],
    rows: ({ here }) => here.vpcs,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      vpcs: rows.map((row) => ({
        ...without(row, 'tags', 'extend_cidrs', 'project_id'),
        tenant_id: row.project_id,
        status: row.status === 'ACTIVE' ? 'OK' : 'CREATING',
        routes: [],
      })),
    }),
  }),
  list<Subnet>({
    name: 'ListSubnets',
    path: '/v1/{project_id}/subnets',
    paging: PLAIN,
    fields: ['vpc_id'],
    rows: ({ here }) => here.subnets,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      subnets: rows.map((row) => ({
        ...without(row, 'tags'),
        description: '',
        neutron_network_id: row.id,
        ipv6_enable: row.cidr_v6 !== null,
        gateway_ip_v6: row.cidr_v6 === null ? null : row.cidr_v6.replace(/\/\d+$/, '1'),
        dhcp_enable: true,
        primary_dns: '100.125.1.250',
        secondary_dns: '100.125.21.250',
        dnsList: ['100.125.1.250', '100.125.21.250'],
        extra_dhcp_opts: [],
      })),
    }),
  }),
  list<Port>({
    name: 'ListPorts',
    path: '/v1/{project_id}/ports',
    enterprise: 'default',
    paging: { ...PLAIN, short: true },
    fields: ['id', 'name', 'network_id', 'mac_address', 'device_id', 'device_owner', 'status'],
    documented: ['admin_state_up', 'security_groups', 'fixed_ips', 'enable_efi'],
    rows: ({ here }) => here.ports,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      ports: rows.map((row) => ({
        ...without(row, 'tags', 'vpc_id', 'enterprise_project_id'),
        admin_state_up: true,
        extra_dhcp_opts: [],
        'binding:vnic_type': 'normal',
        'binding:vif_details': { primary_interface: true },
        'binding:profile': {},
        dns_assignment: [],
        dns_name: '',
        port_security_enabled: true,
      })),
    }),
  }),
  list<RouteTable>({
    name: 'ListRouteTables',
    path: '/v1/{project_id}/routetables',
    paging: PLAIN,
    fields: ['id', 'vpc_id'],
    filters: { subnet_id: ({ subnets }, value) => subnets.some(({ id }) => id === value) },
    rows: ({ here }) => here.routeTables,
    keyOf: ({ id }) => id,
    put: (rows) => ({ routetables: rows.map((row) => without(row, 'routes')) }),
  }),
  asked({
    name: 'ShowRouteTable',
    method: 'GET',
    path: '/v1/{project_id}/routetables/{routetable_id}',
    scope: 'project',
    known: [],
    documented: [],
    paging: undefined,
    answer({ here, path }) {
      const routetable = here.routeTables.find(({ id }) => id === path['routetable_id']);
      if (routetable !== undefined) return { routetable };
      const { message } = invalid('vpc', `RouteTable ${path['routetable_id']} could not be found.`);
      // https://support.huaweicloud.com/api-vpc/vpc_api_0003.html
      throw refusal({ status: 404, code: 'VPC.2808', message }, 'plain');
    },
  }),
  list<VpcPeering>({
    name: 'ListVpcPeerings',
    path: '/v2.0/vpc/peerings',
    scope: 'header',
    paging: byMarker('links', { links: 'peerings_links', max: 2 ** 31 - 1 }),
    fields: ['id', 'name', 'status'],
    filters: {
      vpc_id: ({ request_vpc_info, accept_vpc_info }, value) =>
        request_vpc_info.vpc_id === value || accept_vpc_info.vpc_id === value,
      tenant_id: ({ request_vpc_info, accept_vpc_info }, value) =>
        request_vpc_info.tenant_id === value || accept_vpc_info.tenant_id === value,
    },
    rows: ({ here }) => here.peerings,
    keyOf: ({ id }) => id,
    put: (peerings) => ({ peerings }),
  }),
  list({
    name: 'ListVpcRoutes',
    path: '/v2.0/vpc/routes',
    scope: 'header',
    paging: byMarker('links', { links: 'routes_links', max: 2 ** 31 - 1 }),
    fields: ['id', 'type', 'vpc_id', 'destination', 'tenant_id'],
    rows: ({ here }) =>
      here.routeTables.flatMap(({ id: table, vpc_id, tenant_id, routes, default: main }) =>
        routes.flatMap(({ type, destination, nexthop }, n) =>
          main && type === 'peering'
            ? [
                {
                  id: `${table.slice(0, 24)}${n.toString(16).padStart(12, '0')}`,
                  type,
                  destination,
                  nexthop,
                  vpc_id,
                  tenant_id,
                },
              ]
            : [],
        ),
      ),
    keyOf: ({ id }) => id,
    put: (routes) => ({ routes }),
  }),
];

const v3 = [
  list<Vpc>({
    name: 'ListVpcs',
    path: '/v3/{project_id}/vpc/vpcs',
    enterprise: 'default',
    paging: PAGED,
    fields: ['id', 'name', 'description', 'cidr'],
    rows: ({ here }) => here.vpcs,
    keyOf: ({ id }) => id,
    put: (rows, { here }) => ({
      vpcs: rows.map((row) => ({
        ...row,
        cloud_resources: [
          {
            resource_type: 'virsubnet',
            resource_count: here.subnets.filter(({ vpc_id }) => vpc_id === row.id).length,
          },
        ],
      })),
    }),
  }),
  list<Subnet>({
    name: 'ListVirsubnets',
    path: '/v3/{project_id}/vpc/virsubnets',
    paging: PAGED,
    fields: ['id', 'name', 'vpc_id', 'status', 'scope'],
    filters: { zone_id: ({ availability_zone }, value) => availability_zone === value },
    documented: ['description'],
    rows: ({ here }) => here.subnets,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      virsubnets: rows.map((row) => ({
        id: row.id,
        name: row.name,
        description: '',
        vpc_id: row.vpc_id,
        zone_id: row.availability_zone,
        status: row.status,
        scope: row.scope,
        project_id: row.tenant_id,
        dns_nameservers: [],
        extra_dhcp_opts: [],
        subnet_cidrs: [
          {
            id: row.neutron_subnet_id,
            ip_version: '4',
            cidr: row.cidr,
            gateway_ip: row.gateway_ip,
            enable_dhcp: true,
          },
          ...(row.cidr_v6 === null
            ? []
            : [
                {
                  id: row.neutron_subnet_id_v6,
                  ip_version: '6',
                  cidr: row.cidr_v6,
                  gateway_ip: null,
                  enable_dhcp: true,
                },
              ]),
        ],
        tags: row.tags,
        created_at: row.created_at,
        updated_at: row.updated_at,
      })),
    }),
  }),
  list<Port>({
    name: 'ListPorts',
    path: '/v3/{project_id}/ports',
    paging: PAGED,
    fields: [
      'id',
      'name',
      'status',
      'device_id',
      'mac_address',
      'device_owner',
      'vpc_id',
      'instance_id',
      'instance_type',
    ],
    filters: {
      virsubnet_id: ({ network_id }, value) => network_id === value,
      device_owner_prefixlike: ({ device_owner }, value) => device_owner.startsWith(value),
    },
    documented: [
      'admin_state_up',
      'description',
      'binding:host_id',
      'private_ips',
      'security_groups',
      'allowed_address_pairs',
    ],
    rows: ({ here }) => here.ports,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      ports: rows.map((row) => ({
        ...without(row, 'network_id', 'fixed_ips', 'enterprise_project_id'),
        project_id: row.tenant_id,
        virsubnet_id: row.network_id,
        private_ips: row.fixed_ips.map(({ subnet_id, ip_address }) => ({
          subnet_cidr_id: subnet_id,
          ip_address,
        })),
        admin_state_up: true,
        description: '',
        port_security_enabled: true,
        scope: 'center',
        extra_dhcp_opts: [],
      })),
    }),
  }),
  list<SecurityGroup>({
    name: 'ListSecurityGroups',
    path: '/v3/{project_id}/vpc/security-groups',
    enterprise: 'default',
    paging: PAGED,
    fields: ['id', 'name', 'description'],
    rows: ({ here }) => here.securityGroups,
    keyOf: ({ id }) => id,
    put: (security_groups) => ({ security_groups }),
  }),
  list<SecurityGroupRule>({
    name: 'ListSecurityGroupRules',
    path: '/v3/{project_id}/vpc/security-group-rules',
    paging: PAGED,
    fields: [
      'id',
      'security_group_id',
      'protocol',
      'description',
      'remote_group_id',
      'direction',
      'action',
      'remote_ip_prefix',
      'priority',
      'ethertype',
      'remote_address_group_id',
      'enabled',
    ],
    rows: ({ here }) => here.securityGroupRules,
    keyOf: ({ id }) => id,
    put: (security_group_rules) => ({ security_group_rules }),
  }),
];

/** One thing, as its list has it: the list's name, and the path that ends in the id. */
function shown(name: string, listed: string, path: string): Operation {
  const listing = [...v1, ...v3].find((one) => one.name === listed && path.startsWith(`${one.path}/`));
  if (listing === undefined) throw new Error(`no list ${listed} above ${path}`);
  return asked({
    name,
    method: 'GET',
    path,
    scope: listing.scope,
    known: [],
    documented: [],
    paging: undefined,
    answer(context) {
      const [id = ''] = Object.entries(context.path).flatMap(([of, value]) =>
        of === 'project_id' ? [] : [value],
      );
      const query = new URLSearchParams({ id, enterprise_project_id: 'all_granted_eps' });
      const lists = Object.entries(listing.answer({ ...context, query }));
      for (const [at, rows] of lists) {
        if (Array.isArray(rows) && rows.length === 1) return { [at.replace(/s$/, '')]: rows[0] as unknown };
      }
      const message = `Query resource by id ${id} fail.`;
      throw refusal({ status: 404, code: 'VPC.0202', message }, formOf('vpc', path));
    },
  });
}

const SHOWN = [
  shown('ShowVirsubnet', 'ListVirsubnets', '/v3/{project_id}/vpc/virsubnets/{virsubnet_id}'),
  shown('ShowPort', 'ListPorts', '/v3/{project_id}/ports/{port_id}'),
  shown(
    'ShowSecurityGroup',
    'ListSecurityGroups',
    '/v3/{project_id}/vpc/security-groups/{security_group_id}',
  ),
  shown(
    'ShowSecurityGroupRule',
    'ListSecurityGroupRules',
    '/v3/{project_id}/vpc/security-group-rules/{rule_id}',
  ),
  shown('ShowVpcPeering', 'ListVpcPeerings', '/v2.0/vpc/peerings/{peering_id}'),
];

export const VPC = [
  ...v1,
  ...v3,
  ...SHOWN,
  ...tagQuery(list, {
    name: 'ListVpcsByTags',
    path: '/v2.0/{project_id}/vpcs/resource_instances/action',
    rows: ({ vpcs }) => vpcs.map(({ id, name, tags }) => ({ id, name, tags })),
  }),
  ...tagQuery(list, {
    name: 'ListSubnetsByTags',
    path: '/v2.0/{project_id}/subnets/resource_instances/action',
    rows: ({ subnets }) => subnets.map(({ id, name, tags }) => ({ id, name, tags })),
  }),
  ...tagQuery(list, {
    name: 'ListSecurityGroupsByTags',
    path: '/v2.0/{project_id}/security-groups/resource_instances/action',
    rows: ({ securityGroups }) => securityGroups.map(({ id, name, tags }) => ({ id, name, tags })),
  }),
  ...tagQuery(list, {
    name: 'ListPortsByTags',
    path: '/v3/{project_id}/ports/resource-instances/filter',
    inBody: false,
    rows: ({ ports }) => ports.map(({ id, name, tags }) => ({ id, name, tags })),
  }),
];
