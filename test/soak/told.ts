import type { Sample } from './judge.ts';

export interface Done {
  /** Of the scope that changes each minute. */
  readonly commits: number;
  /** Of the cluster. */
  readonly watched: number;
  /** Invocations that failed for what the world did. */
  readonly failures: number;
}

/** What the process that is measured says of itself. */
export type Told = { readonly sample: Sample } | { readonly done: Done };
