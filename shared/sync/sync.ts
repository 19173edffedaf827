import type { Collector, Scope } from '../collect/collector.ts';
import type { Cause, Commit } from '../log/commit.ts';
import { readHead } from '../log/head.ts';
import { inlineOf, readState } from '../log/read.ts';
import { write } from '../log/write.ts';
import type { LogPorts } from '../log/write.ts';
import { Lines } from '../model/lines.ts';
import { StoreError } from '../store/store.ts';
import { weigh } from './anchor.ts';
import type { Verdict } from './anchor.ts';
import { failed } from './failed.ts';
import { observe } from './observe.ts';
import type { OnPage } from './observe.ts';
import { bytesOf, reportOf } from './report.ts';
import type { SourceReport } from './report.ts';
import { settle } from './settle.ts';
import type { Rules, Source } from './settle.ts';

export interface SyncPorts extends LogPorts {
  readonly rules: Rules;
  readonly onPage: OnPage;
}

export interface Request<Api> {
  readonly scope: Scope;
  /** Opens the cloud's client; a failure to is every source's failure. */
  readonly open: () => Api;
  readonly collectors: readonly Collector<Api>[];
  readonly runId: string;
  readonly cause: Cause;
  /** Say what would be written, and write nothing. */
  readonly dryRun: boolean;
}

export interface ScopeReport {
  readonly scope: Scope;
  readonly startedAt: number;
  /** The head after the run; 0 if nothing was ever committed. */
  readonly version: number;
  readonly committed: boolean;
  /** Of all states that stand, as far as this run listed them. */
  readonly bytes: number;
  readonly sources: readonly SourceReport[];
}

/** One run of one scope. Throws only for what the store did; nothing half done is visible then. */
export async function sync<Api>(request: Request<Api>, ports: SyncPorts): Promise<ScopeReport> {
  const { scope } = request;
  const api = once(request.open);
  const startedAt = ports.now();
  const base = await readHead(ports.store, scope); // before the first list call: what we list is newer than it
  const inlineAt = inlineOf(ports.store, scope);
  const took = new Map<string, number>();
  const sourceOf = (collector: Collector<Api>): Source => ({
    name: collector.name,
    paging: collector.paging,
    list: async () => observe(collector, api(), scope, ports.onPage),
    stands: collector.stands === undefined ? undefined : (ref) => collector.stands?.(api(), ref) === true,
    mayRead: collector.mayRead === undefined ? undefined : async () => collector.mayRead?.(api()),
    isDoubted: request.cause === 'resync',
    before: async () =>
      base === undefined ? Lines.NONE : readState(ports.store, scope, base, collector.name, inlineAt),
  });
  const verdict = await anchored(request.collectors, sourceOf, base, ports);
  const proposals = await Promise.all(
    request.collectors.map(async (collector) => {
      const { name } = collector;
      const entry = base?.sources[name];
      if (verdict.is === 'another' && name === verdict.anchor.source) return verdict.anchor;
      if (verdict.is === 'another' || verdict.is === 'unknown') return failed(name, entry, verdict.cause);
      const rules = verdict.is === 'accepted' ? { ...ports.rules, isAccepted: () => true } : ports.rules;
      const proposal = await settle(sourceOf(collector), entry, rules, ports.now());
      took.set(name, ports.now() - startedAt);
      return proposal;
    }),
  );
  const { version, committed, at, superseded } = request.dryRun
    ? { version: base?.version ?? 0, committed: false, at: startedAt, superseded: [] }
    : await write({ ...request, startedAt, base }, proposals, ports);
  const sources = proposals.map((proposal) => ({
    ...reportOf(proposal, base, superseded, at),
    ms: took.get(proposal.source) ?? 0,
  }));
  return { scope, startedAt, version, committed, bytes: bytesOf(proposals, base), sources };
}

/** Before anything else of it is believed: is it the scope that the log is about? */
async function anchored<Api>(
  collectors: readonly Collector<Api>[],
  sourceOf: (collector: Collector<Api>) => Source,
  base: Commit | undefined,
  { rules, now }: Pick<SyncPorts, 'rules' | 'now'>,
): Promise<Verdict | { readonly is: 'unknown'; readonly cause: unknown }> {
  const collector = collectors.find(({ anchor }) => anchor !== undefined);
  const entry = base?.sources[collector?.name ?? ''];
  if (collector === undefined || (entry?.count ?? 0) === 0) return { is: 'same' };
  const { list, before } = sourceOf(collector);
  try {
    return weigh(collector, await list(), await before(), entry, rules, now());
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    return { is: 'unknown', cause };
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
