import type { WholeEstate } from '../../shared/lookup/read-estate.ts';
import { ref } from '../../shared/model/ref.ts';
import type { DeepflowDomain } from './controller-shapes.ts';
import type { Desired } from './part.ts';
import { isHeldBy } from './held.ts';
import { builtInId } from './ids.ts';

/** The domain, and the VPC in it, that the nodes of a cluster are servers of. */
export interface CloudPlace {
  readonly domain: DeepflowDomain;
  /** The lcuuid that DeepFlow has it under, once it has it. */
  readonly vpc: string;
  /** The domain is ours, and what is in it is set right. */
  readonly isOurs: boolean;
}

/**
 * Where a cluster is in a cloud: most of its nodes decide, by the servers that
 * they say they run on. In words, why it is nowhere that a sub-domain can be.
 */
export function cloudPlaceOf(
  id: string,
  { whole: { estate }, desired }: { readonly whole: WholeEstate; readonly desired: readonly Desired[] },
  org: number,
): CloudPlace | string {
  const counts = new Map<string, { readonly place: CloudPlace | string; count: number }>();
  for (const { record } of estate.under('node', ref('kubernetes', 'cluster', id))) {
    const server = record.vm === undefined ? undefined : estate.get(record.vm);
    const own =
      server && desired.find(({ target }) => isHeldBy(target)({ ...server, ref: server.record.ref }));
    const vpc = server?.record.vpc === undefined ? undefined : estate.get(server.record.vpc);
    if (own === undefined || vpc === undefined) continue;
    const key = `${own.target.clusterId} ${vpc.record.ref}`;
    const found = counts.get(key) ?? { place: placeIn(own, vpc.record, org), count: 0 };
    found.count += 1;
    counts.set(key, found);
  }
  const [first] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  return (
    first?.place ??
    `${id}: no node of it runs on a server of a domain that is published: make a domain or sub-domain for it yourself`
  );
}

function placeIn(
  { target, domain, origins }: Desired,
  vpc: { readonly id: string; readonly ref: string },
  org: number,
): CloudPlace | string {
  if (domain === undefined) return `its nodes are servers of ${target.name}, which is not in DeepFlow`;
  if (target.mode === 'tags') {
    const lcuuid = builtInId(target.provider, vpc.id, org);
    return lcuuid === undefined
      ? `DeepFlow has no collector for ${target.provider}: its id of the VPC is not known`
      : { domain, vpc: lcuuid, isOurs: false };
  }
  if (target.file === undefined)
    return `its nodes are servers of ${target.name}: only servers of a file count for a sub-domain, so set "file" of that domain`;
  const [lcuuid] = [...origins].find(([, origin]) => origin.ref === vpc.ref) ?? [];
  return lcuuid === undefined ? `its VPC ${vpc.ref} is not sent` : { domain, vpc: lcuuid, isOurs: true };
}
