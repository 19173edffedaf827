import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Stored } from '../model/line.ts';

/** Where a collector runs: one account, and one region or `global`. */
export interface Scope {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
}

/**
 * One API list call and its reading, for one provider; in one scope it is a
 * source, the unit of completeness.
 *
 * `list` yields pages and owns nothing but the call; `map` is pure and owns
 * nothing but the reading. Retry, rate limit, concurrency, diff and storage
 * belong to the engine. A `list` that ends normally is whole: everything else
 * throws.
 */
export interface Collector<Api, K extends Kind = Kind, Item = unknown> {
  /** Names the source; unique in its provider, stable for ever (it is stored). */
  readonly name: string;
  readonly emits: readonly K[];
  /** `account`: once per account, in the scope whose region is `global`. */
  readonly scope: 'account' | 'region';
  /** Under `offset` a deletion between two pages can hide a live item; removals need proof. */
  readonly paging: 'token' | 'offset';
  /**
   * What of its stored record says that the scope is still the same one, where an
   * identity can be given to another: while it differs, nothing of the scope is
   * believed. At most one collector of a provider has it, and it gives one record.
   */
  readonly anchor?: (stored: Stored) => string;
  /** What the cloud's policy must allow, as the cloud spells it (`ec2:DescribeVpcs`). */
  readonly actions: readonly string[];
  /**
   * Of a record that the newest list lacks: does the cloud have it all the same, in a part (a region) that the
   * configuration does not want told? Then it stands as it stood: only what was asked for can be gone. Default: no.
   */
  stands?(api: Api, ref: string): boolean;
  /**
   * Where the cloud leaves out of a list, without a word, what may not be read: asks it whether all of it may be, and
   * throws `denied` if not. Asked of a list that differs from what stands, and where nothing complete
   * stands; of the same list again only in a resync. Default: the list itself is refused.
   */
  mayRead?(api: Api): Promise<void>;
  list(api: Api, scope: Scope): AsyncIterable<readonly Item[]>;
  map(item: Item, scope: Scope): Iterable<TagRecord<K>>;
}

/** Fixes `Api` so that `K` and `Item` are inferred from the descriptor. */
export function collectorFor<Api>() {
  return <const K extends Kind, Item>(collector: Collector<Api, K, Item>): Collector<Api, K, Item> =>
    collector;
}
