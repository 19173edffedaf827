import { equalities } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { DaemonSet, ReplicationController, Workload } from '../objects.ts';
import { objects } from '../object-collector.ts';
import { workloadOf } from '../workload-record.ts';

const workload = {
  emits: ['workload'],
  schema: Workload,
  map: (...one: Parameters<typeof workloadOf>) => [workloadOf(...one)],
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
  // Its number is one that is left out where it is none.
  map: ({ metadata, spec }, scope, type) => [
    workloadOf({ metadata, spec: { ...spec, replicas: spec?.replicas ?? 0 } }, scope, type),
  ],
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
    yield { ...workloadOf({ metadata, spec: rest }, scope, type), selector: equalities(selector) };
  },
});
