import type { ObjectStore } from '../store/store.ts';
import type { ScopeReport } from '../sync/sync.ts';
import type { Delivery } from './deliveries.ts';
import type { JobPorts } from './ports.ts';

/** What a run made of a scope. */
export type Committed = ScopeReport;
/** And of one source. */
export type Reported = Committed['sources'][number];

/**
 * Tells somebody of a scope what a run just listed of it, whole, after it was
 * committed; `undefined`: there is nobody to tell. What stops it is in what it
 * gives, as with a sink; a run that reached its commit succeeded.
 */
export type Publish<Api> = (api: Api, report: Committed, ports: JobPorts) => Promise<Delivery | undefined>;

/** Who is told: where, and what TLS needs there. */
export interface Told {
  readonly url: string;
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** What a provider may have beside what it lists. */
export interface Publishing<Api, Config = never> {
  /** Whom `doctor` knocks at. */
  told?(config: Config): readonly Told[];
  readonly publish?: Publish<Api>;
  /** What stands in its way, from the store alone; one line each, with the remedy. */
  readonly obstacles?: (store: ObjectStore) => Promise<readonly string[]>;
}
