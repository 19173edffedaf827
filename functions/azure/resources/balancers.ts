/**
 * As far as they are read: schemas `LoadBalancer` and `ApplicationGateway` of
 * https://github.com/Azure/azure-rest-api-specs, specification/network/resource-manager/Microsoft.Network/Network.
 */
import * as z from 'zod/mini';
import { maybe, some, text, whole } from '../../../shared/collect/wire.ts';
import { armId, link, links, resource, said } from '../items.ts';

const part = <T extends z.ZodMiniType>(properties: T) => z.object({ id: armId, name: said, properties });

const Frontend = part(
  z.object({ privateIPAddress: said, subnet: link, publicIPAddress: link, publicIPPrefix: link }),
);
export type Frontend = z.infer<typeof Frontend>;

/** By interface (`networkInterfaceIPConfiguration`), by address, or, in the Global tier, another load balancer's frontend. */
const PoolAddress = z.object({
  name: said,
  properties: maybe(
    z.object({
      ipAddress: said,
      virtualNetwork: link,
      subnet: link,
      networkInterfaceIPConfiguration: link,
      loadBalancerFrontendIPConfiguration: link,
    }),
  ),
});

const Pool = part(
  z.object({
    virtualNetwork: link,
    backendIPConfigurations: links,
    loadBalancerBackendAddresses: some(PoolAddress),
  }),
);
export type Pool = z.infer<typeof Pool>;

const BalancingRule = part(
  z.object({
    protocol: said,
    frontendPort: maybe(whole),
    backendPort: maybe(whole),
    backendAddressPool: link,
    backendAddressPools: links,
  }),
);
export type BalancingRule = z.infer<typeof BalancingRule>;

const InboundRule = part(
  z.object({
    protocol: said,
    frontendPort: maybe(whole),
    backendPort: maybe(whole),
    backendAddressPool: link,
    backendIPConfiguration: link,
  }),
);

export const Balancer = resource(
  z.object({
    provisioningState: said,
    frontendIPConfigurations: some(Frontend),
    backendAddressPools: some(Pool),
    loadBalancingRules: some(BalancingRule),
    inboundNatRules: some(InboundRule),
  }),
);
export type Balancer = z.infer<typeof Balancer>;

/** The schema says objects; the published example has bare texts. */
const GatewayAddress = z.pipe(
  z.union([z.object({ ipAddress: said, fqdn: said }), text]),
  z.transform((value) =>
    typeof value === 'string'
      ? { ipAddress: /^[\d.]+$|:/.test(value) ? value : undefined, fqdn: value }
      : value,
  ),
);

const Port = part(z.object({ port: maybe(whole) }));
const GatewayPool = part(
  z.object({ backendAddresses: some(GatewayAddress), backendIPConfigurations: links }),
);
export type GatewayPool = z.infer<typeof GatewayPool>;

const Listener = part(z.object({ frontendPort: link, protocol: said }));

const backend = { backendAddressPool: link, backendHttpSettings: link };

const RoutingRule = part(
  z.object({
    ...backend,
    backendSettings: link,
    httpListener: link,
    listener: link,
    urlPathMap: link,
  }),
);

const PathMap = part(
  z.object({
    defaultBackendAddressPool: link,
    defaultBackendHttpSettings: link,
    pathRules: some(part(z.object(backend))),
  }),
);

export const Gateway = resource(
  z.object({
    operationalState: said,
    sku: maybe(z.object({ tier: said })),
    gatewayIPConfigurations: some(part(z.object({ subnet: link }))),
    frontendIPConfigurations: some(Frontend),
    frontendPorts: some(Port),
    backendAddressPools: some(GatewayPool),
    backendHttpSettingsCollection: some(Port),
    backendSettingsCollection: some(Port),
    httpListeners: some(Listener),
    listeners: some(Listener),
    requestRoutingRules: some(RoutingRule),
    routingRules: some(RoutingRule),
    urlPathMaps: some(PathMap),
  }),
);
export type Gateway = z.infer<typeof Gateway>;
