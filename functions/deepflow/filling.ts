import { canonical } from '../../shared/model/links/address.ts';
import type { Estate } from '../../shared/model/links/estate.ts';
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
  readonly builtIn: boolean;
  readonly org: number;
  readonly subnets: ReadonlyMap<Ref<'subnet'>, PlacedSubnet>;
  readonly leaveOut: (ref: string, why: string) => void;
  readonly idOf: (ref: Ref, kind?: Seeded, id?: string) => string;
}

export interface PlacedSubnet {
  readonly uuid: string;
  readonly vpc: Ref<'vpc'>;
  /** Canonical. */
  readonly cidrs: readonly string[];
}

/** The subnet, of a VPC, that an address lies in. */
export function subnetAt(
  subnets: Filling['subnets'],
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
