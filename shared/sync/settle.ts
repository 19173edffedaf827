import { Corrupt } from '../log/commit.ts';
import type { Entry, Pending } from '../log/commit.ts';
import type { Listed, Proposal } from '../log/proposal.ts';
import { Lines } from '../model/lines.ts';
import { diff } from './diff.ts';
import type { Change } from './diff.ts';
import { failed } from './failed.ts';
import { hold } from './guard.ts';
import type { Guard } from './guard.ts';
import type { Listing, proved } from './observe.ts';
import { removals, withAgain, withUnasked } from './removals.ts';

export interface Source {
  readonly name: string;
  readonly paging: 'token' | 'offset';
  readonly list: () => Promise<Listing>;
  /** Of the last list: does it lack the record only because the configuration does not want it told? */
  readonly stands?: ((ref: string) => boolean) | undefined;
  /** Throws if the last list may lack something because it may not be read. */
  readonly mayRead?: (() => Promise<void>) | undefined;
  /** A person wants to know whether it may be read, though nothing differs. */
  readonly isDoubted?: boolean;
  /** The base's records, read only when the digest says that something differs. */
  readonly before: () => Promise<Lines>;
}

export interface Rules {
  readonly guard: Guard;
  /** Listings of an offset-paged source before its removals are left to the next run. */
  readonly maxListings: number;
  readonly proved: typeof proved;
  /** Has a person accepted these removals of this source? */
  readonly isAccepted: (source: string, digest: string) => boolean;
}

/** Lists one source and says what its run proposes. Throws only what the store threw. */
export async function settle(
  source: Source,
  base: Entry | undefined,
  rules: Rules,
  now: number,
): Promise<Proposal> {
  let listing: Listing;
  try {
    listing = await source.list();
  } catch (error) {
    return failed(source.name, base, error);
  }
  if (base !== undefined && isRepetition(listing, base, source.name, rules, now))
    return repeated(source.name, base);
  if (listing.lines.digest === base?.digest) {
    try {
      // Complete, and the same again: nothing changed, and that costs nothing.
      if (base.outcome !== 'complete' || source.isDoubted === true) await source.mayRead?.();
      return listed(source.name, listing.lines, [], null, undefined);
    } catch (error) {
      return failed(source.name, base, error);
    }
  }
  let before: Lines;
  try {
    before = await source.before();
  } catch (error) {
    if (!(error instanceof Corrupt)) throw error;
    return failed(source.name, base, error); // what cannot be compared stands, and the other sources go on
  }
  try {
    const lines =
      source.paging === 'offset'
        ? await confirmed(source, listing, before, rules)
        : whole(source, listing, before).lines;
    await source.mayRead?.();
    return decide(source.name, before, lines, base, rules, now);
  } catch (error) {
    return failed(source.name, base, error);
  }
}

/** The same list as last time, and nothing that time or a person would decide otherwise. */
function isRepetition({ lines }: Listing, base: Entry, source: string, rules: Rules, now: number): boolean {
  const { pending } = base;
  if (base.outcome !== 'held' || pending === null || pending.listed !== lines.digest) return false;
  if (rules.isAccepted(source, pending.digest)) return false;
  const { confirm } = rules.guard;
  if (lines.size === 0 || confirm === 'never') return true;
  return pending.seen >= confirm.listings - 1 && now - pending.since < confirm.overMs;
}

function repeated(source: string, { pending, digest, count, bytes }: Entry): Listed {
  return {
    source,
    status: 'listed',
    state: undefined,
    changes: [],
    after: { outcome: 'held', reason: null, pending, digest, count, bytes },
  };
}

const whole = ({ stands }: Source, listing: Listing, before: Lines): Listing =>
  stands === undefined ? listing : { ...listing, lines: withUnasked(before, listing.lines, stands) };

/** An offset-paged list with its removals proved, or with them taken back. */
async function confirmed(source: Source, first: Listing, before: Lines, rules: Rules): Promise<Lines> {
  const earlier = [before];
  let last = whole(source, first, before);
  for (let n = 1; ; n++) {
    const gone = removals(before, last.lines);
    if (gone.length === 0 || last.pages <= 1) return last.lines;
    if (n === rules.maxListings) return withAgain(last.lines, gone);
    const next = whole(source, await source.list(), before);
    const list = rules.proved(earlier, last, next.lines);
    if (list !== undefined) return list;
    earlier.push(last.lines);
    last = next;
  }
}

/** Pure: what the guard lets through, and what waits. */
function decide(
  source: string,
  before: Lines,
  list: Lines,
  base: Entry | undefined,
  rules: Rules,
  now: number,
): Listed {
  const gone = removals(before, list);
  const digest = Lines.of(gone.map((change) => change.before)).digest;
  const shrink = { removed: gone.length, listed: list.size, stood: before.size, digest, list: list.digest };
  const pending = rules.isAccepted(source, digest)
    ? undefined
    : hold(shrink, base?.pending ?? null, rules.guard, now);
  const state = pending === undefined ? list : withAgain(list, gone);
  return listed(source, state, [...diff(before, state)], pending ?? null, state);
}

function listed(
  source: string,
  { digest, size: count, bytes }: Lines,
  changes: readonly Change[],
  pending: Pending | null,
  state: Lines | undefined,
): Listed {
  const outcome = pending === null ? 'complete' : 'held';
  const after = { outcome, reason: null, pending, digest, count, bytes } as const;
  return { source, status: 'listed', state, changes, after };
}
