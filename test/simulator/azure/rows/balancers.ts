/**
 * Load balancers and application gateways: schemas `LoadBalancer` and `ApplicationGateway` of
 * https://github.com/Azure/azure-rest-api-specs, specification/network/resource-manager/Microsoft.Network/Network.
 */
import type { Resource } from '../estate.ts';
import { type Given, type Place, idOf, part, row, to } from './place.ts';

export const BALANCER = 'Microsoft.Network/loadBalancers';
export const GATEWAY = 'Microsoft.Network/applicationGateways';

export interface FrontGiven {
  readonly name: string;
  readonly ip?: string;
  readonly subnet?: string;
  readonly publicIp?: string;
  readonly prefix?: string;
}

const frontOf =
  (id: string) =>
  ({ name, ip, subnet, publicIp, prefix }: FrontGiven) =>
    part(id, 'frontendIPConfigurations', name, {
      ...(ip !== undefined && { privateIPAddress: ip }),
      ...(subnet !== undefined && { subnet: to(subnet) }),
      ...(publicIp !== undefined && { publicIPAddress: to(publicIp) }),
      ...(prefix !== undefined && { publicIPPrefix: to(prefix) }),
      privateIPAllocationMethod: 'Dynamic',
    });

export interface PoolGiven {
  readonly name: string;
  readonly seats?: readonly string[];
  readonly ips?: readonly string[];
  readonly network?: string;
  /** Frontends of other load balancers. */
  readonly fronts?: readonly string[];
}

export interface RuleGiven {
  readonly name: string;
  readonly front: string;
  readonly port: number;
  readonly backendPort?: number;
  readonly protocol?: string;
  readonly pool?: string;
}

export interface InboundGiven {
  readonly name: string;
  readonly front: string;
  readonly port: number;
  readonly backendPort: number;
  readonly seat: string;
}

export function loadBalancer(
  place: Place,
  {
    fronts,
    pools = [],
    rules = [],
    inbound = [],
    sku = { name: 'Standard', tier: 'Regional' },
    ...given
  }: Given & {
    readonly fronts: readonly FrontGiven[];
    readonly pools?: readonly PoolGiven[];
    readonly rules?: readonly RuleGiven[];
    readonly inbound?: readonly InboundGiven[];
    readonly sku?: Readonly<Record<string, string>>;
  },
): Resource {
  const id = idOf(place, BALANCER, given.name);
  const front = (name: string) => to(`${id}/frontendIPConfigurations/${name}`);
  const pool = (name: string) => to(`${id}/backendAddressPools/${name}`);
  return row(
    place,
    BALANCER,
    given,
    {
      frontendIPConfigurations: fronts.map(frontOf(id)),
      backendAddressPools: pools.map(({ name, seats = [], ips = [], network, fronts: others = [] }) =>
        part(id, 'backendAddressPools', name, {
          ...(seats.length > 0 && { backendIPConfigurations: seats.map(to) }),
          loadBalancerBackendAddresses: [
            ...ips.map((ipAddress) => ({
              name: ipAddress,
              properties: { ipAddress, ...(network !== undefined && { virtualNetwork: to(network) }) },
            })),
            // Those by interface are told here, too.
            ...seats.map((seat, n) => ({
              name: `seat-${n}`,
              properties: { networkInterfaceIPConfiguration: to(seat) },
            })),
            ...others.map((one, n) => ({
              name: `lb-${n}`,
              properties: { loadBalancerFrontendIPConfiguration: to(one) },
            })),
          ],
        }),
      ),
      loadBalancingRules: rules.map(
        ({ name, front: at, port, backendPort = port, protocol = 'Tcp', pool: behind }) =>
          part(id, 'loadBalancingRules', name, {
            protocol,
            frontendPort: port,
            backendPort,
            frontendIPConfiguration: front(at),
            ...(behind !== undefined && {
              backendAddressPool: pool(behind),
              backendAddressPools: [pool(behind)],
            }),
            loadDistribution: 'Default',
          }),
      ),
      inboundNatRules: inbound.map(({ name, front: at, port, backendPort, seat }) =>
        part(id, 'inboundNatRules', name, {
          protocol: 'Tcp',
          frontendPort: port,
          backendPort,
          frontendIPConfiguration: front(at),
          backendIPConfiguration: to(seat),
        }),
      ),
      probes: [],
      outboundRules: [],
    },
    { sku },
  );
}

