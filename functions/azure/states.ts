import { table } from '../../shared/collect/table.ts';
import type { State } from '../../shared/model/parts.ts';

/**
 * States by the cloud's own words, lower case. What runs while something is done
 * to it runs: else it would come and go with every change of its settings.
 */
const stateIn = (words: Readonly<Record<string, State>>) => {
  const states = table(words);
  return (status: string | undefined): State => states[status?.toLowerCase() ?? ''] ?? 'other';
};

/** https://learn.microsoft.com/en-us/azure/virtual-machines/states-billing */
export const powerState = stateIn({
  'powerstate/starting': 'starting',
  'powerstate/running': 'running',
  'powerstate/stopping': 'stopping',
  'powerstate/deallocating': 'stopping',
  'powerstate/stopped': 'stopped',
  'powerstate/deallocated': 'stopped',
  'powerstate/hibernated': 'stopped',
});

/** `ProvisioningState` of Microsoft.Network, and that of Microsoft.Cache beside it. */
export const provisioned = stateIn({
  creating: 'starting',
  provisioning: 'starting',
  succeeded: 'running',
  updating: 'running',
  scaling: 'running',
  linking: 'running',
  unlinking: 'running',
  configuringaad: 'running',
  rebooting: 'running',
  recoveringscalefailure: 'running',
  deleting: 'stopping',
  unprovisioning: 'stopping',
  disabled: 'stopped',
  failed: 'failed',
  canceled: 'failed',
});

/** Schema `ApplicationGatewayOperationalState`. */
export const gatewayState = stateIn({
  starting: 'starting',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
});

/** `ServerState` of MySQL and PostgreSQL, `ManagedInstancePropertiesState` and `ServerState` of SQL. */
export const databaseState = stateIn({
  provisioning: 'starting',
  creating: 'starting',
  created: 'starting',
  initialmanagedinstance: 'starting',
  starting: 'starting',
  ready: 'running',
  succeeded: 'running',
  updating: 'running',
  restarting: 'running',
  registering: 'starting',
  inaccessible: 'failed',
  failed: 'failed',
  startfailed: 'failed',
  stopping: 'stopping',
  stopped: 'stopped',
  deleting: 'stopping',
  dropping: 'stopping',
  disabled: 'stopped',
});

/** `ResourceState` of specification/redisenterprise. */
export const clusterCacheState = stateIn({
  creating: 'starting',
  createfailed: 'failed',
  running: 'running',
  updating: 'running',
  updatefailed: 'running',
  scaling: 'running',
  scalingfailed: 'running',
  moving: 'running',
  enabling: 'starting',
  enablefailed: 'failed',
  disabling: 'stopping',
  disablefailed: 'running',
  disabled: 'stopped',
  deleting: 'stopping',
  deletefailed: 'failed',
});

/** What is being changed is still what it was. */
export function settled(state: string | undefined): string {
  const said = state?.toLowerCase() ?? 'unknown';
  return said === 'updating' ? 'succeeded' : said;
}

/** A cluster that is stopped has been provisioned all the same. */
export function clusterState({
  powerState: power,
  provisioningState,
}: {
  readonly powerState: { readonly code: string | undefined } | undefined;
  readonly provisioningState: string | undefined;
}): State {
  const state = clusterProvisioned(provisioningState);
  return state === 'running' && power?.code?.toLowerCase() === 'stopped' ? 'stopped' : state;
}

/** `provisioningState` of schema `ManagedClusterProperties`: https://learn.microsoft.com/en-us/rest/api/aks/managed-clusters */
const clusterProvisioned = stateIn({
  creating: 'starting',
  starting: 'starting',
  succeeded: 'running',
  updating: 'running',
  upgrading: 'running',
  scaling: 'running',
  migrating: 'running',
  stopping: 'stopping',
  deleting: 'stopping',
  failed: 'failed',
  canceled: 'failed',
});
