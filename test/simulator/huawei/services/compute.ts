/**
 * ECS (by page number, 25 rows unless asked for more, 1000 at most), EIP v3 (tags only where `fields` names them)
 * and NAT (v2). Parameters and sizes: doc comments of huaweicloud-sdk-nodejs-v3, services/ecs/v2/EcsClient.ts
 * (listServersDetails), services/eip/v3/EipClient.ts, services/eip/v2/EipClient.ts, services/nat/v2/NatClient.ts;
 * zones: https://support.huaweicloud.com/intl/en-us/api-ecs/ecs_02_1501.html .
 */
import { serviceOf } from '../operation.ts';
import { BY_PAGE, byMarker } from '../paging.ts';
import type { DnatRule, NatGateway, Publicip, Server, SnatRule, Zone } from '../rows/compute.ts';
import { without } from '../rows/given.ts';
import { tagQuery } from './tagged.ts';

const ecs = serviceOf('ecs');
const eip = serviceOf('eip');
const nat = serviceOf('nat');

export const ECS = [
  ecs.list<Server>({
    name: 'ListServersDetails',
    path: '/v1/{project_id}/cloudservers/detail',
    enterprise: 'default',
    paging: BY_PAGE,
    fields: ['status'],
    filters: { server_id: ({ id }, value) => value.split(',').includes(id) },
    documented: ['flavor', 'ip', 'name', 'not-tags', 'reservation_id', 'tags', 'ip_eq'],
    rows: ({ here }) => here.servers,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      servers: rows.map((row) => ({
        ...row,
        hostId: `host${row.id}`,
        host_status: 'UP',
        key_name: null,
        image: { id: '5c13381a-4a54-4ea5-a3b5-e7f7069f19a4' },
        accessIPv4: '',
        accessIPv6: '',
        'OS-EXT-STS:vm_state': row.status === 'ACTIVE' ? 'active' : row.status.toLowerCase(),
        'OS-EXT-STS:task_state': null,
        'OS-EXT-STS:power_state': row.status === 'ACTIVE' ? 1 : 4,
        'OS-SRV-USG:launched_at': '2024-03-05T07:09:41.000000',
        'OS-SRV-USG:terminated_at': null,
        'os-extended-volumes:volumes_attached': [],
        config_drive: '',
        description: null,
        locked: false,
        progress: 0,
        fault: row.status === 'ERROR' ? { code: 500, message: 'No valid host was found.' } : null,
      })),
    }),
  }),
  ecs.list<Zone>({
    name: 'ListServerAzInfo',
    path: '/v1/{project_id}/availability-zones',
    rows: ({ here }) => here.zones,
    keyOf: ({ availability_zone_id }) => availability_zone_id,
    put: (rows) => ({
      availability_zones: rows.map((row) => ({ ...without(row, 'available'), az_group_ids: [] })),
    }),
  }),
  ecs.list<Zone>({
    name: 'NovaListAvailabilityZones',
    path: '/v2.1/{project_id}/os-availability-zone',
    rows: ({ here }) => here.zones,
    keyOf: ({ availability_zone_id }) => availability_zone_id,
    put: (rows) => ({
      availabilityZoneInfo: rows.map(({ availability_zone_id: zoneName, available }) => ({
        zoneName,
        zoneState: { available },
        hosts: null,
      })),
    }),
  }),
  ...tagQuery(ecs.list, {
    name: 'ListServersByTag',
    path: '/v1/{project_id}/cloudservers/resource_instances/action',
    rows: ({ servers }) =>
      servers.map(({ id, name, tags }) => ({
        id,
        name,
        tags: tags.map((tag) => {
          const [key = '', ...value] = tag.split('=');
          return { key, value: value.join('=') };
        }),
      })),
  }),
];

const PUBLICIP_FIELDS = new Set<string>([
  'id',
  'project_id',
  'ip_version',
  'type',
  'public_ip_address',
  'public_ipv6_address',
  'network_type',
  'status',
  'description',
  'created_at',
  'updated_at',
  'vnic',
  'bandwidth',
  'associate_instance_type',
  'associate_instance_id',
  'lock_status',
  'billing_info',
  'tags',
  'enterprise_project_id',
  'allow_share_bandwidth_types',
  'public_border_group',
  'alias',
  'publicip_pool_name',
  'publicip_pool_id',
]);

