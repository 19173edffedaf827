import type { Attempted, RetryPolicy } from '../collect/call.ts';
import type { Clock } from '../collect/clock.ts';
import type { Scope } from '../collect/collector.ts';
import type { ProviderName, ProviderPorts } from '../collect/provider.ts';
import type { Cause } from '../log/commit.ts';
import type { Retention } from '../log/retain.ts';
import type { Decisions } from '../log/write.ts';
import type { Kind } from '../model/kinds.ts';
import type { Sink } from '../notify/event.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Guard } from '../sync/guard.ts';
import type { ScopeReport } from '../sync/sync.ts';
import type { Delivery } from './deliveries.ts';
import type { Selection } from './selection.ts';

export interface JobRequest extends Selection {
  readonly cause: Extract<Cause, 'sync' | 'resync'>;
  /** Removals that a person accepted; a digest may be its first eight digits or more. */
  readonly accept: readonly { readonly kind: Kind; readonly digest: string }[];
  readonly dryRun: boolean;
  /**
   * An event asked for it, not the schedule or a person: a part of a scope, listed once. It says nothing of when
   * the scope was last checked.
   */
  readonly byEvent: boolean;
}

/** Progress; called as things happen, must not throw. */
export interface Observer {
  planned(scope: Scope): void;
  page(
    scope: Scope,
    page: { readonly source: string; readonly pages: number; readonly records: number },
  ): void;
  synced(report: ScopeReport): void;
  attempted(attempted: Attempted): void;
}

export interface JobPorts {
  readonly store: ObjectStore;
  readonly sinks: readonly Sink[];
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted early enough to commit what is complete. */
  readonly signal: AbortSignal;
  readonly guard: Guard;
  readonly retention: Retention;
  readonly keepTag: (key: string) => boolean;
  /** Of states held at once. */
  readonly memoryBytes: number;
  /** From its start, in milliseconds, a scope's run may commit. */
  readonly maxRun: number;
  /** A source that takes longer gets a message of its own when runs are queued. */
  readonly slowMs: number;
  readonly retry: RetryPolicy;
  readonly newRunId: () => string;
  readonly observer: Observer;
  readonly warn?: ProviderPorts['warn'];
  /** Of the log; a simulation plants wrong ones. Default: `DECISIONS`. */
  readonly decisions?: Decisions;
}

export interface JobReport {
  readonly provider: ProviderName;
  readonly scopes: readonly ScopeReport[];
  /** An account that did not open and of which nothing is known; a scope whose store failed. */
  readonly failures: readonly { readonly what: string; readonly error: unknown }[];
  readonly deliveries: readonly Delivery[];
  /**
   * When that scope of the run was last checked that was checked longest ago; milliseconds since 1970. `undefined`:
   * an event asked for the run.
   */
  readonly oldestCheck: number | undefined;
}
