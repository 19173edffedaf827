import type { Entry } from '../../shared/log/commit.ts';
import type { Lines } from '../../shared/model/lines.ts';
import { GUARD } from '../../shared/sync/guard.ts';
import { proved } from '../../shared/sync/observe.ts';
import type { Rules } from '../../shared/sync/settle.ts';

/** A source whose last complete list was this. */
export const entryOf = ({ size, bytes, digest }: Lines, over: Partial<Entry> = {}): Entry => ({
  outcome: 'complete',
  reason: null,
  since: 0,
  pending: null,
  count: size,
  bytes,
  digest,
  observedAt: 1,
  snapshot: null,
  segments: [],
  ...over,
});

export const rules: Rules = { guard: GUARD, maxListings: 4, proved, isAccepted: () => false };
