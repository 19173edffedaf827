import { distinct } from './balancer-targets.ts';
import type { Target } from './balancer-targets.ts';
import { memberAt } from './balancer-parts.ts';
import type { Member, Seat } from './balancer-parts.ts';
import type { Gateway, GatewayPool } from './resources/balancers.ts';

/** A pool that a listener leads to, with the settings that are used on the way. */
interface Way {
  readonly listener: string | undefined;
  readonly pool: string;
  readonly settings: string | undefined;
}

/** Of rules for paths every one is a way; those that redirect lead nowhere. */
export function waysOf({ properties }: Gateway): readonly Way[] {
  const maps = new Map(properties.urlPathMaps.map((map) => [map.id, map.properties]));
  return [...properties.requestRoutingRules, ...properties.routingRules].flatMap(({ properties: rule }) => {
    const listener = rule.httpListener ?? rule.listener;
    const way = (pool: string | undefined, settings: string | undefined): Way[] =>
      pool === undefined ? [] : [{ listener, pool, settings }];
    const paths = maps.get(rule.urlPathMap ?? '');
    return [
      ...way(rule.backendAddressPool, rule.backendHttpSettings ?? rule.backendSettings),
      ...way(paths?.defaultBackendAddressPool, paths?.defaultBackendHttpSettings),
      ...(paths?.pathRules ?? []).flatMap((one) =>
        way(one.properties.backendAddressPool, one.properties.backendHttpSettings),
      ),
    ];
  });
}

export function gatewayTargets(row: Gateway, seats: ReadonlyMap<string, Seat>): readonly Target[] {
  const { id: balancer, properties } = row;
  const all = [...properties.backendHttpSettingsCollection, ...properties.backendSettingsCollection];
  const ports = new Map(all.map((settings) => [settings.id, settings.properties.port]));
  const ways = waysOf(row);
  return properties.backendAddressPools.flatMap((pool) => {
    const own = ways.filter((way) => way.pool === pool.id);
    const uses = distinct(
      own.map(({ settings = '' }) => ({ port: ports.get(settings), protocol: undefined })),
    );
    const members = gatewayMembers(pool, seats);
    return (uses.length > 0 ? uses : [{ port: undefined, protocol: undefined }]).flatMap((use) =>
      members.map((member) => ({ balancer, group: pool.id, member, ...use })),
    );
  });
}

/** By interface, by address, or by a name, which has whatever address its DNS says. */
function gatewayMembers({ properties }: GatewayPool, seats: ReadonlyMap<string, Seat>): readonly Member[] {
  const found = new Map<string, Member>();
  for (const id of properties.backendIPConfigurations) found.set(id, memberAt(id, seats));
  for (const { ipAddress: ip, fqdn } of properties.backendAddresses) {
    const id = ip ?? fqdn;
    if (id !== undefined)
      found.set(id, { id, ip, subnet: undefined, machine: undefined, balancer: undefined });
  }
  return [...found.values()];
}
