import type { InstanceStateName, NatGatewayState } from '@aws-sdk/client-ec2';
import type { ClusterStatus } from '@aws-sdk/client-eks';
import type { LoadBalancerStateEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/** Every state that the SDK names; the cloud may say others. */
type States<Named extends string> = Readonly<Record<Named, State>> & Readonly<Record<string, State>>;

const among = (words: Readonly<Record<string, State>>) => {
  const states = table(words);
  return (state: string | undefined): State => states[state ?? ''] ?? 'other';
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
const VM: States<Exclude<InstanceStateName, 'terminated'>> = {
  pending: 'starting',
  running: 'running',
  stopping: 'stopping',
  'shutting-down': 'stopping',
  stopped: 'stopped',
};
export const vmState = among(VM);

/** SDK type NatGateway. */
const NAT: States<Exclude<NatGatewayState, 'deleted'>> = {
  pending: 'starting',
  available: 'running',
  deleting: 'stopping',
  failed: 'failed',
};
export const natState = among(NAT);

/** SDK type LoadBalancerState; one that is impaired routes traffic but cannot grow. */
const BALANCER: States<LoadBalancerStateEnum> = {
  provisioning: 'starting',
  active: 'running',
  active_impaired: 'running',
  failed: 'failed',
};
export const balancerState = among(BALANCER);

/** SDK type ClusterStatus; a cluster that is updating runs. */
const CLUSTER: States<ClusterStatus> = {
  CREATING: 'starting',
  PENDING: 'starting',
  ACTIVE: 'running',
  UPDATING: 'running',
  DELETING: 'stopping',
  FAILED: 'failed',
};
export const clusterState = among(CLUSTER);

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

const RDS = table<State>({
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
});

/** SDK types CacheCluster, ReplicationGroup and ServerlessCache; the last is documented in capitals. */
export function cacheState(status: string | undefined): State {
  return CACHE[status?.toLowerCase() ?? ''] ?? 'other';
}

const CACHE = table<State>({
  available: 'running',
  modifying: 'running',
  'rebooting cluster nodes': 'running',
  snapshotting: 'running',
  creating: 'starting',
  deleting: 'stopping',
  'create-failed': 'failed',
  'incompatible-network': 'failed',
  'restore-failed': 'failed',
});
