import type { TagRecord } from '../kinds.ts';

/** The scope that holds a record, without its provider: that is in the ref. */
export interface Holder {
  readonly account: string;
  readonly region: string;
}

/**
 * How sure a record is. `kept`: its source's last list failed, and this is its
 * last good one. `held`: removals of its source wait for a person. `stale`: no
 * scope holds it any more, but a kept or held record refers to it.
 */
export type Standing = 'current' | 'kept' | 'held' | 'stale';

/** One scope's record of a resource, as far as it decides whose is taken. */
export interface Claim extends Holder {
  /** The account that holds it is the one that owns the resource. */
  readonly own: boolean;
}

/** Of a resource seen from several accounts: its owner's record, else that of the smallest (account, region). */
export function outranks(a: Claim, b: Claim): boolean {
  if (a.own !== b.own) return a.own;
  if (a.account !== b.account) return a.account < b.account;
  return a.region < b.region;
}

/** Who owns it, where the API tells. */
export function ownerOf(record: TagRecord): string | undefined {
  if (record.kind === 'peer_connection') return record.local_owner;
  return 'owner' in record && !CLUSTERED.has(record.kind) ? record.owner : undefined;
}

/** `owner` of these is the object that controls them. */
const CLUSTERED: ReadonlySet<string> = new Set(['workload', 'replica_set', 'pod']);
