// Commits to a log that an index follows.
import { collectorFor } from '../shared/collect/collector.ts';
import type { Scope } from '../shared/collect/collector.ts';
import { writeHint } from '../shared/log/head.ts';
import { DECISIONS } from '../shared/log/write.ts';
import type { TagRecord } from '../shared/model/kinds.ts';
import { lineOf } from '../shared/model/line.ts';
import { Lines } from '../shared/model/lines.ts';
import { recordOf } from '../shared/model/record.ts';
import type { ObjectStore } from '../shared/store/store.ts';
import { GUARD } from '../shared/sync/guard.ts';
import { proved } from '../shared/sync/observe.ts';
import { sync } from '../shared/sync/sync.ts';

/** One run of a scope in which these sources list these records. */
export async function commitTo(
  store: ObjectStore,
  scope: Scope,
  sources: ReadonlyMap<string, readonly TagRecord[]>,
  runId: string,
): Promise<void> {
  const collectors = [...sources].map(([name, list]) =>
    collectorFor<null>()({
      name,
      emits: [...new Set(list.map(({ kind }) => kind))],
      scope: 'region',
      paging: 'token',
      actions: [],
      async *list() {
        yield list;
      },
      map: (record) => [record],
    }),
  );
  const { version } = await sync(
    { scope, open: () => null, collectors, runId, cause: 'sync', dryRun: false },
    {
      store,
      now: Date.now,
      maxRun: 3_600_000,
      sizes: { inlineBytes: 65_536, maxSegments: 64, maxShare: 0.25, maxSegmentAge: 3_600_000 },
      decisions: DECISIONS,
      onPage: () => {},
      rules: { guard: GUARD, maxListings: 4, proved, isAccepted: () => false },
    },
  );
  await writeHint(store, scope, { version, checkedAt: Date.now(), retainedAt: 0, bytes: 0, slow: [] });
}

/** Renames the first servers of a scope, and commits that; returns what is there after. */
export async function rename(
  store: ObjectStore,
  scope: Scope,
  vms: Lines,
  changes: number,
  name: string,
): Promise<Lines> {
  const records = [...vms].flatMap((line) => recordOf(line) ?? []);
  const renamed = records.map((record, n) => (n < changes ? { ...record, name } : record));
  await commitTo(store, scope, new Map([['vm', renamed]]), `rename ${name}`);
  return Lines.of(renamed.map(lineOf));
}
