import type * as z from 'zod/mini';
import { API } from './apis.ts';
import { hidden } from './hidden.ts';
import type { Pages } from './lists.ts';
import type { Dnat } from './nat-rules.ts';
import type { Port } from './ports.ts';

/** The addresses of ports that rules name without one; ports are asked for only where there are such rules. */
export async function addressesBehind(
  rules: readonly z.infer<typeof Dnat>[],
  ports: () => Promise<Pages<Port>>,
): Promise<ReadonlyMap<string | undefined, string | undefined>> {
  const wanted = new Set(
    rules.flatMap((rule) => (rule.private_ip === undefined ? (rule.port_id ?? []) : [])),
  );
  const addresses = new Map<string | undefined, string | undefined>();
  if (wanted.size === 0) return addresses;
  const listed = (await ports()).flat();
  if (listed.length === 0) throw hidden(API.ports, 'there are none, though rules name them');
  for (const port of listed) {
    if (wanted.has(port.id)) addresses.set(port.id, port.private_ips[0]?.ip_address);
  }
  return addresses;
}
