import * as z from 'zod/mini';
import { maybe, some } from '../../shared/collect/wire.ts';
import { id, joinedTags, said } from './items.ts';

const Inside = z.object({ addr: said, version: said, primary: maybe(z.boolean()), 'OS-EXT-IPS:type': said });

/** SDK type ServerDetail of ecs v2. */
export const Server = z.object({
  id,
  name: said,
  status: said,
  created: said,
  flavor: maybe(z.object({ id: said })),
  metadata: maybe(z.object({ vpc_id: said })),
  /** By the id of the VPC. */
  addresses: maybe(z.record(z.string(), z.array(Inside))),
  'OS-EXT-AZ:availability_zone': said,
  'OS-EXT-SRV-ATTR:hostname': said,
  security_groups: some(z.object({ id: said })),
  tags: joinedTags,
});
export type Server = z.infer<typeof Server>;

export function vpcOf({ metadata, addresses }: Server): string | undefined {
  return metadata?.vpc_id ?? Object.keys(addresses ?? {})[0];
}

/** The primary private one: of IPv4 where it has one, and the first where none is said to be primary. */
export function ipOf({ addresses }: Server): string | undefined {
  const inside = Object.values(addresses ?? {})
    .flat()
    .filter((one) => one['OS-EXT-IPS:type'] !== 'floating');
  const v4 = inside.filter(({ version }) => version !== '6');
  return (v4.find(({ primary }) => primary === true) ?? v4[0] ?? inside[0])?.addr;
}
