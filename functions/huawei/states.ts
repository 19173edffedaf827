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

/** https://support.huaweicloud.com/intl/en-us/api-ecs/ecs_08_0002.html */
export const vmState = stateIn({
  build: 'starting',
  active: 'running',
  reboot: 'running',
  hard_reboot: 'running',
  migrating: 'running',
  resize: 'running',
  verify_resize: 'running',
  revert_resize: 'running',
  rebuild: 'running',
  shutoff: 'stopped',
  paused: 'stopped',
  suspended: 'stopped',
  shelved: 'stopped',
  shelved_offloaded: 'stopped',
  soft_deleted: 'stopped',
  error: 'failed',
});

/** SDK enums NatGatewayResponseBodyStatusEnum and PrivateNatStatusEnum. */
export const natState = stateIn({
  pending_create: 'starting',
  active: 'running',
  pending_update: 'running',
  pending_delete: 'stopping',
  inactive: 'stopped',
  frozen: 'failed',
});

/** `provisioning_status`, and `operating_status` where that says more, of SDK type LoadBalancer of elb v3. */
export const balancerState = stateIn({
  active: 'running',
  online: 'running',
  pending_create: 'starting',
  pending_update: 'running',
  pending_delete: 'stopping',
  error: 'failed',
  frozen: 'failed',
});

/** https://support.huaweicloud.com/intl/en-us/api-rds/rds_01_0004.html; GaussDB and TaurusDB have words of their own beside. */
export const databaseState = stateIn({
  build: 'starting',
  creating: 'starting',
  'creating failed': 'failed',
  createfail: 'failed',
  failed: 'failed',
  abnormal: 'failed',
  frozen: 'failed',
  active: 'running',
  available: 'running',
  normal: 'running',
  modifying: 'running',
  rebooting: 'running',
  restoring: 'running',
  'modifying instance type': 'running',
  switchover: 'running',
  migrating: 'running',
  'backing up': 'running',
  'modifying database port': 'running',
  'storage full': 'running',
  // `status` of SDK type ListInstancesResult of gaussdbforopengauss v3.
  expanding: 'running',
  upgrading: 'running',
  'reducing replication': 'running',
  starting: 'starting',
  'shutting down': 'stopping',
  stopped: 'stopped',
  shutdown: 'stopped',
  deleting: 'stopping',
});

/** https://support.huaweicloud.com/intl/en-us/api-dcs/dcs-api-0312047.html */
export const cacheState = stateIn({
  creating: 'starting',
  createfailed: 'failed',
  error: 'failed',
  frozen: 'failed',
  running: 'running',
  restarting: 'running',
  extending: 'running',
  restoring: 'running',
  flushing: 'running',
  upgrading: 'running',
  backuping: 'running',
  migrating: 'running',
  starting: 'starting',
  closing: 'stopping',
  closed: 'stopped',
  deleting: 'stopping',
});

/** SDK enum ListClustersRequestStatusEnum of cce v3. */
export const clusterState = stateIn({
  creating: 'starting',
  awaking: 'starting',
  available: 'running',
  scalingup: 'running',
  scalingdown: 'running',
  upgrading: 'running',
  rollingback: 'running',
  resizing: 'running',
  rollbackfailed: 'failed',
  unavailable: 'failed',
  error: 'failed',
  hibernating: 'stopping',
  hibernation: 'stopped',
  freezing: 'failed',
  empty: 'stopped',
  deleting: 'stopping',
});
