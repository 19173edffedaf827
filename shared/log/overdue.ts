import type { Scope } from '../collect/collector.ts';
import type { Lines } from '../model/lines.ts';
import type { ObjectStore } from '../store/store.ts';
import { isDue } from './build.ts';
import type { Sizes } from './build.ts';
import { Corrupt } from './commit.ts';
import type { Commit } from './commit.ts';
import type { Proposal } from './proposal.ts';
import { readState } from './read.ts';

interface OverduePorts {
  readonly store: ObjectStore;
  readonly now: () => number;
  readonly sizes: Sizes;
}

/** Untouched sources whose oldest segment would keep old commits from being retired. */
export async function overdue(
  scope: Scope,
  head: Commit | undefined,
  ours: readonly Proposal[],
  { store, sizes, now }: OverduePorts,
): Promise<Map<string, Lines>> {
  const states = new Map<string, Lines>();
  if (head === undefined) return states;
  const touched = new Set(
    ours.filter((p) => p.status === 'listed' && p.changes.length > 0).map(({ source }) => source),
  );
  for (const [source, entry] of Object.entries(head.sources)) {
    if (touched.has(source) || entry.segments.length === 0 || !isDue(entry, sizes, now())) continue;
    try {
      states.set(source, await readState(store, scope, head, source));
    } catch (error) {
      if (!(error instanceof Corrupt)) throw error; // it stalls retention, which is better than the log
    }
  }
  return states;
}
