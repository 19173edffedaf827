/**
 * Private NAT gateways (v3): by marker, 1 to 2000, `page_info`. Parameters: doc comments of
 * huaweicloud-sdk-nodejs-v3, services/nat/v2/NatClient.ts (listPrivateNats, listPrivateSnats, listPrivateDnats,
 * listTransitIps).
 */
import { serviceOf } from '../operation.ts';
import { byMarker } from '../paging.ts';
import type { PrivateDnat, PrivateNat, PrivateSnat, TransitIp } from '../rows/private-nat.ts';

const { list } = serviceOf('nat');
const paging = byMarker('page_info', { min: 1 });
const keyOf = ({ id }: { readonly id: string }): string => id;
const shared = { paging, keyOf, enterprise: 'filter', documented: ['page_reverse', 'description'] } as const;

export const PRIVATE_NAT = [
  list<PrivateNat>({
    ...shared,
    name: 'ListPrivateNats',
    path: '/v3/{project_id}/private-nat/gateways',
    fields: ['id', 'name', 'spec', 'status'],
    filters: {
      vpc_id: ({ downlink_vpcs }, value) => downlink_vpcs.some(({ vpc_id }) => vpc_id === value),
      virsubnet_id: ({ downlink_vpcs }, value) =>
        downlink_vpcs.some(({ virsubnet_id }) => virsubnet_id === value),
    },
    rows: ({ here }) => here.privateNats,
    put: (gateways) => ({ gateways }),
  }),
  list<PrivateSnat>({
    ...shared,
    name: 'ListPrivateSnats',
    path: '/v3/{project_id}/private-nat/snat-rules',
    fields: ['id', 'gateway_id', 'cidr', 'virsubnet_id'],
    documented: [...shared.documented, 'transit_ip_id', 'transit_ip_address'],
    rows: ({ here }) => here.privateSnats,
    put: (snat_rules) => ({ snat_rules }),
  }),
  list<PrivateDnat>({
    ...shared,
    name: 'ListPrivateDnats',
    path: '/v3/{project_id}/private-nat/dnat-rules',
    fields: [
      'id',
      'gateway_id',
      'transit_ip_id',
      'network_interface_id',
      'type',
      'private_ip_address',
      'protocol',
    ],
    documented: [...shared.documented, 'internal_service_port', 'transit_service_port'],
    rows: ({ here }) => here.privateDnats,
    put: (dnat_rules) => ({ dnat_rules }),
  }),
  list<TransitIp>({
    ...shared,
    name: 'ListTransitIps',
    path: '/v3/{project_id}/private-nat/transit-ips',
    fields: ['id', 'network_interface_id', 'ip_address', 'gateway_id', 'virsubnet_id'],
    documented: ['page_reverse', 'transit_subnet_id'],
    rows: ({ here }) => here.transitIps,
    put: (transit_ips) => ({ transit_ips }),
  }),
];
