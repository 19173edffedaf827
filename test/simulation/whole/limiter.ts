// What leaves a job, against the quota that the cloud states: by the clock of its process, which is all it has.
import type { Limit } from '../../../shared/collect/limit.ts';
import { must } from '../oracle.ts';
import type { Sent } from './wire.ts';
import type { Process } from './world.ts';

export interface Counted {
  readonly limit: Pick<Limit, 'burst' | 'windowMs'>;
  /** Calls that share the quota have the same. */
  readonly key: string;
}

/** `countedOf`: of calls whose quota is stated. Throws a `Violation` when more leave in a stretch of time than are allowed in one. */
export function createGate(countedOf: (sent: Sent) => Counted | undefined) {
  const left = new Map<string, number[]>();
  return (process: Process, sent: Sent, now: number): void => {
    const counted = countedOf(sent);
    if (counted?.limit.windowMs === undefined) return;
    const { windowMs, burst } = counted.limit;
    // Where a clock leaps, what it says is no stretch of time: what leaves just then had its turn before.
    if (now === process.leaptAt) return;
    const key = `${process.job} ${counted.key} ${process.leaps}`;
    const times = [...(left.get(key) ?? []).filter((at) => at > now - windowMs), now];
    left.set(key, times);
    must(times.length <= burst, `${key}: ${times.length} calls in ${windowMs} ms`);
  };
}
