/** What the engine does next is decided by `reason` alone. */
export type Reason =
  | 'throttled' // wait, then again
  | 'unavailable' // transient: again
  | 'deadline' // our own time is up: the next run
  | 'denied' // credentials or policy: a person must act
  | 'unsupported' // the service is not offered here: never empties what was there
  | 'invalid'; // the answer is not what we know how to read

export interface CloudErrorOptions extends ErrorOptions {
  /** The cloud's own error code. */
  readonly code?: string | undefined;
  /** Milliseconds the cloud asked to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** Everything a cloud or the way to it can do wrong. Anything else that is thrown is a bug of ours. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly reason: Reason;
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(reason: Reason, message: string, options: CloudErrorOptions = {}) {
    super(message, options);
    this.reason = reason;
    this.code = options.code;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
