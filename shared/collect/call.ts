import { setMaxListeners } from 'node:events';
import { createBucket } from './bucket.ts';
import type { Bucket } from './bucket.ts';
import type { Clock } from './clock.ts';
import { CloudError, unreachable } from './errors.ts';
import { bucketKey, limitOf } from './limit.ts';
import type { Caller, Limit } from './limit.ts';
import { outOfTime, timed } from './timed.ts';

/**
 * The only way out of the process that a collector has: limited, retried,
 * timed out. `attempt` is one request, told when to give up; it throws a
 * `CloudError` for what the cloud did.
 */
export type Call = <T>(operation: string, attempt: (signal: AbortSignal) => Promise<T>) => Promise<T>;

export interface RetryPolicy {
  readonly attempts: number;
  /** First back-off in milliseconds; doubled each time, with full jitter. */
  readonly baseMs: Readonly<Record<'throttled' | 'unavailable', number>>;
  readonly maxMs: number;
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** Retries that may be outstanding per caller before failures are final: an outage is not multiplied. */
  readonly budget: number;
}

/**
 * Bases, cap and budget as the AWS SDKs' standard mode has them.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export const RETRY: RetryPolicy = {
  attempts: 8,
  baseMs: { throttled: 500, unavailable: 100 },
  maxMs: 20_000,
  timeoutMs: 30_000,
  budget: 100,
};

/** What one attempt came to; for metrics and progress. */
export interface Attempted extends Caller {
  readonly operation: string;
  readonly outcome: 'ok' | CloudError['reason'] | 'bug';
  readonly retried: boolean;
  readonly ms: number;
}

export interface CallPorts {
  readonly limits: readonly Limit[];
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  /** Aborted when the run's time is up. */
  readonly signal: AbortSignal;
  readonly onAttempt: (attempted: Attempted) => void;
}

/** One per process: calls opened for several scopes share the buckets that the limits say they share. */
export function createCalls(ports: CallPorts): (caller: Caller) => Call {
  setMaxListeners(0, ports.signal); // every call that waits listens to it: many are no leak
  const buckets = new Map<string, Bucket>();
  const bucketOf = (caller: Caller, operation: string): Bucket | undefined => {
    const limit = limitOf(ports.limits, operation);
    if (limit === undefined) return undefined;
    const key = bucketKey(limit, caller, operation);
    const bucket = buckets.get(key) ?? createBucket(limit, ports.clock);
    buckets.set(key, bucket);
    return bucket;
  };
  return (caller) => {
    let budget = ports.policy.budget;
    return async (operation, attempt) => {
      const bucket = bucketOf(caller, operation);
      for (let n = 1; ; n++) {
        await outOfTime(ports.signal, operation, () => bucket?.turn(ports.signal));
        const began = ports.clock.now();
        const report = (outcome: Attempted['outcome'], retried: boolean): void =>
          ports.onAttempt({ ...caller, operation, outcome, retried, ms: ports.clock.now() - began });
        try {
          const answer = await timed({ ...ports, timeoutMs: ports.policy.timeoutMs }, operation, attempt);
          bucket?.succeeded();
          budget = Math.min(ports.policy.budget, budget + 1);
          report('ok', false);
          return answer;
        } catch (error) {
          const reason = error instanceof CloudError ? error.reason : 'bug';
          if (reason === 'throttled') bucket?.throttled();
          const ms = budget > 0 ? delayBefore(n, error, ports) : undefined;
          report(reason, ms !== undefined);
          if (ms === undefined) throw error;
          budget--;
          await outOfTime(ports.signal, operation, () => ports.clock.sleep(ms, ports.signal));
        }
      }
    };
  };
}

/** How long to wait before attempt `n + 1`; `undefined` means give up. */
function delayBefore(n: number, error: unknown, { policy, clock }: CallPorts): number | undefined {
  if (!(error instanceof CloudError) || n >= policy.attempts) return undefined;
  switch (error.reason) {
    case 'throttled':
    case 'unavailable': {
      const backoff = clock.random() * Math.min(policy.maxMs, policy.baseMs[error.reason] * 2 ** (n - 1));
      return Math.min(policy.maxMs, Math.max(error.retryAfterMs ?? 0, backoff));
    }
    case 'deadline':
    case 'denied':
    case 'unsupported':
    case 'invalid':
      return undefined;
    default:
      return unreachable(error.reason);
  }
}
