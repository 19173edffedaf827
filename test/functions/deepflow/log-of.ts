import { collectorFor } from '../../../shared/collect/collector.ts';
import type { Scope } from '../../../shared/collect/collector.ts';
import { writeHint } from '../../../shared/log/head.ts';
import { DECISIONS } from '../../../shared/log/write.ts';
import type { TagRecord } from '../../../shared/model/kinds.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { GUARD } from '../../../shared/sync/guard.ts';
import { proved } from '../../../shared/sync/observe.ts';
import { sync } from '../../../shared/sync/sync.ts';
import { SIZES } from '../../support/engine.ts';

/** What a scope's sources list, by name; an error is a list that failed. */
export type Lists = Readonly<Record<string, readonly TagRecord[] | Error>>;

let runs = 0;

/** Commits what the lists of a scope say, by the engine that does it in production. */
export async function commit(
  store: ObjectStore,
  scope: Scope,
  lists: Lists,
  now = Date.now(),
): Promise<void> {
  const collectors = Object.entries(lists).map(([name, list]) =>
    collectorFor<null>()({
      name,
      emits: ['vm'],
      scope: 'region',
      paging: 'token',
      actions: [],
      async *list() {
        if (list instanceof Error) throw list;
        yield list;
      },
      map: (record: TagRecord) => [record as TagRecord<'vm'>],
    }),
  );
  const rules = { guard: { ...GUARD, maxShare: 1 }, maxListings: 4, proved, isAccepted: () => false };
  const report = await sync(
    { scope, open: () => null, collectors, runId: `run-${++runs}`, cause: 'sync', dryRun: false },
    { store, now: () => now, maxRun: 60_000, sizes: SIZES, decisions: DECISIONS, onPage: () => {}, rules },
  );
  await writeHint(store, scope, {
    version: report.version,
    checkedAt: now,
    retainedAt: now,
    bytes: 0,
    slow: [],
  });
}
