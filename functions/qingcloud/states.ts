import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/**
 * The words of `status` are the same for all kinds; `suspended` is what becomes of a resource that nobody pays for.
 * https://docsv3.qingcloud.com/development_docs/api/command_list/instance/describe_instances/ , …/lb/describe_loadbalancers/
 */
const STATES = table<State>({
  pending: 'starting',
  running: 'running',
  active: 'running',
  stopped: 'stopped',
  poweroffed: 'stopped',
  suspended: 'failed',
});

/** `transition_status`, where it leads to another state; what runs while something is done to it runs. */
const WAYS = table<State>({
  creating: 'starting',
  starting: 'starting',
  resuming: 'starting',
  recovering: 'starting',
  poweroning: 'starting',
  stopping: 'stopping',
  suspending: 'stopping',
  terminating: 'stopping',
  deleting: 'stopping',
  ceasing: 'stopping',
  poweroffing: 'stopping',
});

export function stateOf(status: string | undefined, transition: string | undefined): State {
  return WAYS[transition ?? ''] ?? STATES[status ?? ''] ?? 'other';
}

/** What is still there; the others (`terminated`, `deleted`, `released`, `ceased`) are not, though they may come back. */
export const LIVE_INSTANCES = ['pending', 'running', 'stopped', 'suspended'] as const;
export const LIVE = ['pending', 'active', 'stopped', 'suspended'] as const;
export const LIVE_ROUTERS = ['pending', 'active', 'poweroffed', 'suspended'] as const;
export const LIVE_EIPS = ['pending', 'available', 'associated', 'suspended'] as const;

const GONE: ReadonlySet<string> = new Set(['deleted', 'ceased']);

/** The same, of lists that have no such condition. */
export const isThere = ({ status = '' }: { readonly status: string | undefined }): boolean =>
  !GONE.has(status);
