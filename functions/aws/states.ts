import type { State } from '../../shared/model/kinds.ts';

/**
 * Work on a database that runs (backing up, modifying, upgrading …) is not a
 * state of its own here: it would come and go with every maintenance window.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html#Overview.DBInstance.Status
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html
 */
export function rdsState(status: string | undefined): State {
  if (status === undefined) return 'other';
  if (status.startsWith('incompatible-') || status.startsWith('inaccessible-encryption-credentials'))
    return 'failed';
  if (status.startsWith('configuring-') || status.endsWith('-optimization')) return 'running';
  return RDS[status] ?? 'other';
}

const RDS: Readonly<Record<string, State>> = {
  available: 'running',
  'backing-up': 'running',
  backtracking: 'running',
  'converting-to-vpc': 'running',
  'failing-over': 'running',
  maintenance: 'running',
  migrating: 'running',
  modifying: 'running',
  'moving-to-vpc': 'running',
  promoting: 'running',
  rebooting: 'running',
  renaming: 'running',
  'resetting-master-credentials': 'running',
  'storage-config-upgrade': 'running',
  'storage-initialization': 'running',
  'update-iam-db-auth': 'running',
  upgrading: 'running',
  creating: 'starting',
  'cloning-failed': 'failed',
  'preparing-data-migration': 'starting',
  starting: 'starting',
  'delete-precheck': 'stopping',
  deleting: 'stopping',
  stopping: 'stopping',
  stopped: 'stopped',
  failed: 'failed',
  'insufficient-capacity': 'failed',
  'migration-failed': 'failed',
  'restore-error': 'failed',
  'storage-full': 'failed',
};

/** SDK types CacheCluster, ReplicationGroup and ServerlessCache; the last is documented in capitals. */
export function cacheState(status: string | undefined): State {
  return CACHE[status?.toLowerCase() ?? ''] ?? 'other';
}

const CACHE: Readonly<Record<string, State>> = {
  available: 'running',
  modifying: 'running',
  'rebooting cluster nodes': 'running',
  snapshotting: 'running',
  creating: 'starting',
  deleting: 'stopping',
  'create-failed': 'failed',
  'incompatible-network': 'failed',
  'restore-failed': 'failed',
};
