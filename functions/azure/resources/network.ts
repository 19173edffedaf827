/**
 * As far as they are read: schemas of the same names of https://github.com/Azure/azure-rest-api-specs,
 * specification/network/resource-manager/Microsoft.Network/Network (2025-05-01; `RouteTable`: 2025-07-01).
 */
import * as z from 'zod/mini';
import { maybe, some, whole } from '../../../shared/collect/wire.ts';
import { armId, link, links, maybeId, resource, said } from '../items.ts';

/** A part of a resource that has an id of its own. */
const part = <T extends z.ZodMiniType>(properties: T) => z.object({ id: armId, name: said, properties });

const Subnet = part(
  z.object({
    addressPrefix: said,
    addressPrefixes: some(said),
    networkSecurityGroup: link,
  }),
);

const Peering = part(z.object({ peeringState: said, remoteVirtualNetwork: link }));

export const Network = resource(
  z.object({
    addressSpace: maybe(z.object({ addressPrefixes: some(said) })),
    subnets: some(Subnet),
    virtualNetworkPeerings: some(Peering),
  }),
);

/** Of interfaces: the parts of a list are `applicationSecurityGroups` and pools of load balancers. */
const IpConfiguration = part(
  z.object({
    primary: maybe(z.boolean()),
    privateIPAddress: said,
    subnet: link,
    publicIPAddress: link,
    applicationSecurityGroups: links,
  }),
);

const cards = {
  primary: maybe(z.boolean()),
  macAddress: said,
  virtualMachine: link,
  privateEndpoint: link,
  privateLinkService: link,
  networkSecurityGroup: link,
  ipConfigurations: some(IpConfiguration),
};

export const Interface = resource(z.object(cards));
export type Interface = z.infer<typeof Interface>;

/** ARM tells no location of the interfaces of a Uniform set, nor tags; the graph may tell both. */
export const SetInterface = z.extend(Interface, { location: said });
export type SetInterface = z.infer<typeof SetInterface>;

export const PublicIp = resource(
  z.object({
    ipAddress: said,
    ipConfiguration: link,
    natGateway: link,
    publicIPPrefix: link,
  }),
);

/** Of an instance of a Uniform set; ARM tells no location. */
export const SetPublicIp = z.extend(PublicIp, { location: said });

export const IpPrefix = resource(
  z.object({ ipPrefix: said, natGateway: link, loadBalancerFrontendIpConfiguration: link }),
);

const Route = z.object({
  name: said,
  properties: z.object({
    addressPrefix: said,
    nextHopType: said,
    nextHopIpAddress: said,
    nextHop: maybe(z.object({ nextHopIpAddresses: some(said) })),
  }),
});
export type Route = z.infer<typeof Route>;

export const RouteTable = resource(z.object({ routes: some(Route), subnets: links }));

const Rule = z.object({
  name: said,
  properties: z.object({
    priority: maybe(whole),
    direction: said,
    access: said,
    protocol: said,
    sourceAddressPrefix: said,
    sourceAddressPrefixes: some(said),
    sourceApplicationSecurityGroups: links,
    destinationAddressPrefix: said,
    destinationAddressPrefixes: some(said),
    destinationApplicationSecurityGroups: links,
    destinationPortRange: said,
    destinationPortRanges: some(said),
  }),
});
export type Rule = z.infer<typeof Rule>;

export const SecurityGroup = resource(
  z.object({ securityRules: some(Rule), defaultSecurityRules: some(Rule) }),
);

export const ApplicationGroup = resource(z.object({}));

export const NatGateway = resource(
  z.object({
    provisioningState: said,
    publicIpAddresses: links,
    publicIpAddressesV6: links,
    publicIpPrefixes: links,
    publicIpPrefixesV6: links,
    subnets: links,
    sourceVirtualNetwork: link,
  }),
);

export const Wan = resource(z.object({ type: said, provisioningState: said, virtualHubs: links }));

/** A hub without a WAN is an Azure Route Server. */
export const Hub = resource(z.object({ provisioningState: said, virtualWan: link }));
export type Hub = z.infer<typeof Hub>;

/** Told by a list of its own, for each hub. */
export const HubConnection = z.object({
  id: armId,
  name: said,
  properties: z.object({ provisioningState: said, remoteVirtualNetwork: link }),
});
export type HubConnection = z.infer<typeof HubConnection>;

const Target = z.object({ properties: maybe(z.object({ privateLinkServiceId: maybeId })) });

export const PrivateEndpoint = resource(
  z.object({
    subnet: link,
    privateLinkServiceConnections: some(Target),
    manualPrivateLinkServiceConnections: some(Target),
  }),
);
