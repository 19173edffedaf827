import type { TagRecord } from '../../../shared/model/kinds.ts';
import { equalities, namespaced, ownerRef, pairsOf, requirementsOf, typeOf } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { DaemonSet, ReplicationController, Workload } from '../objects.ts';
import { objects } from '../object-collector.ts';

function recordOf(
  { metadata, spec }: Workload,
  { account }: { readonly account: string },
  type: string,
): TagRecord<'workload'> {
  return {
    kind: 'workload',
    ...namespaced('workload', metadata, account),
    ...typeOf(type),
    replicas: spec?.replicas ?? undefined,
    selector: requirementsOf(spec?.selector),
    pod_labels: pairsOf(spec?.template?.metadata?.labels),
    owner: ownerRef(metadata, account, ['workload']),
  };
}

const workload = {
  emits: ['workload'],
  schema: Workload,
  map: (...one: Parameters<typeof recordOf>) => [recordOf(...one)],
} as const;

export const deployment = objects({ ...workload, name: 'deployment', object: OBJECTS.deployment });
export const statefulSet = objects({ ...workload, name: 'stateful-set', object: OBJECTS.statefulSet });
export const cloneSet = objects({ ...workload, name: 'clone-set', object: OBJECTS.cloneSet });
export const advancedStatefulSet = objects({
  ...workload,
  name: 'advanced-stateful-set',
  object: OBJECTS.advancedStatefulSet,
});
export const cafeDeployment = objects({
  ...workload,
  name: 'cafe-deployment',
  object: OBJECTS.cafeDeployment,
});

/** One on each node, and how many nodes there are is no part of what it is. */
const onEachNode = { ...workload, schema: DaemonSet } as const;

export const daemonSet = objects({ ...onEachNode, name: 'daemon-set', object: OBJECTS.daemonSet });
export const advancedDaemonSet = objects({
  ...onEachNode,
  name: 'advanced-daemon-set',
  object: OBJECTS.advancedDaemonSet,
});

export const replicationController = objects({
  ...workload,
  name: 'replication-controller',
  object: OBJECTS.replicationController,
  schema: ReplicationController,
  *map({ metadata, spec }, scope, type) {
    const { selector, ...rest } = spec ?? {};
    yield { ...recordOf({ metadata, spec: rest }, scope, type), selector: equalities(selector) };
  },
});