export interface ListenerGiven {
  readonly name: string;
  readonly front: string;
  readonly port: number;
  readonly host?: string;
  readonly pool?: string;
  /** By path; the first one is the default. */
  readonly paths?: readonly string[];
}

export function applicationGateway(
  place: Place,
  {
    subnet,
    fronts,
    pools,
    listeners,
    backendPort = 8080,
    state = 'Running',
    ...given
  }: Given & {
    readonly subnet: string;
    readonly fronts: readonly FrontGiven[];
    readonly pools: readonly PoolGiven[];
    readonly listeners: readonly ListenerGiven[];
    readonly backendPort?: number;
    readonly state?: string;
  },
): Resource {
  const id = idOf(place, GATEWAY, given.name);
  const ports = [...new Set(listeners.map(({ port }) => port))];
  const settings = to(`${id}/backendHttpSettingsCollection/settings`);
  const pool = (name: string) => to(`${id}/backendAddressPools/${name}`);
  return row(place, GATEWAY, given, {
    operationalState: state,
    sku: { name: 'WAF_v2', tier: 'WAF_v2', capacity: 2 },
    gatewayIPConfigurations: [part(id, 'gatewayIPConfigurations', 'own', { subnet: to(subnet) })],
    frontendIPConfigurations: fronts.map(frontOf(id)),
    frontendPorts: ports.map((port) => part(id, 'frontendPorts', `port-${port}`, { port })),
    backendAddressPools: pools.map(({ name, seats = [], ips = [] }) =>
      part(id, 'backendAddressPools', name, {
        backendAddresses: ips.map((one) => (/^[\d.]+$/.test(one) ? { ipAddress: one } : { fqdn: one })),
        ...(seats.length > 0 && { backendIPConfigurations: seats.map(to) }),
      }),
    ),
    backendHttpSettingsCollection: [
      part(id, 'backendHttpSettingsCollection', 'settings', { port: backendPort, protocol: 'Http' }),
    ],
    httpListeners: listeners.map(({ name, front, port, host }) =>
      part(id, 'httpListeners', name, {
        frontendIPConfiguration: to(`${id}/frontendIPConfigurations/${front}`),
        frontendPort: to(`${id}/frontendPorts/port-${port}`),
        protocol: port === 443 ? 'Https' : 'Http',
        ...(host !== undefined && { hostName: host }),
      }),
    ),
    urlPathMaps: listeners.flatMap(({ name, paths }) =>
      paths === undefined
        ? []
        : [
            part(id, 'urlPathMaps', name, {
              defaultBackendAddressPool: pool(paths[0] ?? ''),
              defaultBackendHttpSettings: settings,
              pathRules: paths.slice(1).map((one) =>
                part(`${id}/urlPathMaps/${name}`, 'pathRules', one, {
                  paths: [`/${one}/*`],
                  backendAddressPool: pool(one),
                  backendHttpSettings: settings,
                }),
              ),
            }),
          ],
    ),
    requestRoutingRules: listeners.map(({ name, pool: behind, paths }) =>
      part(id, 'requestRoutingRules', name, {
        ruleType: paths === undefined ? 'Basic' : 'PathBasedRouting',
        httpListener: to(`${id}/httpListeners/${name}`),
        ...(behind !== undefined && { backendAddressPool: pool(behind), backendHttpSettings: settings }),
        ...(paths !== undefined && { urlPathMap: to(`${id}/urlPathMaps/${name}`) }),
      }),
    ),
  });
}
