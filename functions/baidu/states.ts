import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/**
 * States by the cloud's own words, lower case. What runs while something is done
 * to it (a backup, a change of its size) runs: else it would come and go with
 * every maintenance window.
 */
const stateIn = (words: Readonly<Record<string, State>>) => {
  const states = table(words);
  return (status: string | undefined): State => states[status?.toLowerCase() ?? ''] ?? 'other';
};

/** SDK type InstanceStatus of bcc and of bbc. */
export const vmState = stateIn({
  starting: 'starting',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  scaling: 'running',
  snapshotprocessing: 'running',
  imageprocessing: 'running',
  changevpc: 'running',
  recharging: 'running',
  expired: 'failed',
  error: 'failed',
  recycled: 'stopped',
});

/** SDK type NatStatusType of vpc. */
export const natState = stateIn({
  building: 'starting',
  starting: 'starting',
  unconfigured: 'running',
  configuring: 'running',
  active: 'running',
  stopping: 'stopping',
  deleting: 'stopping',
  down: 'stopped',
});

/** SDK type BLBStatus of blb. */
export const balancerState = stateIn({
  creating: 'starting',
  available: 'running',
  updating: 'running',
  paused: 'stopped',
  unavailable: 'failed',
});

/** Words of https://cloud.baidu.com/doc/RDS/s/6ka65oy9l and of the operations that put an instance into them; no list of them is published. */
export const databaseState = stateIn({
  creating: 'starting',
  available: 'running',
  backuping: 'running',
  rebooting: 'running',
  modifying: 'running',
  upgrading: 'running',
  migrating: 'running',
  switching: 'running',
  locking: 'running',
  restoring: 'running',
  cloning: 'starting',
  failed: 'failed',
  isolated: 'failed',
  locked: 'failed',
  paused: 'stopped',
  deleting: 'stopping',
});

/** Words of https://cloud.baidu.com/doc/SCS/s/lk0rv78qr and of the operations that put an instance into them; no list of them is published. */
export const cacheState = stateIn({
  precreate: 'starting',
  creating: 'starting',
  running: 'running',
  rebooting: 'running',
  modifying: 'running',
  upgrading: 'running',
  flushing: 'running',
  backuping: 'running',
  restoring: 'running',
  failed: 'failed',
  error: 'failed',
  isolated: 'failed',
  pausing: 'stopping',
  paused: 'stopped',
  deleting: 'stopping',
});

/** SDK type ClusterPhase of cce v2. */
export const clusterState = stateIn({
  pending: 'starting',
  provisioning: 'starting',
  provisioned: 'starting',
  starting: 'starting',
  running: 'running',
  upgrading: 'running',
  eip_opening: 'running',
  eip_open_failed: 'running',
  eip_closing: 'running',
  eip_close_failed: 'running',
  apiserver_san_updating: 'running',
  apiserver_san_update_failed: 'running',
  kms_encryption_enabling: 'running',
  kms_encryption_enable_failed: 'running',
  kms_encryption_disabling: 'running',
  kms_encryption_disable_failed: 'running',
  create_failed: 'failed',
  upgrade_failed: 'failed',
  delete_failed: 'failed',
  stoping: 'stopping',
  stoped: 'stopped',
  releasing: 'stopping',
  deleting: 'stopping',
});
