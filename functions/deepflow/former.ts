import type { Knowledge } from './controller-shapes.ts';
import type { Target } from './domains.ts';
import type { Origin } from './own.ts';
import { ofDomains } from './payload-lists.ts';
import type { Lb, Payload } from './payload.ts';
import type { Sent } from './sent.ts';

/** What was there before: what it stood for, or only what it is called. */
export type Former = Origin | { readonly name: string };

/** DeepFlow makes the id of a load balancer of these. */
export const idOfLb = ({ name, vpc_uuid: vpc }: Pick<Lb, 'name' | 'vpc_uuid'>): string => `${vpc} ${name}`;

/**
 * By id, what a domain had: as it was noted; where there is no note, or none that
 * can be read, as the table is read back, and what goes by a file as DeepFlow has
 * read it.
 */
export function formerOf(
  sent: Sent | undefined,
  { file }: Pick<Target, 'file'>,
  { table, known, domain }: { readonly table: Payload; readonly known: Knowledge; readonly domain: string },
): ReadonlyMap<string, Former> {
  if (sent !== undefined) return sent.origins;
  const own = ofDomains(table, new Set([domain]));
  const inTable = [...own.azs, ...own.vpcs, ...own.subnets, ...own.chosts].map(
    ({ uuid, name }) => [uuid, { name }] as const,
  );
  const read = [known.AZs, known.VPCs, known.Networks, known.VMs].flatMap((list) => list ?? []);
  return new Map<string, Former>([
    ...inTable,
    ...own.lbs.map((lb) => [idOfLb(lb), { name: lb.name }] as const),
    ...(file === undefined
      ? []
      : read.map(({ lcuuid, name }) => [lcuuid, { name: name ?? lcuuid }] as const)),
  ]);
}
