import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/**
 * States by the cloud's own words, lower case. What runs while something is done
 * to it (a backup, a change of its size) runs: else it would come and go with
 * every maintenance window.
 */
export const stateIn = (words: Readonly<Record<string, State>>) => {
  const states = table(words);
  return (status: string | undefined): State => states[status?.toLowerCase() ?? ''] ?? 'other';
};

/** https://help.aliyun.com/document_detail/25687.html */
export const vmState = stateIn({
  pending: 'starting',
  starting: 'starting',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
});

/** `LoadBalancerStatus` of SDK types of slb, alb and nlb. */
export const balancerState = stateIn({
  provisioning: 'starting',
  active: 'running',
  configuring: 'running',
  inactive: 'stopped',
  locked: 'failed',
  createfailed: 'failed',
  deleting: 'stopping',
});

/** `Status` of SDK type DescribeNatGatewaysRequest. */
export const natState = stateIn({
  creating: 'starting',
  initiating: 'starting',
  available: 'running',
  modifying: 'running',
  converting: 'running',
  deleting: 'stopping',
});

/** https://help.aliyun.com/document_detail/26315.html (RDS), https://help.aliyun.com/document_detail/99286.html (PolarDB) */
export const databaseState = stateIn({
  creating: 'starting',
  clonefrombackup: 'starting',
  restoring: 'running',
  running: 'running',
  rebooting: 'running',
  restarting: 'running',
  ins_cloning: 'starting',
  released: 'stopped',
  dbinstanceclasschanging: 'running',
  dbinstancenettypechanging: 'running',
  guarddbinstancecreating: 'running',
  guardswitching: 'running',
  importing: 'running',
  importingfromothers: 'running',
  insinsclass: 'running',
  ins_migrating: 'running',
  ins_switching: 'running',
  transing: 'running',
  transingtoothers: 'running',
  tempdbinstancecreating: 'running',
  engineversionupgrading: 'running',
  minorversionupgrading: 'running',
  ssl_modifying: 'running',
  sslmodifying: 'running',
  nettypechanging: 'running',
  netaddresscreating: 'running',
  netaddressdeleting: 'running',
  dbnodecreating: 'running',
  dbnodedeleting: 'running',
  classchanging: 'running',
  maintaining: 'running',
  switching: 'running',
  storageexpanding: 'running',
  starting: 'starting',
  stopping: 'stopping',
  stopped: 'stopped',
  deleting: 'stopping',
  locking: 'failed',
  locked: 'failed',
});

/** `InstanceStatus` of SDK type DescribeInstancesRequest of r-kvstore. */
export const cacheState = stateIn({
  creating: 'starting',
  normal: 'running',
  changing: 'running',
  flushing: 'running',
  transforming: 'running',
  migrating: 'running',
  backuprecovering: 'running',
  minorversionupgrading: 'running',
  majorversionupgrading: 'running',
  networkmodifying: 'running',
  sslmodifying: 'running',
  inactive: 'stopped',
  released: 'stopped',
});

/** `state` of SDK type DescribeClustersV1ResponseBodyClusters. */
export const clusterState = stateIn({
  initial: 'starting',
  waiting: 'starting',
  running: 'running',
  updating: 'running',
  upgrading: 'running',
  scaling: 'running',
  removing: 'running',
  draining: 'running',
  inactive: 'stopped',
  deleting: 'stopping',
  failed: 'failed',
  delete_failed: 'failed',
  unavailable: 'failed',
  disconnected: 'failed',
});
