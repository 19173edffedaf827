import type { Scope } from '../collect/collector.ts';
import { MAPPER } from '../model/shapes.ts';
import { StoreError } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';
import { build } from './build.ts';
import type { Sizes } from './build.ts';
import { Outdated } from './commit.ts';
import type { Cause, Commit } from './commit.ts';
import { headPast, readCommit } from './head.ts';
import { dataKey, logKey } from './keys.ts';
import { overdue } from './overdue.ts';
import { isSuperseded, moves } from './proposal.ts';
import type { Proposal } from './proposal.ts';

export interface LogPorts {
  readonly store: ObjectStore;
  readonly now: () => number;
  /** Milliseconds from its start in which a run may commit; retention keeps many times that. */
  readonly maxRun: number;
  readonly sizes: Sizes;
  /** Decisions of the log, as values so that a simulation can plant wrong ones. */
  readonly decisions: Decisions;
}

export interface Decisions {
  readonly nameData: (scope: Scope, runId: string, sha256: string, version: number) => string;
  readonly isOurs: (there: Commit | undefined, runId: string) => boolean;
  readonly rebase: (
    proposals: readonly Proposal[],
    head: Commit | undefined,
    base: Commit | undefined,
  ) => readonly Proposal[];
}

export const DECISIONS: Decisions = {
  nameData: dataKey,
  isOurs: (there, runId) => there?.runId === runId,
  rebase: (proposals, head, base) =>
    proposals.filter(({ source }) => !isSuperseded(head?.sources[source], base?.version ?? 0)),
};

export interface Run {
  readonly scope: Scope;
  /** Unique for ever: it tells our own commit from another's after an ambiguous answer. */
  readonly runId: string;
  readonly startedAt: number;
  readonly cause: Cause;
  readonly base: Commit | undefined;
}

export interface Written {
  /** The head, as far as this run knows it. */
  readonly version: number;
  readonly committed: boolean;
  /** Of the commit; where there is none, of the run. Milliseconds since 1970. */
  readonly at: number;
  readonly superseded: readonly string[];
}

/** Older than `maxRun`: retention may already have let go of what this run stands on. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

const CREATES = 3;

/** Puts proposals on base + 1, or on whatever head they are still true on. Throws with nothing half done visible. */
export async function write(run: Run, proposals: readonly Proposal[], ports: LogPorts): Promise<Written> {
  const { store, now, decisions } = ports;
  const { scope, runId } = run;
  for (let head = run.base; ;) {
    refuseOlder(head, scope);
    const ours = decisions.rebase(proposals, head, run.base);
    const superseded = proposals.filter((proposal) => !ours.includes(proposal)).map(({ source }) => source);
    const version = (head?.version ?? 0) + 1;
    if (!ours.some((proposal) => moves(head?.sources[proposal.source], proposal))) {
      return { version: version - 1, committed: false, at: run.startedAt, superseded };
    }
    const { commit, objects } = await build({
      ...run,
      head,
      proposals: ours,
      cause: (head?.mapper ?? MAPPER) < MAPPER ? 'remap' : run.cause,
      now: now(),
      sizes: ports.sizes,
      refreshed: await overdue(scope, head, ours, ports),
      name: (sha256) => decisions.nameData(scope, runId, sha256, version),
    });
    for (const { data, body } of objects) await store.put(data.key, body);
    const refuseLate = (): void => {
      const age = now() - run.startedAt;
      if (age > ports.maxRun)
        throw new TooLate(`the run is ${age} ms old and may commit for ${ports.maxRun} ms`);
    };
    const answer = await create(store, logKey(scope, version), commit, refuseLate);
    if (answer === 'created' || decisions.isOurs(await readCommit(store, scope, version), runId)) {
      return { version, committed: true, at: commit.at, superseded };
    }
    head = await headPast(store, scope, version);
  }
}

/**
 * An answer that does not come is asked for again with the same bytes, never assumed. How old the run is, is asked
 * last, when the request is signed: whoever sleeps in between has a signature that is too old.
 */
async function create(
  store: ObjectStore,
  key: string,
  commit: Commit,
  refuseLate: () => void,
): Promise<'created' | 'exists'> {
  const body = Buffer.from(JSON.stringify(commit));
  for (let n = 1; ; n++) {
    try {
      return await store.putIfAbsent(key, body, refuseLate);
    } catch (error) {
      if (n === CREATES || !(error instanceof StoreError)) throw error;
    }
  }
}

function refuseOlder(head: Commit | undefined, { provider, account, region }: Scope): void {
  if (head === undefined || head.mapper <= MAPPER) return;
  throw new Outdated(
    `${provider}/${account}/${region}: version ${head.version} was written with record schema ${head.mapper}, this release writes ${MAPPER}: install the newer release everywhere`,
  );
}
