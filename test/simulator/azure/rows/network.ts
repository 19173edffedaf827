/**
 * Microsoft.Network: schemas of the same names in https://github.com/Azure/azure-rest-api-specs,
 * specification/network/resource-manager/Microsoft.Network/Network/stable/2025-05-01.
 */
import type { Resource } from '../estate.ts';
import { HUB_CONNECTION } from '../lists.ts';
import { type Given, type Place, idOf, part, row, to } from './place.ts';

export const NETWORK = 'Microsoft.Network/virtualNetworks';
export const CARD = 'Microsoft.Network/networkInterfaces';

export interface SubnetGiven {
  readonly name: string;
  /** One is in `addressPrefix`, several are in `addressPrefixes`. */
  readonly prefixes: readonly string[];
  readonly nsg?: string;
  readonly table?: string;
  readonly natGateway?: string;
}

export interface PeeringGiven {
  readonly name: string;
  readonly remote: string;
  readonly state?: 'Connected' | 'Initiated' | 'Disconnected';
}

export function virtualNetwork(
  place: Place,
  {
    prefixes,
    subnets = [],
    peerings = [],
    ...given
  }: Given & {
    readonly prefixes: readonly string[];
    readonly subnets?: readonly SubnetGiven[];
    readonly peerings?: readonly PeeringGiven[];
  },
): Resource {
  const id = idOf(place, NETWORK, given.name);
  return row(place, NETWORK, given, {
    resourceGuid: '00000000-0000-0000-0000-000000000000',
    addressSpace: { addressPrefixes: prefixes },
    enableDdosProtection: false,
    subnets: subnets.map(({ name, prefixes: [first, ...others], nsg, table, natGateway }) =>
      part(id, 'subnets', name, {
        ...(others.length > 0 ? { addressPrefixes: [first, ...others] } : { addressPrefix: first }),
        ...(nsg !== undefined && { networkSecurityGroup: to(nsg) }),
        ...(table !== undefined && { routeTable: to(table) }),
        ...(natGateway !== undefined && { natGateway: to(natGateway) }),
        delegations: [],
      }),
    ),
    virtualNetworkPeerings: peerings.map(({ name, remote, state = 'Connected' }) =>
      part(id, 'virtualNetworkPeerings', name, {
        peeringState: state,
        peeringSyncLevel: 'FullyInSync',
        remoteVirtualNetwork: to(remote),
        allowVirtualNetworkAccess: true,
        peerCompleteVnets: true,
      }),
    ),
  });
}

export interface AddressGiven {
  readonly ip?: string;
  readonly publicIp?: string;
  readonly groups?: readonly string[];
  readonly subnet: string;
}

export function networkInterface(
  place: Place,
  {
    addresses,
    machine,
    endpoint,
    mac,
    nsg,
    primary,
    ...given
  }: Given & {
    readonly addresses: readonly AddressGiven[];
    readonly machine?: string;
    readonly endpoint?: string;
    readonly mac?: string;
    readonly nsg?: string;
    readonly primary?: boolean;
  },
): Resource {
  const id = idOf(place, CARD, given.name);
  return row(place, CARD, given, cardProperties(id, { addresses, machine, endpoint, mac, nsg, primary }));
}

export function cardProperties(
  id: string,
  given: {
    readonly addresses: readonly AddressGiven[];
    readonly machine?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly mac?: string | undefined;
    readonly nsg?: string | undefined;
    readonly primary?: boolean | undefined;
  },
) {
  const { addresses, machine, endpoint, mac, nsg, primary } = given;
  return {
    ipConfigurations: addresses.map(({ ip, publicIp, groups = [], subnet }, n) =>
      part(id, 'ipConfigurations', `ipconfig${n + 1}`, {
        ...(ip !== undefined && { privateIPAddress: ip }),
        privateIPAllocationMethod: 'Dynamic',
        privateIPAddressVersion: ip?.includes(':') === true ? 'IPv6' : 'IPv4',
        primary: n === 0,
        subnet: to(subnet),
        ...(publicIp !== undefined && { publicIPAddress: to(publicIp) }),
        ...(groups.length > 0 && { applicationSecurityGroups: groups.map(to) }),
      }),
    ),
    dnsSettings: { dnsServers: [], appliedDnsServers: [] },
    ...(mac !== undefined && { macAddress: mac }),
    ...(machine !== undefined && { virtualMachine: to(machine) }),
    ...(endpoint !== undefined && { privateEndpoint: to(endpoint) }),
    ...(nsg !== undefined && { networkSecurityGroup: to(nsg) }),
    ...(primary !== undefined && { primary }),
  };
}

export const publicIp = (
  place: Place,
  {
    ip,
    on,
    natGateway,
    prefix,
    ...given
  }: Given & {
    readonly ip?: string;
    /** The configuration that has it. */
    readonly on?: string;
    readonly natGateway?: string;
    readonly prefix?: string;
  },
): Resource =>
  row(
    place,
    'Microsoft.Network/publicIPAddresses',
    given,
    {
      ...(ip !== undefined && { ipAddress: ip }),
      publicIPAddressVersion: ip?.includes(':') === true ? 'IPv6' : 'IPv4',
      publicIPAllocationMethod: ip === undefined ? 'Dynamic' : 'Static',
      idleTimeoutInMinutes: 4,
      ...(on !== undefined && { ipConfiguration: to(on) }),
      ...(natGateway !== undefined && { natGateway: to(natGateway) }),
      ...(prefix !== undefined && { publicIPPrefix: to(prefix) }),
    },
    { sku: { name: 'Standard', tier: 'Regional' } },
  );

