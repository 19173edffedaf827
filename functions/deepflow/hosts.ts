import { canonical } from '../../shared/model/links/address.ts';
import { HOST_TYPES } from './config-domain.ts';
import type { HostSection } from './config-domain.ts';
import { holdsAddress } from './filling.ts';
import type { Filling } from './filling.ts';
import type { Held } from './held.ts';
import { ownId } from './ids.ts';
import type { Interfaces } from './interfaces.ts';
import type { Host, Vinterface } from './payload.ts';
import { nowhereOf } from './places.ts';
import type { Places } from './places.ts';
import { NAME, uniqueNames } from './safe.ts';

export interface Hosts {
  readonly hosts: readonly Host[];
  /** By a server's native id: the address of the host that it runs on; `''`: none is known. */
  readonly under: (server: string) => string;
}

/**
 * The machines that servers run on. No cloud tells them, so they are those of
 * the configuration; each is in the domain that holds its zone, its subnet or
 * one of its servers.
 */
export function hostsOf(
  { domain, target, leaveOut }: Filling,
  { azNamed, subnetsByRef }: Places,
  { devices }: Pick<Held, 'devices'>,
  interfaces: Interfaces,
): Hosts {
  const servers = new Set(
    devices.filter(({ record }) => record.kind === 'vm').map(({ record }) => record.id),
  );
  const subnets = [...subnetsByRef.values()];
  const subnetNamed = (id: string | undefined) => subnets.find((subnet) => subnet.id === id);
  const own = target.hosts.filter(
    ({ az, subnet, servers: on }) =>
      (az !== undefined && azNamed(az) !== undefined) ||
      subnetNamed(subnet) !== undefined ||
      on.some((id) => servers.has(id)),
  );
  const names = uniqueNames(
    own.map(({ name, ip }) => ({ name, id: ip })),
    NAME,
  );

  function interfaceOf(host: HostSection, ip: string): readonly Vinterface[] {
    if (host.subnet === undefined) return [];
    const subnet = subnetNamed(host.subnet);
    const isIn = subnet !== undefined && holdsAddress(subnet.cidrs, ip);
    if (!isIn)
      leaveOut(`host ${host.name}`, `${ip} lies in no block of subnet ${host.subnet}: it has no interface`);
    if (!isIn) return [];
    return [
      { name: '', mac: interfaces.madeFor(subnet.uuid, `host ${ip}`), subnet_uuid: subnet.uuid, ips: [ip] },
    ];
  }

  const under = new Map(own.flatMap(({ ip, servers: on }) => on.map((id) => [id, canonical(ip)] as const)));
  return {
    hosts: own.map((host, n): Host => {
      const ip = canonical(host.ip);
      return {
        name: names[n] ?? '',
        uuid: ownId(domain, `host ${ip}`),
        domain_uuid: domain,
        az_uuid: (host.az === undefined ? undefined : azNamed(host.az)) ?? nowhereOf(domain),
        ip,
        type: HOST_TYPES[host.type],
        vinterfaces: interfaceOf(host, ip),
      };
    }),
    under: (server) => under.get(server) ?? '',
  };
}
