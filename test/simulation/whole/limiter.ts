// What leaves a job, against the quota that the cloud states: by the clock of its process, which is all it has.
import { limitOf } from '../../../shared/collect/limit.ts';
import { must } from '../oracle.ts';
import { LIMITS } from './cloud.ts';
import type { Sent } from './wire.ts';
import type { Process } from './world.ts';

/** Those of the product whose quota is stated. */
const STATED = new Set(['DescribeVpcs', 'DescribeVSwitches']);

export function createGate() {
  const left = new Map<string, number[]>();
  /** Throws a `Violation` when more calls leave in a stretch of time than are allowed in one. */
  return (process: Process, { url, headers }: Sent, now: number): void => {
    const name = headers['x-acs-action'] ?? '';
    const limit = STATED.has(name) ? limitOf(LIMITS, `vpc:${name}`) : undefined;
    if (limit?.windowMs === undefined) return;
    const { windowMs, burst } = limit;
    const [, who = ''] = /Credential=([^,]+)/.exec(headers['authorization'] ?? '') ?? [];
    const key = [process.job, who, url.searchParams.get('RegionId'), name].join(' ');
    const times = [...(left.get(key) ?? []).filter((at) => at > now - windowMs), now];
    left.set(key, times);
    must(times.length <= burst, `${process.job} calls ${name} ${times.length} times in ${windowMs} ms`);
  };
}
