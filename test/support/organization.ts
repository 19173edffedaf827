import { CloudError } from '../../shared/collect/errors.ts';
import { collectorFor } from '../../shared/collect/collector.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { writeHint } from '../../shared/log/head.ts';
import { DECISIONS } from '../../shared/log/write.ts';
import { KINDS } from '../../shared/model/shapes.ts';
import type { TagRecord } from '../../shared/model/kinds.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { GUARD } from '../../shared/sync/guard.ts';
import { proved } from '../../shared/sync/observe.ts';
import { sync } from '../../shared/sync/sync.ts';
import type { ScopeReport } from '../../shared/sync/sync.ts';
import { SIZES } from './engine.ts';

/** What a source's list gives: records, or `denied`. */
export type Listings = Readonly<Record<string, readonly TagRecord[] | 'denied'>>;

export interface Organization {
  readonly store: ObjectStore;
  /** One run of a scope (`account/region` of AWS, or `provider/account/region`), a second after the last one. */
  readonly run: (scope: string, listings: Listings) => Promise<ScopeReport>;
  readonly now: () => number;
}

/** Several scopes in one store, each run as the engine runs it. */
export function organization(store?: ObjectStore): Organization {
  let now = 1_000_000;
  let runs = 0;
  const kept = store ?? memoryStore(() => now);
  return {
    store: kept,
    now: () => now,
    async run(name, listings) {
      now += 1_000;
      const scope = scopeNamed(name);
      const collectors = Object.entries(listings).map(([source, list]) =>
        collectorFor<null>()({
          name: source,
          emits: KINDS,
          scope: 'region',
          paging: 'token',
          actions: [],
          async *list() {
            if (list === 'denied') throw new CloudError('denied', 'not allowed');
            yield list;
          },
          map: (record) => [record],
        }),
      );
      const report = await sync(
        { scope, open: () => null, collectors, runId: `run-${++runs}`, cause: 'sync', dryRun: false },
        {
          store: kept,
          now: () => now,
          maxRun: 100_000,
          sizes: SIZES,
          decisions: DECISIONS,
          onPage: () => {},
          rules: { guard: GUARD, maxListings: 4, proved, isAccepted: () => false },
        },
      );
      await writeHint(kept, scope, {
        version: report.version,
        checkedAt: now,
        retainedAt: now,
        bytes: 0,
        slow: [],
      });
      return report;
    },
  };
}

export function scopeNamed(name: string): Scope {
  const parts = name.split('/');
  const [provider = '', account = '', region = ''] = parts.length === 2 ? ['aws', ...parts] : parts;
  return { provider, account, region };
}