export const EIP = [
  eip.list<Publicip>({
    name: 'ListPublicips',
    path: '/v3/{project_id}/eip/publicips',
    enterprise: 'filter',
    paging: byMarker('page_info', { total: 'total_count' }),
    fields: [
      'id',
      'ip_version',
      'public_ip_address',
      'type',
      'status',
      'alias',
      'associate_instance_type',
      'associate_instance_id',
    ],
    known: ['fields'],
    documented: [
      'offset',
      'sort_key',
      'sort_dir',
      'public_ipv6_address',
      'network_type',
      'description',
      'public_border_group',
    ],
    rows: ({ here }) => here.publicips,
    keyOf: ({ id }) => id,
    put: (rows, { query, project }) => {
      const wanted = query.getAll('fields').filter((name) => PUBLICIP_FIELDS.has(name));
      const shown = wanted.length === 0 ? [...PUBLICIP_FIELDS].filter((name) => name !== 'tags') : wanted;
      return {
        publicips: rows.map((row) => {
          const tags =
            project?.publicipTags === 'objects'
              ? row.tags
              : row.tags.map(({ key, value }) => `${key}=${value}`);
          const whole = { ...row, tags, bandwidth: BANDWIDTH, billing_info: null, lock_status: null };
          return Object.fromEntries(Object.entries(whole).filter(([name]) => shown.includes(name)));
        }),
      };
    },
  }),
  ...tagQuery(eip.list, {
    name: 'ListPublicipsByTags',
    path: '/v2.0/{project_id}/publicips/resource_instances/action',
    rows: ({ publicips }) =>
      publicips.map(({ id, public_ip_address, tags }) => ({ id, name: public_ip_address, tags })),
  }),
];

const BANDWIDTH = {
  id: '3fa5b383-5a73-4dcb-a314-c6128546d855',
  size: 5,
  share_type: 'PER',
  charge_mode: 'bandwidth',
  name: 'bandwidth',
  billing_info: '',
};

const PLAIN = byMarker('nothing', { min: 1 });

export const NAT = [
  nat.list<NatGateway>({
    name: 'ListNatGateways',
    path: '/v2/{project_id}/nat_gateways',
    enterprise: 'filter',
    paging: PLAIN,
    fields: ['id', 'tenant_id', 'name', 'status', 'spec', 'internal_network_id', 'router_id'],
    documented: ['description', 'created_at', 'admin_state_up', 'sort_key', 'sort_dir'],
    rows: ({ here }) => here.natGateways,
    keyOf: ({ id }) => id,
    put: (rows) => ({
      nat_gateways: rows.map((row) => ({
        ...without(row, 'tags'),
        billing_info: '',
        dnat_rules_limit: 200,
        snat_rule_public_ip_limit: 20,
      })),
    }),
  }),
  nat.list<SnatRule>({
    name: 'ListNatGatewaySnatRules',
    path: '/v2/{project_id}/snat_rules',
    paging: PLAIN,
    fields: [
      'id',
      'nat_gateway_id',
      'network_id',
      'cidr',
      'source_type',
      'floating_ip_id',
      'floating_ip_address',
      'status',
    ],
    documented: ['admin_state_up', 'global_eip_address', 'global_eip_id', 'description', 'created_at'],
    rows: ({ here }) => here.snatRules,
    keyOf: ({ id }) => id,
    put: (snat_rules) => ({ snat_rules }),
  }),
  nat.list<DnatRule>({
    name: 'ListNatGatewayDnatRules',
    path: '/v2/{project_id}/dnat_rules',
    paging: PLAIN,
    fields: [
      'id',
      'nat_gateway_id',
      'port_id',
      'private_ip',
      'protocol',
      'floating_ip_id',
      'floating_ip_address',
      'status',
    ],
    documented: [
      'admin_state_up',
      'external_service_port',
      'internal_service_port',
      'global_eip_address',
      'global_eip_id',
      'description',
      'created_at',
    ],
    rows: ({ here }) => here.dnatRules,
    keyOf: ({ id }) => id,
    put: (dnat_rules) => ({ dnat_rules }),
  }),
  ...['/v3/{project_id}/nat_gateways', '/v2.0/{project_id}/nat_gateways'].flatMap((path) =>
    tagQuery(nat.list, {
      name: 'ListNatGatewayByTag',
      path: `${path}/resource_instances/action`,
      rows: ({ natGateways }) => natGateways.map(({ id, name, tags }) => ({ id, name, tags })),
    }),
  ),
];
