import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/**
 * States by the cloud's own words or numbers. What runs while something is done
 * to it (a backup, a change of its size) runs: else it would come and go with
 * every maintenance window.
 */
const stateIn = (words: Readonly<Record<string, State>>) => {
  const states = table(words);
  return (status: string | number | undefined): State => states[status ?? ''] ?? 'other';
};

/** https://cloud.tencent.com/document/api/213/15753#InstanceStatus */
export const vmState = stateIn({
  PENDING: 'starting',
  LAUNCH_FAILED: 'failed',
  RUNNING: 'running',
  STOPPED: 'stopped',
  STARTING: 'starting',
  STOPPING: 'stopping',
  REBOOTING: 'running',
  SHUTDOWN: 'stopped',
  TERMINATING: 'stopping',
  ENTER_RESCUE_MODE: 'running',
  RESCUE_MODE: 'running',
  EXIT_RESCUE_MODE: 'running',
  ENTER_SERVICE_LIVE_MIGRATE: 'running',
  SERVICE_LIVE_MIGRATE: 'running',
  EXIT_SERVICE_LIVE_MIGRATE: 'running',
});

/** `State` of SDK type NatGateway, `Status` of SDK type PrivateNatGateway. */
export const natState = stateIn({
  PENDING: 'starting',
  AVAILABLE: 'running',
  UPDATING: 'running',
  DELETING: 'stopping',
  DENIED: 'stopping',
  PENDFAILURE: 'failed',
  DELETEFAILURE: 'failed',
});

/** `Status` of SDK type LoadBalancer. */
export const balancerState = stateIn({ 0: 'starting', 1: 'running' });

/** `Status` of SDK type InstanceInfo of cdb. */
export const mysqlState = stateIn({ 0: 'starting', 1: 'running', 4: 'stopping', 5: 'stopped' });

/** `Status` of SDK types DBInstance of mariadb and DCDBInstanceInfo of dcdb. */
export const tdsqlState = stateIn({
  [-1]: 'stopped',
  0: 'starting',
  1: 'running',
  2: 'running',
  3: 'starting',
  4: 'starting',
  5: 'stopping',
  6: 'running',
  7: 'running',
});

/** `DBInstanceStatus` of SDK type DBInstance of postgres. */
export const postgresState = stateIn({
  applying: 'starting',
  init: 'starting',
  initing: 'starting',
  running: 'running',
  'limited run': 'running',
  isolating: 'stopping',
  isolated: 'stopped',
  disisolating: 'starting',
  recycling: 'stopping',
  recycled: 'stopped',
  'job running': 'running',
  offline: 'stopped',
  offlining: 'stopping',
  migrating: 'running',
  expanding: 'running',
  waitSwitch: 'running',
  switching: 'running',
  readonly: 'running',
  restarting: 'running',
  'network changing': 'running',
  upgrading: 'running',
  'audit-switching': 'running',
  'primary-switching': 'running',
  'deployment changing': 'running',
  'parameter modifying': 'running',
  'log-switching': 'running',
  cloning: 'starting',
  restoring: 'running',
});

/** `Status` of SDK type DBInstance of sqlserver; from 7 on work is done on it, save 8, which is offline. */
export const sqlServerState = stateIn({
  1: 'starting',
  2: 'running',
  3: 'running',
  4: 'stopped',
  5: 'stopping',
  6: 'stopped',
  7: 'running',
  8: 'stopped',
  9: 'running',
  10: 'running',
  11: 'running',
  12: 'running',
  13: 'running',
  14: 'running',
  15: 'running',
  16: 'running',
  17: 'running',
});

/** `Status` of SDK type CynosdbCluster. */
export const cynosState = stateIn({
  creating: 'starting',
  running: 'running',
  isolating: 'stopping',
  isolated: 'stopped',
  activating: 'starting',
  offlining: 'stopping',
  offlined: 'stopped',
  deleting: 'stopping',
});

/** `Status` of SDK type InstanceSet of redis; 1 says that work is done on it. */
export const redisState = stateIn({
  0: 'starting',
  1: 'running',
  2: 'running',
  [-2]: 'stopped',
  [-3]: 'stopping',
});

/** `ClusterStatus` of SDK type Cluster of tke. */
export const clusterState = stateIn({
  Trading: 'starting',
  Creating: 'starting',
  Running: 'running',
  Deleting: 'stopping',
  Idling: 'stopped',
  Recovering: 'starting',
  Scaling: 'running',
  Upgrading: 'running',
  WaittingForConnect: 'starting',
  Isolated: 'stopped',
  Pause: 'running',
  NodeUpgrading: 'running',
  RuntimeUpgrading: 'running',
  MasterScaling: 'running',
  ClusterLevelUpgrading: 'running',
  ResourceIsolate: 'stopping',
  ResourceIsolated: 'stopped',
  ResourceReverse: 'starting',
  Abnormal: 'failed',
});
