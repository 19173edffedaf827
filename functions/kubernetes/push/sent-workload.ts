import type { Json, JsonObject } from '../cached.ts';
import { listAt, objectAt, pick } from './json.ts';
import { safeLabels } from './safe.ts';
import { named, ownerSent } from './sent-parts.ts';
import type { Surroundings } from './sent-parts.ts';

export function sentWorkload({ metadata, spec, status }: JsonObject): JsonObject {
  // A DaemonSet wants one on each node; how many those are, its status tells.
  const replicas = objectAt(spec)['replicas'] ?? objectAt(status)['desiredNumberScheduled'];
  return {
    metadata: named(metadata),
    spec: { ...pick({ replicas }, 'replicas'), template: templateOf(spec) },
  };
}

/** Labels, which services select by; ports, which they may name; and whether it is on the node's network. */
function templateOf(spec: Json): JsonObject {
  return {
    metadata: { labels: safeLabels(objectAt(spec, 'template', 'metadata')['labels']) },
    spec: {
      ...pick(objectAt(spec, 'template', 'spec'), 'hostNetwork'),
      containers: listAt(spec, 'template', 'spec', 'containers').map((container) => ({
        ports: listAt(container, 'ports').map((port) => pick(port, 'name', 'containerPort')),
      })),
    },
  };
}

export function sentReplicaSet({ metadata, spec }: JsonObject, surroundings: Surroundings): JsonObject {
  const owner = ownerSent(metadata, surroundings);
  // One that nobody owns would be dropped with all of its pods; one whose owner is unknown is a workload itself.
  const itself = { kind: 'ReplicaSet', ...pick(metadata, 'name', 'uid') };
  const labels =
    objectAt(spec, 'template', 'metadata')['labels'] ?? objectAt(spec, 'selector')['matchLabels'];
  return {
    metadata: { ...named(metadata), ownerReferences: [owner ?? itself] },
    spec: { ...pick(spec, 'replicas'), template: { metadata: { labels: safeLabels(labels) } } },
  };
}
