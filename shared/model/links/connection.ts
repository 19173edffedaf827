import type { Tag } from '../parts.ts';
import { providerOf } from '../record.ts';
import type { Ref } from '../ref.ts';
import type { Estate, Merged } from './estate.ts';
import { follow } from './label.ts';

/** One end of a peering; `record`: where this side was listed too. */
export interface Side {
  readonly vpc: Ref<'vpc'> | undefined;
  readonly region: Ref<'region'> | undefined;
  readonly owner: string | undefined;
  readonly record: Merged<'peer_connection'> | undefined;
}

/** A peering as one thing, of the records of its two sides or of the one there is. */
export interface Connection {
  readonly provider: string;
  /** The requester's, where both are listed. */
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** Of both sides; the requester's value where they differ. */
  readonly tags: readonly Tag[];
  readonly requester: Side;
  readonly accepter: Side;
}

/**
 * Every peering once. Most clouds give both sides one id; where each side has
 * its own, they are the two that name each other's VPC: no cloud lets two VPCs
 * be peered twice.
 */
export function connectionsOf(estate: Estate): readonly Connection[] {
  const seen = new Set<string>();
  return [...estate.of('peer_connection')].flatMap((one) => {
    if (seen.has(one.record.ref)) return [];
    const other = otherSide(estate, one);
    if (other !== undefined) seen.add(other.record.ref);
    return [connectionOf(estate, one, other)];
  });
}

/** The connection that a record is a side of. */
export function connectionWith(estate: Estate, one: Merged<'peer_connection'>): Connection {
  return connectionOf(estate, one, otherSide(estate, one));
}

type One = Merged<'peer_connection'>;

/** More than one of the other side is no pair: each stands for itself. */
function otherSide(estate: Estate, one: One): One | undefined {
  const [other, ...more] = opposite(estate, one);
  if (other === undefined || more.length > 0) return undefined;
  return opposite(estate, other).length === 1 ? other : undefined;
}

/** Under its own id, else by the VPCs. */
function opposite(estate: Estate, { record }: One): readonly One[] {
  const all = estate
    .under('peer_connection', record.local_vpc)
    .filter((other) => other.record.ref !== record.ref && other.record.side !== record.side);
  const named = all.filter((other) => other.record.id === record.id);
  return named.length > 0 ? named : all.filter((other) => faces(other.record, record));
}

function faces(a: One['record'], b: One['record']): boolean {
  return a.local_vpc === b.remote_vpc && a.remote_vpc === b.local_vpc;
}

function connectionOf(
  estate: Estate,
  one: Merged<'peer_connection'>,
  other: Merged<'peer_connection'> | undefined,
): Connection {
  const [first, second] =
    other === undefined || one.record.side === 'requester' ? [one, other] : [other, one];
  const { ref, id, name, state, tags } = first.record;
  const sides = [sideOf(first, second), otherSideOf(estate, first, second)] as const;
  const [requester, accepter] = first.record.side === 'requester' ? sides : [sides[1], sides[0]];
  const all = new Map([...(second?.record.tags ?? []), ...tags]);
  return { provider: providerOf(ref), id, name, state, tags: [...all].toSorted(byKey), requester, accepter };
}

function sideOf(one: Merged<'peer_connection'>, other: Merged<'peer_connection'> | undefined): Side {
  const { local_vpc, local_region, local_owner } = one.record;
  return {
    vpc: local_vpc,
    region: local_region,
    owner: local_owner ?? other?.record.remote_owner,
    record: one,
  };
}

/** Where only this side is listed, the VPC at the other end tells where it is: it may be another account's. */
function otherSideOf(
  estate: Estate,
  one: Merged<'peer_connection'>,
  other: Merged<'peer_connection'> | undefined,
): Side {
  if (other !== undefined) return sideOf(other, one);
  const { remote_vpc: vpc, remote_region, remote_owner } = one.record;
  const there = follow(estate, one, vpc)?.record;
  return {
    vpc,
    region: remote_region ?? there?.region,
    owner: remote_owner ?? there?.owner,
    record: undefined,
  };
}

const byKey = ([a]: Tag, [b]: Tag): number => (a < b ? -1 : 1);
