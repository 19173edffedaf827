import type { Models } from '../../shared/model/kinds.ts';
import { canonical } from '../../shared/model/links/address.ts';
import type { Merged } from '../../shared/model/links/estate.ts';
import { nicsOf } from '../../shared/model/links/network.ts';
import { prefixOf } from '../../shared/model/links/prefix.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Interfaces } from './interfaces.ts';
import type { Filling } from './filling.ts';
import type { Lb, LbListener, LbTargetServer } from './payload.ts';
import { NAME, cut, storable, uniqueNames } from './safe.ts';

/** The id of a load balancer is made of its name and VPC, that of a listener of address and port: both are unique here. */
export function balancersOf(
  filling: Filling,
  balancers: readonly Merged<'load_balancer'>[],
  vpcIds: ReadonlyMap<Ref<'vpc'>, string>,
  interfaces: Interfaces,
): readonly Lb[] {
  const { leaveOut, domain, target, idOf, note } = filling;
  const sendable = balancers.flatMap((balancer) => {
    const vpc = balancer.record.vpc === undefined ? undefined : vpcIds.get(balancer.record.vpc);
    if (vpc === undefined) leaveOut(balancer.record.ref, 'it is in no VPC that is sent');
    return vpc === undefined ? [] : [{ balancer, vpc }];
  });
  const names = uniqueNames(
    sendable.map(({ balancer: { record } }) => ({ name: record.name, id: record.id })),
    NAME,
  );
  return sendable.map(({ balancer, vpc }, n): Lb => {
    const vinterfaces = interfaces.of(balancer);
    note(idOf(balancer), balancer);
    return {
      name: names[n] ?? '',
      domain_uuid: domain,
      region_uuid: target.region,
      vpc_uuid: vpc,
      model: balancer.record.scheme === 'internal' ? 1 : 2,
      vinterfaces,
      lb_listeners: listenersOf(filling, balancer.record, vinterfaces.flatMap(({ ips }) => ips)[0] ?? ''),
    };
  });
}

function listenersOf(filling: Filling, balancer: Models['load_balancer'], ip: string): readonly LbListener[] {
  const { estate, leaveOut } = filling;
  const targets = estate.under('lb_target', balancer.ref).map(({ record }) => record);
  const seen = new Set<number>();
  return estate.under('lb_listener', balancer.ref).flatMap(({ record }): readonly LbListener[] => {
    const { port, ref, name, protocol, target_groups } = record;
    if (port === undefined || seen.has(port)) {
      leaveOut(
        ref,
        port === undefined
          ? 'it has no port'
          : `another listener has port ${port}, and DeepFlow tells them apart by it`,
      );
      return [];
    }
    seen.add(port);
    const own = targets.filter(
      ({ target_group }) => target_groups.length === 0 || target_groups.includes(target_group),
    );
    const servers = own.flatMap((target) => serverOf(filling, target, port));
    const distinct = [...new Map(servers.map((server) => [`${server.ip} ${server.port}`, server])).values()];
    return [
      {
        name: name === '' ? `${ip}-${port}` : cut(storable(name), NAME),
        protocol: wordOf(protocol),
        ip,
        port,
        lb_target_servers: distinct,
      },
    ];
  });
}

/** DeepFlow knows two. */
const wordOf = (protocol: string): 'TCP' | 'UDP' => (/^(?:udp|quic)/i.test(protocol) ? 'UDP' : 'TCP');

function serverOf(
  { estate, leaveOut }: Filling,
  target: Models['lb_target'],
  listenerPort: number,
): readonly LbTargetServer[] {
  const ip = target.ip ?? primaryOf(estate, target.device);
  if (ip === undefined || prefixOf(ip) === undefined) {
    leaveOut(target.ref, 'its address is not known');
    return [];
  }
  return [{ ip: canonical(ip), port: target.port ?? listenerPort }];
}

function primaryOf(estate: Filling['estate'], device: Models['lb_target']['device']): string | undefined {
  if (device === undefined) return undefined;
  const found = estate.get(device)?.record;
  if (found !== undefined && 'ip' in found && found.ip !== undefined) return found.ip;
  const addresses = nicsOf(estate, device).flatMap(({ record }) => record.addresses);
  return addresses.find(({ ip }) => ip !== undefined)?.ip;
}
