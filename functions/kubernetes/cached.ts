import type { CloudError } from '../../shared/collect/errors.ts';

/** Plain JSON, as the API gave it. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: Json;
}

/**
 * One object of the cluster, trimmed to what DeepFlow's server needs and our model
 * reads. It is another one exactly when what it holds has changed.
 */
export interface Cached {
  /** `apiVersion/kind`: `v1/Pod`, `apps/v1/Deployment`, `apps.kruise.io/v1alpha1/CloneSet`. */
  readonly type: string;
  readonly uid: string;
  /** `metadata`, `spec` and `status` as the API spells them. Never changed in place. */
  readonly object: JsonObject;
}

/** What is known of one kind that the cluster has. */
export interface CachedKind {
  /** As in `Cached`. */
  readonly type: string;
  /** It was listed whole at least once; what it holds since then is true up to the watch's delay. */
  readonly synced: boolean;
  /** Why it cannot be read at present; what it holds is the last that was read. */
  readonly failure: CloudError | undefined;
}

export interface ChangesSince {
  /** Of now: what is asked with next. */
  readonly mark: number;
  /** By uid, what came, went (`undefined`) or changed since that mark; `undefined`: it was too long ago. */
  readonly changes: ReadonlyMap<string, Cached | undefined> | undefined;
}

/** A cluster as its watches know it, for those who publish it whole. */
export interface WatchCache {
  /** `/version`, as the API gave it; `undefined` before it was asked. */
  readonly version: JsonObject | undefined;
  readonly kinds: readonly CachedKind[];
  /** Every kind was listed whole at least once, or failed. */
  readonly synced: boolean;
  /** Why nothing at all can be read at present: unreachable, refused, or not the cluster it was. */
  readonly failure: CloudError | undefined;
  objects(): Iterable<Cached>;
  /** Default: what has changed is not known, and all is looked at. */
  changesSince?(mark: number | undefined): ChangesSince;
  /** Calls back after each change of an object, a kind or a failure; returns how to stop it. */
  onChange(listener: () => void): () => void;
}
