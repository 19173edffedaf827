import type { Scope } from '../collect/collector.ts';

export interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** What a commit says of one source. */
export interface SourceState {
  readonly outcome: 'complete' | 'kept' | 'held' | 'unsupported';
  readonly reason: string | null;
  /** Since when the outcome is that; ISO 8601. */
  readonly since: string;
  /** `null`: never completed, which is not "empty". */
  readonly count: number | null;
  /** Removals that wait for a person or for more listings. */
  readonly pending: { readonly count: number; readonly digest: string; readonly since: string } | null;
}

/**
 * One commit, as a sink is told of it. It carries no records: `location` says
 * where they are, so a repeated event is harmless.
 */
export interface Event {
  /** `snapshot`: forget what you had, the whole state of `version` counts from here on. */
  readonly type: 'changes' | 'snapshot';
  readonly scope: Scope;
  readonly version: number;
  /** The version this one follows for this sink; `undefined` in a snapshot. */
  readonly prior: number | undefined;
  readonly at: string;
  readonly runId: string;
  readonly cause: string;
  /** By source, only where something changed; of a snapshot: every record as added. */
  readonly counts: Readonly<Record<string, Counts>>;
  /** By source, every one of them. */
  readonly sources: Readonly<Record<string, SourceState>>;
  /** The store and the key of the commit. */
  readonly location: { readonly store: string; readonly key: string };
}

/** A receiver of commits. */
export interface Sink {
  /** Names the cursor; stable for ever. */
  readonly name: string;
  /** Resolves when the receiver has acknowledged the event; it may get one twice. */
  send(event: Event, signal: AbortSignal): Promise<void>;
}

/** The receiver did not acknowledge. `gone`: it says that it never will (HTTP 410). */
export class SinkError extends Error {
  override readonly name = 'SinkError';
  readonly gone: boolean;
  constructor(message: string, options: ErrorOptions & { readonly gone?: boolean } = {}) {
    super(message, options);
    this.gone = options.gone ?? false;
  }
}
