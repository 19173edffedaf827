/** Milliseconds. */
export interface Rhythm {
  /** At once when idle, otherwise so often. */
  readonly pushMs: number;
  /** After changes that turned out to be none of what is pushed. */
  readonly lookMs: number;
  /** How often a server is told that nothing changed: it answers what it holds, and tells so that it lost it. */
  readonly heartbeatMs: number;
  /** Before a server that failed is tried again, at first and at most; with jitter. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
}

/** DeepFlow's own agent has 10 s; the server forgets a cluster that was silent for a day. */
export const RHYTHM: Rhythm = {
  pushMs: 10_000,
  lookMs: 1_000,
  heartbeatMs: 30_000,
  retryMs: 5_000,
  maxRetryMs: 60_000,
};
