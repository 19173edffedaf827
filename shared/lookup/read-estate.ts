import type { Scope } from '../collect/collector.ts';
import type { Commit } from '../log/commit.ts';
import { knownScopes } from '../log/head.ts';
import { commitAt } from '../log/history.ts';
import { inlineOf, readState } from '../log/read.ts';
import type { Estate } from '../model/links/estate.ts';
import type { Standing } from '../model/links/holder.ts';
import { merge } from '../model/links/merge.ts';
import type { SourceState } from '../model/links/merge.ts';
import type { ObjectStore } from '../store/store.ts';
import { carry } from './carry.ts';

/** A scope as it was read: the version of its log, or none that is old enough. */
export interface ReadScope {
  readonly scope: Scope;
  readonly commit: Commit;
}

export interface WholeEstate {
  readonly estate: Estate;
  readonly scopes: readonly ReadScope[];
}

/** What a commit says of a source, said of its records. */
export function standingOf(commit: Commit, source: string): Standing {
  const outcome = commit.sources[source]?.outcome;
  return outcome === 'kept' || outcome === 'held' ? outcome : 'current';
}

/**
 * All scopes merged, as they are or as they were at a time. A scope of which
 * nothing is that old is not in it; nor is one that is not wanted, or a source of
 * it: refs never lead from one provider to another but from nodes to servers.
 */
export async function readEstate(
  store: ObjectStore,
  time = Number.MAX_SAFE_INTEGER,
  isWanted: (scope: Scope, source?: string) => boolean = () => true,
): Promise<WholeEstate> {
  const scopes: ReadScope[] = [];
  const sources: SourceState[] = [];
  for await (const scope of knownScopes(store)) {
    if (!isWanted(scope)) continue;
    const commit = await commitAt(store, scope, time);
    if (commit === undefined) continue;
    scopes.push({ scope, commit });
    const inlineAt = inlineOf(store, scope);
    for (const source of Object.keys(commit.sources)) {
      if (!isWanted(scope, source)) continue;
      const lines = await readState(store, scope, commit, source, inlineAt);
      if (lines.size > 0) sources.push({ ...holderOf(scope), standing: standingOf(commit, source), lines });
    }
  }
  return { estate: merge(await carry(store, scopes, sources)), scopes };
}

export const holderOf = ({ account, region }: Scope) => ({ account, region });