export const publicIpPrefix = (
  place: Place,
  { prefix, natGateway, ...given }: Given & { readonly prefix: string; readonly natGateway?: string },
): Resource =>
  row(
    place,
    'Microsoft.Network/publicIPPrefixes',
    given,
    {
      prefixLength: Number(prefix.split('/')[1]),
      ipPrefix: prefix,
      publicIPAddressVersion: prefix.includes(':') ? 'IPv6' : 'IPv4',
      ...(natGateway !== undefined && { natGateway: to(natGateway) }),
    },
    { sku: { name: 'Standard', tier: 'Regional' } },
  );

export interface RouteGiven {
  readonly to: string;
  readonly by: string;
  readonly at?: string;
  readonly among?: readonly string[];
}

export function routeTable(
  place: Place,
  {
    routes,
    subnets,
    ...given
  }: Given & { readonly routes: readonly RouteGiven[]; readonly subnets: readonly string[] },
): Resource {
  const id = idOf(place, 'Microsoft.Network/routeTables', given.name);
  return row(place, 'Microsoft.Network/routeTables', given, {
    disableBgpRoutePropagation: false,
    routes: routes.map((route, n) =>
      part(id, 'routes', `route-${n}`, {
        addressPrefix: route.to,
        nextHopType: route.by,
        ...(route.at !== undefined && { nextHopIpAddress: route.at }),
        ...(route.among !== undefined && { nextHop: { nextHopIpAddresses: route.among } }),
      }),
    ),
    ...(subnets.length > 0 && { subnets: subnets.map(to) }),
  });
}

export type RuleGiven = Readonly<Record<string, unknown>> & { readonly name: string };

/** Every group has six by itself; these two stand for them. */
const DEFAULTS: readonly RuleGiven[] = [
  {
    name: 'AllowVnetInBound',
    priority: 65_000,
    direction: 'Inbound',
    access: 'Allow',
    protocol: '*',
    sourceAddressPrefix: 'VirtualNetwork',
    sourcePortRange: '*',
    destinationAddressPrefix: 'VirtualNetwork',
    destinationPortRange: '*',
  },
  {
    name: 'DenyAllOutBound',
    priority: 65_500,
    direction: 'Outbound',
    access: 'Deny',
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
  },
];

export function securityGroup(
  place: Place,
  { rules = [], ...given }: Given & { readonly rules?: readonly RuleGiven[] },
): Resource {
  const type = 'Microsoft.Network/networkSecurityGroups';
  const id = idOf(place, type, given.name);
  const partOf =
    (of: string) =>
    ({ name, ...properties }: RuleGiven) =>
      part(id, of, name, properties);
  return row(place, type, given, {
    resourceGuid: '00000000-0000-0000-0000-000000000000',
    securityRules: rules.map(partOf('securityRules')),
    defaultSecurityRules: DEFAULTS.map(partOf('defaultSecurityRules')),
  });
}

export const applicationGroup = (place: Place, given: Given): Resource =>
  row(place, 'Microsoft.Network/applicationSecurityGroups', given, {});

export const natGateway = (
  place: Place,
  {
    ips = [],
    prefixes = [],
    subnets = [],
    network,
    ...given
  }: Given & {
    readonly ips?: readonly string[];
    readonly prefixes?: readonly string[];
    readonly subnets?: readonly string[];
    readonly network?: string;
  },
): Resource =>
  row(
    place,
    'Microsoft.Network/natGateways',
    given,
    {
      idleTimeoutInMinutes: 10,
      ...(ips.length > 0 && { publicIpAddresses: ips.map(to) }),
      ...(prefixes.length > 0 && { publicIpPrefixes: prefixes.map(to) }),
      ...(subnets.length > 0 && { subnets: subnets.map(to) }),
      ...(network !== undefined && { sourceVirtualNetwork: to(network) }),
    },
    { sku: { name: network === undefined ? 'Standard' : 'StandardV2' } },
  );

export const virtualWan = (
  place: Place,
  { hubs, ...given }: Given & { readonly hubs: readonly string[] },
): Resource =>
  row(place, 'Microsoft.Network/virtualWans', given, {
    type: 'Standard',
    disableVpnEncryption: false,
    virtualHubs: hubs.map(to),
  });

/** Without a WAN: a route server. */
export const virtualHub = (
  place: Place,
  { wan, prefix, ...given }: Given & { readonly wan?: string; readonly prefix: string },
): Resource =>
  row(
    place,
    'Microsoft.Network/virtualHubs',
    given,
    { addressPrefix: prefix, sku: 'Standard', ...(wan !== undefined && { virtualWan: to(wan) }) },
    wan === undefined ? { kind: 'RouteServer' } : {},
  );

/** Its id says `hubVirtualNetworkConnections`, as the path does. */
export const hubConnection = (hub: Resource, name: string, network: string): Resource => ({
  id: `${hub.id}/hubVirtualNetworkConnections/${name}`,
  name,
  type: HUB_CONNECTION,
  location: hub.location,
  properties: {
    provisioningState: 'Succeeded',
    remoteVirtualNetwork: to(network),
    enableInternetSecurity: true,
  },
});

export const privateEndpoint = (
  place: Place,
  {
    subnet,
    cards,
    target,
    manual = false,
    ...given
  }: Given & {
    readonly subnet: string;
    readonly cards: readonly string[];
    readonly target: string;
    readonly manual?: boolean;
  },
): Resource => {
  const connection = {
    name: given.name,
    properties: { privateLinkServiceId: target, groupIds: ['server'] },
  };
  return row(place, 'Microsoft.Network/privateEndpoints', given, {
    subnet: to(subnet),
    networkInterfaces: cards.map(to),
    privateLinkServiceConnections: manual ? [] : [connection],
    manualPrivateLinkServiceConnections: manual ? [connection] : [],
  });
};
