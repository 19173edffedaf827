import { ofDomains } from './payload-lists.ts';
import type { CloudTag, Payload } from './payload.ts';

/** What of the table is ours: all of a domain, or tags of one kind in one that DeepFlow collects itself. */
export type Claim =
  | { readonly domain: string; readonly of: 'all' }
  | { readonly domain: string; readonly of: 'chost' }
  /** Of a cluster: of a domain of its own (`''`), or of a sub-domain. */
  | { readonly domain: string; readonly of: 'pod_ns'; readonly subDomain: string };

/** The table without what is claimed: what others wrote, and what of our own is left as it is. */
export function foreignOf(table: Payload, claims: readonly Claim[]): Payload {
  const all = claims.filter((claim) => claim.of === 'all').map(({ domain }) => domain);
  const others = ofDomains(table, new Set(all), true);
  return {
    ...others,
    cloud_tags: table.cloud_tags.filter((tag) => !claims.some((claim) => isOf(claim, tag))),
  };
}

/** Namespaces are in a domain of ours, but who tags them is said cluster by cluster. */
function isOf(
  claim: Claim,
  { domain_uuid, resource_type, resource_name, subdomain_uuid }: CloudTag,
): boolean {
  if (claim.domain !== domain_uuid) return false;
  // Of what is gone neither name nor sub-domain is read back; a domain with a claim is where such tags are dropped.
  if (resource_name === '') return claim.of === 'all' || claim.of === resource_type;
  switch (claim.of) {
    case 'all':
    case 'chost':
      return resource_type === 'chost';
    case 'pod_ns':
      return resource_type === 'pod_ns' && subdomain_uuid === claim.subDomain;
    default:
      return claim satisfies never;
  }
}
