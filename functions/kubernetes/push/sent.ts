import type { JsonObject } from '../cached.ts';
import { groupOf } from '../kinds.ts';
import { sentNamespace, sentNode } from './sent-node.ts';
import type { Surroundings } from './sent-parts.ts';
import { sentPod } from './sent-pod.ts';
import { sentIngress, sentService } from './sent-service.ts';
import { sentReplicaSet, sentWorkload } from './sent-workload.ts';

export interface Sent {
  /** The type by which the server knows it, to the letter. */
  readonly type: string;
  readonly of: (object: JsonObject, surroundings: Surroundings) => JsonObject;
}

/**
 * What the server is sent of each kind, by group and kind; what is not here, it
 * has no use for. It reads the fields of section 3 of
 * https://deepflow.io/docs/zh/features/auto-tagging/meta-tags/ and some more, as in
 * https://github.com/deepflowio/deepflow/tree/main/server/controller/cloud/kubernetes_gather
 * A kind that it has no code for goes as the one that keeps its pods and its name:
 * a CafeDeployment as a Deployment, its InPlaceSets as ReplicaSets, OpenKruise's
 * StatefulSets and DaemonSets as those of Kubernetes.
 */
const SENT: Readonly<Record<string, Sent>> = {
  '/Node': { type: '*v1.Node', of: sentNode },
  '/Namespace': { type: '*v1.Namespace', of: sentNamespace },
  'apps/Deployment': { type: '*v1.Deployment', of: sentWorkload },
  'apps.cafe.cloud.alipay.com/CafeDeployment': { type: '*v1.Deployment', of: sentWorkload },
  'apps/StatefulSet': { type: '*v1.StatefulSet', of: sentWorkload },
  'apps.kruise.io/StatefulSet': { type: '*v1.StatefulSet', of: sentWorkload },
  'apps/DaemonSet': { type: '*v1.DaemonSet', of: sentWorkload },
  'apps.kruise.io/DaemonSet': { type: '*v1.DaemonSet', of: sentWorkload },
  'apps.kruise.io/CloneSet': { type: '*v1.CloneSet', of: sentWorkload },
  '/ReplicationController': { type: '*v1.ReplicationController', of: sentWorkload },
  'apps/ReplicaSet': { type: '*v1.ReplicaSet', of: sentReplicaSet },
  'apps.cafe.cloud.alipay.com/InPlaceSet': { type: '*v1.ReplicaSet', of: sentReplicaSet },
  '/Service': { type: '*v1.Service', of: sentService },
  'networking.k8s.io/Ingress': { type: '*v1.Ingress', of: sentIngress },
  'extensions/Ingress': { type: '*v1.Ingress', of: sentIngress },
  '/Pod': { type: '*v1.Pod', of: sentPod },
};

/** `apps/v1/Deployment`, as the cache calls a type, is `apps/Deployment`. */
export function kindOf(type: string): string {
  const slash = type.lastIndexOf('/');
  return `${groupOf(type.slice(0, slash))}${type.slice(slash)}`;
}

export const sentAs = (kind: string): Sent | undefined => SENT[kind];

export const IN_PLACE_SET = 'apps.cafe.cloud.alipay.com/InPlaceSet';
