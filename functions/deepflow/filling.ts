import { canonical } from '../../shared/model/links/address.ts';
import type { Estate, Merged } from '../../shared/model/links/estate.ts';
import { covers, prefixOf } from '../../shared/model/links/prefix.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Target } from './domains.ts';
import type { Seeded } from './ids.ts';

/** A domain being filled: what its parts have in common. */
export interface Filling {
  readonly estate: Estate;
  readonly target: Target;
  /** The lcuuid of the domain. */
  readonly domain: string;
  /** Of names: shorter ones where a file carries them. */
  readonly longest: number;
  readonly leaveOut: (ref: string, why: string) => void;
  /** The id it has in DeepFlow; `kind`: one that DeepFlow's own collectors have an id for. */
  readonly idOf: (resource: Merged, kind?: Seeded) => string;
  /** Where the item with that id comes from. */
  readonly note: (uuid: string, resource: Merged) => void;
}

/** Subnets that are sent, by ref. */
export type PlacedSubnets = ReadonlyMap<Ref<'subnet'>, PlacedSubnet>;

export interface PlacedSubnet {
  readonly uuid: string;
  /** The cloud's own id. */
  readonly id: string;
  readonly vpc: Ref<'vpc'>;
  /** Canonical. */
  readonly cidrs: readonly string[];
}

/** The subnet, of a VPC, that an address lies in. */
export function subnetAt(
  subnets: PlacedSubnets,
  vpc: Ref<'vpc'> | undefined,
  ip: string,
): PlacedSubnet | undefined {
  const address = prefixOf(canonical(ip));
  if (address === undefined) return undefined;
  return [...subnets.values()].find(
    (subnet) => subnet.vpc === vpc && subnet.cidrs.some((cidr) => isWithin(cidr, address)),
  );
}

function isWithin(cidr: string, address: NonNullable<ReturnType<typeof prefixOf>>): boolean {
  const block = prefixOf(cidr);
  return block !== undefined && covers(block, address);
}

export const holdsAddress = (cidrs: readonly string[], ip: string): boolean => {
  const address = prefixOf(canonical(ip));
  return address !== undefined && cidrs.some((cidr) => isWithin(cidr, address));
};
