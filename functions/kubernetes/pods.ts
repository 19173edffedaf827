import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';
import type { Pod } from './objects.ts';

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase */
const STATES = table<State>({
  Pending: 'starting',
  Running: 'running',
  Succeeded: 'stopped',
  Failed: 'failed',
});

export const podState = (phase: string | null | undefined): State => STATES[phase ?? ''] ?? 'other';

/** Its containers will not run again, and its address is given to others while it still shows it. */
export const hasEnded = (phase: string | null | undefined): boolean =>
  phase === 'Succeeded' || phase === 'Failed';

/** Of every family; servers before 1.20 tell one only. */
export function podAddresses(status: Pod['status']): string[] {
  const all = status?.podIPs?.map(({ ip }) => ip) ?? [];
  return (all.length > 0 ? all : [status?.podIP ?? '']).filter((ip) => ip !== '');
}
