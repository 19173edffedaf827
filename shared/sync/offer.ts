import type { Entry } from '../log/commit.ts';
import type { Listed, Proposal } from '../log/proposal.ts';
import type { Line } from '../model/line.ts';
import type { Lines } from '../model/lines.ts';
import type { Change } from './diff.ts';
import { failed } from './failed.ts';
import { settle } from './settle.ts';
import type { Rules } from './settle.ts';

/** What a watched source has to say since the last commit. */
export type Offer =
  /** Everything there is: what it lacks is inferred, and weighed by the guard. */
  | { readonly type: 'list'; readonly lines: Lines }
  /** What was seen to happen, by ref and in its order; `undefined`: it went. Facts are not weighed. */
  | {
      readonly type: 'facts';
      readonly lines: readonly { readonly ref: string; readonly line: Line | undefined }[];
    }
  | { readonly type: 'failed'; readonly cause: unknown }
  /** It was weighed already. */
  | { readonly type: 'proposal'; readonly proposal: Proposal };

type Fact = Extract<Offer, { readonly type: 'facts' }>['lines'][number];

export interface Watched {
  readonly name: string;
  /** What the log says of it. */
  readonly entry: Entry | undefined;
  /** Its records there. */
  readonly before: () => Promise<Lines>;
}

/** What becomes of an offer in the log, if nobody else writes. */
export async function proposalOf(
  offer: Offer,
  { name, entry, before }: Watched,
  rules: Rules,
  now: number,
): Promise<Proposal> {
  if (offer.type === 'proposal') return offer.proposal;
  if (offer.type === 'failed') return failed(name, entry, offer.cause);
  if (offer.type === 'list') {
    const list = async () => ({ lines: offer.lines, pages: 1, repeats: 0 });
    return settle({ name, paging: 'token', list, before }, entry, rules, now);
  }
  return listed(name, entry, await before(), offer.lines);
}

function listed(source: string, entry: Entry | undefined, before: Lines, facts: readonly Fact[]): Listed {
  const changed = facts.flatMap((fact) => newsOf(before, fact));
  const state = before.patched(changed);
  return {
    source,
    status: 'listed',
    state,
    changes: changed.map(({ change }) => change),
    after: {
      outcome: entry?.outcome === 'held' ? 'held' : 'complete',
      reason: null,
      pending: entry?.pending ?? null,
      digest: state.digest,
      count: state.size,
      bytes: state.bytes,
    },
  };
}

/** A fact that the log does not know, with its change. */
function newsOf(state: Lines, { ref, line: after }: Fact): (Fact & { readonly change: Change })[] {
  const { index, found } = state.indexOf(ref);
  const before = found ? state.line(index) : undefined;
  if (before === undefined)
    return after === undefined ? [] : [{ ref, line: after, change: { before, after } }];
  const isKnown = after !== undefined && Buffer.compare(before, after) === 0;
  return isKnown ? [] : [{ ref, line: after, change: { before, after } }];
}
