import { CloudError } from '../collect/errors.ts';
import type { JobReport } from './ports.ts';

/**
 * May another run mend it, or must a developer: a network, a store, a bug? What a cloud refuses or does not offer waits
 * for a person however often it is repeated: that is the metric `Failures`, and an alarm of its own.
 */
export function isBroken(error: unknown): boolean {
  if (!(error instanceof CloudError)) return true;
  return error.reason === 'throttled' || error.reason === 'unavailable' || error.reason === 'deadline';
}

/** What of a run fails its invocation: it is told once more by it. */
export function brokenOf({ scopes, failures }: Pick<JobReport, 'scopes' | 'failures'>): readonly unknown[] {
  const bugs = scopes.flatMap(({ sources }) =>
    sources.flatMap(({ reason, cause }) => (reason === 'bug' ? [cause] : [])),
  );
  return [...failures.map(({ error }) => error).filter(isBroken), ...bugs];
}

export function throwIfBroken(errors: readonly unknown[]): void {
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} failed: see the log lines above`);
}
