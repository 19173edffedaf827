import type { Collector } from '../collect/collector.ts';
import { CloudError } from '../collect/errors.ts';
import type { Entry } from '../log/commit.ts';
import type { Listed } from '../log/proposal.ts';
import { read } from '../model/line.ts';
import { Lines } from '../model/lines.ts';
import { ANOTHER } from './failed.ts';
import type { Listing } from './observe.ts';
import type { Rules } from './settle.ts';

/** Is the scope still what the log says that it is? */
export type Verdict =
  | { readonly is: 'same' | 'accepted' }
  /** What is proposed of the anchor, and why every other source is kept. */
  | { readonly is: 'another'; readonly anchor: Listed; readonly cause: CloudError };

/**
 * Weighs the one record that says which cluster this is. Another one under the
 * same id is not a change of every object of the old one: its record waits, as
 * removals do, until a person accepts that the old cluster is gone, and every
 * other source is kept.
 */
export function weigh(
  { name, anchor }: Pick<Collector<never>, 'name' | 'anchor'>,
  { lines }: Pick<Listing, 'lines'>,
  before: Lines,
  base: Entry | undefined,
  { isAccepted }: Pick<Rules, 'isAccepted'>,
  now: number,
): Verdict {
  const [stood] = before;
  const [found] = lines;
  if (anchor === undefined || stood === undefined || found === undefined) return { is: 'same' };
  if (anchor(read(stood)) === anchor(read(found))) return { is: 'same' };
  const { digest } = Lines.of([stood]);
  if (isAccepted(name, digest)) return { is: 'accepted' };
  const since = base?.pending?.digest === digest ? base.pending.since : now;
  const cause = new CloudError(
    'denied',
    `another answers under this id: ${anchor(read(found))} is not ${anchor(read(stood))} (give it an id of its own, or let go of the old one: --accept-removals ${name}:${digest.slice(0, 12)})`,
    { code: ANOTHER },
  );
  return {
    is: 'another',
    anchor: {
      source: name,
      status: 'listed',
      state: undefined,
      changes: [],
      after: {
        outcome: 'held',
        reason: null,
        pending: { digest, count: 1, since, seen: 0, listed: lines.digest },
        digest: base?.digest ?? before.digest,
        count: before.size,
        bytes: before.bytes,
      },
    },
    cause,
  };
}
