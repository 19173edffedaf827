/**
 * Cloud Connect (of an account, at one host for all regions; markers are opaque, 1 to 2000) and Enterprise Router (of
 * a region; 0 to 2000). Parameters: doc comments of huaweicloud-sdk-nodejs-v3, services/cc/v3/CcClient.ts and
 * services/er/v3/ErClient.ts .
 */
import { serviceOf } from '../operation.ts';
import type { Context } from '../operation.ts';
import { byMarker } from '../paging.ts';
import { refusal } from '../refusals.ts';
import { without } from '../rows/given.ts';
import type { CentralNetwork, CentralNetworkAttachment, CloudConnection } from '../rows/networks.ts';
import type { EnterpriseRouter, ErAttachment, NetworkInstance } from '../rows/networks.ts';

const cc = serviceOf('cc');
const er = serviceOf('er');
const OPAQUE = byMarker('page_info', { min: 1, opaque: true });
/** SDK type PageInfo of er v3. */
const ONWARD = byMarker('page_info', { onward: true });
const keyOf = ({ id }: { readonly id: string }): string => id;

export const CC = [
  cc.list<CloudConnection>({
    name: 'ListCloudConnections',
    path: '/v3/{domain_id}/ccaas/cloud-connections',
    enterprise: 'filter',
    paging: OPAQUE,
    fields: ['id', 'name', 'description', 'status', 'used_scene'],
    documented: ['type'],
    rows: ({ account }) => account.cloudConnections,
    keyOf,
    put: (cloud_connections) => ({ cloud_connections }),
  }),
  cc.list<NetworkInstance>({
    name: 'ListNetworkInstances',
    path: '/v3/{domain_id}/ccaas/network-instances',
    paging: OPAQUE,
    fields: [
      'id',
      'name',
      'description',
      'cloud_connection_id',
      'status',
      'type',
      'instance_id',
      'region_id',
    ],
    rows: ({ account }) => account.networkInstances,
    keyOf,
    put: (network_instances) => ({ network_instances }),
  }),
  cc.list<CentralNetwork>({
    name: 'ListCentralNetworks',
    path: '/v3/{domain_id}/gcn/central-networks',
    enterprise: 'filter',
    paging: OPAQUE,
    fields: ['id', 'name', 'state'],
    documented: [
      'sort_key',
      'sort_dir',
      'attachment_instance_id',
      'global_connection_bandwidth_id',
      'connection_id',
    ],
    filters: {
      enterprise_router_id: ({ er_instances }, value) =>
        er_instances.some(({ enterprise_router_id }) => enterprise_router_id === value),
    },
    rows: ({ account }) => account.centralNetworks,
    keyOf,
    put: (central_networks) => ({ central_networks }),
  }),
  cc.list<CentralNetworkAttachment>({
    name: 'ListCentralNetworkAttachments',
    path: '/v3/{domain_id}/gcn/central-network/{central_network_id}/attachments',
    paging: OPAQUE,
    fields: ['id', 'name', 'attachment_instance_type', 'state', 'attachment_instance_id'],
    documented: ['sort_key', 'sort_dir'],
    rows: ({ account, path }) =>
      account.centralNetworkAttachments.filter(
        ({ central_network_id }) => central_network_id === path['central_network_id'],
      ),
    keyOf,
    put: (central_network_attachments) => ({ central_network_attachments }),
  }),
];

export const ER = [
  er.list<EnterpriseRouter>({
    name: 'ListEnterpriseRouters',
    path: '/v3/{project_id}/enterprise-router/instances',
    enterprise: 'filter',
    paging: ONWARD,
    fields: ['id', 'state'],
    known: ['owned_by_self'],
    documented: ['resource_id', 'sort_key', 'sort_dir'],
    rows: ({ here, project, query }) =>
      here.enterpriseRouters.filter(
        ({ project_id }) => query.get('owned_by_self') !== 'true' || project_id === project?.id,
      ),
    keyOf,
    put: (instances) => ({ instances }),
  }),
  er.list<ErAttachment>({
    name: 'ListAttachments',
    path: '/v3/{project_id}/enterprise-router/{er_id}/attachments',
    paging: ONWARD,
    fields: ['state', 'resource_type', 'resource_id'],
    documented: ['sort_key', 'sort_dir'],
    rows: attachmentsOf,
    keyOf,
    put: (rows) => ({ attachments: rows.map((row) => without(row, 'virsubnet_id')) }),
  }),
  er.list<ErAttachment>({
    name: 'ListVpcAttachments',
    path: '/v3/{project_id}/enterprise-router/{er_id}/vpc-attachments',
    paging: ONWARD,
    fields: ['id', 'state'],
    filters: { vpc_id: ({ resource_id }, value) => resource_id === value },
    documented: ['sort_key', 'sort_dir'],
    rows: (context) => attachmentsOf(context).filter(({ resource_type }) => resource_type === 'vpc'),
    keyOf,
    put: (rows) => ({
      vpc_attachments: rows.map((row) => ({
        ...without(
          row,
          'resource_id',
          'resource_project_id',
          'resource_type',
          'er_id',
          'associated',
          'route_table_id',
        ),
        vpc_id: row.resource_id,
        vpc_project_id: row.resource_project_id,
        auto_create_vpc_routes: true,
      })),
    }),
  }),
];

function attachmentsOf({ here, path }: Context): readonly ErAttachment[] {
  const id = path['er_id'];
  if (!here.enterpriseRouters.some((router) => router.id === id)) {
    throw refusal({
      status: 404,
      code: 'ER.01010002',
      message: `the enterprise router ${id} does not exist`,
    });
  }
  return here.erAttachments.filter(({ er_id }) => er_id === id);
}
