import type { Rule as Stored } from '../../shared/model/network-kinds.ts';
import type { Rule } from './resources/network.ts';

/** Every pair of an end and a range of ports. An end is a CIDR, a service tag, or an application security group. */
export function rulesOf({ properties }: Rule): Stored[] {
  const isIngress = properties.direction?.toLowerCase() === 'inbound';
  const peers = isIngress
    ? either(properties.sourceAddressPrefix, properties.sourceAddressPrefixes).concat(
        properties.sourceApplicationSecurityGroups,
      )
    : either(properties.destinationAddressPrefix, properties.destinationAddressPrefixes).concat(
        properties.destinationApplicationSecurityGroups,
      );
  const ports = either(properties.destinationPortRange, properties.destinationPortRanges);
  return peers.flatMap((peer) =>
    ports.map((range) => ({
      direction: isIngress ? ('ingress' as const) : ('egress' as const),
      action: properties.access?.toLowerCase() === 'deny' ? ('deny' as const) : ('allow' as const),
      protocol: protocolOf(properties.protocol),
      ...portsIn(range),
      peer,
      priority: properties.priority,
    })),
  );
}

/** Rules have a singular and a plural of each; the one that is not used is empty or absent. */
function either(one: string | undefined, several: readonly (string | undefined)[]): string[] {
  const found = several.flatMap((each) => each ?? []);
  return found.length > 0 || one === undefined ? found : [one];
}

function protocolOf(protocol = '*'): string {
  return protocol === '*' ? 'all' : protocol.toLowerCase();
}

/** `*`, `443` or `1024-65535` */
function portsIn(range: string): Pick<Stored, 'from_port' | 'to_port'> {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range.trim()) ?? [];
  if (from === undefined) return { from_port: undefined, to_port: undefined };
  return { from_port: Number(from), to_port: Number(to) };
}
