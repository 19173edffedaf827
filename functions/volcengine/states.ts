import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/**
 * States by the cloud's own words. What runs while something is done to it (a backup, a change of its size) runs:
 * else it would come and go with every maintenance window.
 */
const stateIn = (words: Readonly<Record<string, State>>) => {
  const states = table(words);
  return (status: string | undefined): State => states[status ?? ''] ?? 'other';
};

/** `Status` of DescribeInstances: https://github.com/volcengine/terraform-provider-volcengine/blob/master/volcengine/ecs/ecs_instance/service_volcengine_ecs_instance.go */
export const vmState = stateIn({
  CREATING: 'starting',
  RUNNING: 'running',
  STOPPING: 'stopping',
  STOPPED: 'stopped',
  REBOOTING: 'running',
  STARTING: 'starting',
  REBUILDING: 'starting',
  DELETING: 'stopping',
  DELETED: 'stopped',
  ERROR: 'failed',
});

/** `Status` of DescribeNatGateways: https://github.com/volcengine/terraform-provider-volcengine/blob/master/volcengine/nat/nat_gateway/service_volcengine_nat_gateway.go */
export const natState = stateIn({
  Creating: 'starting',
  Available: 'running',
  Deleting: 'stopping',
  Error: 'failed',
});

/** `Status` of DescribeLoadBalancers of clb, and what alb has beside it: https://docs.byteplus.com/en/docs/clb/DescribeLoadBalancers */
export const balancerState = stateIn({
  Creating: 'starting',
  Provisioning: 'starting',
  Active: 'running',
  Configuring: 'running',
  Inactive: 'stopped',
  Deleting: 'stopping',
  CreateFailed: 'failed',
});

/** What the states of the three relational databases and of Redis have in common. */
const DATABASE = {
  Creating: 'starting',
  Starting: 'starting',
  Running: 'running',
  Restarting: 'running',
  Updating: 'running',
  Upgrading: 'running',
  Scaling: 'running',
  Restoring: 'running',
  MasterChanging: 'running',
  AllowListMaintaining: 'running',
  ParameterModifying: 'running',
  Stopping: 'stopping',
  Deleting: 'stopping',
  Released: 'stopped',
  Recycled: 'stopped',
  Stopped: 'stopped',
  CreateFailed: 'failed',
  CreateError: 'failed',
  Error: 'failed',
} as const;

/** `InstanceStatus`: https://www.volcengine.com/docs/6438/1159935 , https://docs.byteplus.com/en/docs/RDS_for_MySQL/describedbinstances */
export const databaseState = stateIn(DATABASE);

/** `Status` of DescribeDBInstances of redis: https://docs.byteplus.com/api/docs/redis/instance-status */
export const redisState = stateIn({
  ...DATABASE,
  ProxyRestarting: 'running',
});

/** `Phase` of SDK type StatusForListClustersOutput of vke. */
export const clusterState = stateIn({
  Creating: 'starting',
  Starting: 'starting',
  Running: 'running',
  Updating: 'running',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Deleting: 'stopping',
  Failed: 'failed',
});
