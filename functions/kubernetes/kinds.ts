/** One kind of object, by group and kind: kinds of the same name in two groups are two. */
export interface ObjectKind {
  readonly kind: string;
  readonly plural: string;
  /** `group/version`, the core group's `v1`; the first one that the cluster serves is read. */
  readonly apiVersions: readonly [string, ...string[]];
}

/**
 * What is read of a cluster, in one place. Custom kinds are read where discovery
 * says that the cluster has them, be it by a CRD or by an aggregated API.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 * https://openkruise.io/docs/user-manuals/cloneset (statefulset, daemonset)
 * https://www.sofastack.tech/blog/sofa-cafedeployment-antfin-kubernetes/
 */
export const OBJECTS = {
  node: { kind: 'Node', plural: 'nodes', apiVersions: ['v1'] },
  namespace: { kind: 'Namespace', plural: 'namespaces', apiVersions: ['v1'] },
  service: { kind: 'Service', plural: 'services', apiVersions: ['v1'] },
  pod: { kind: 'Pod', plural: 'pods', apiVersions: ['v1'] },
  replicationController: {
    kind: 'ReplicationController',
    plural: 'replicationcontrollers',
    apiVersions: ['v1'],
  },
  deployment: { kind: 'Deployment', plural: 'deployments', apiVersions: ['apps/v1'] },
  statefulSet: { kind: 'StatefulSet', plural: 'statefulsets', apiVersions: ['apps/v1'] },
  daemonSet: { kind: 'DaemonSet', plural: 'daemonsets', apiVersions: ['apps/v1'] },
  replicaSet: { kind: 'ReplicaSet', plural: 'replicasets', apiVersions: ['apps/v1'] },
  ingress: {
    kind: 'Ingress',
    plural: 'ingresses',
    apiVersions: ['networking.k8s.io/v1', 'networking.k8s.io/v1beta1', 'extensions/v1beta1'],
  },
  cloneSet: {
    kind: 'CloneSet',
    plural: 'clonesets',
    apiVersions: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  },
  advancedStatefulSet: {
    kind: 'StatefulSet',
    plural: 'statefulsets',
    apiVersions: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  },
  advancedDaemonSet: {
    kind: 'DaemonSet',
    plural: 'daemonsets',
    apiVersions: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  },
  cafeDeployment: {
    kind: 'CafeDeployment',
    plural: 'cafedeployments',
    apiVersions: ['apps.cafe.cloud.alipay.com/v1alpha1'],
  },
  inPlaceSet: {
    kind: 'InPlaceSet',
    plural: 'inplacesets',
    apiVersions: ['apps.cafe.cloud.alipay.com/v1alpha1'],
  },
} as const satisfies Readonly<Record<string, ObjectKind>>;

/** `apps/v1` → `apps`; the core group is the empty one. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** Where its objects are listed, in all namespaces. */
export function pathOf({ plural }: ObjectKind, apiVersion: string): string {
  return `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/${plural}`;
}

/** What a role must allow, by group and resource: `pods:list`, `apps/deployments:list`. */
export function actionsOf({ plural, apiVersions }: ObjectKind): readonly string[] {
  const groups = new Set(apiVersions.map(groupOf));
  return [...groups].map((group) => `${group === '' ? '' : `${group}/`}${plural}:list`);
}

/** Kinds of the model that an owner reference may lead to; what else owns a pod has no record. */
const OWNERS = new Map<string, 'workload' | 'replica_set'>([
  ...[
    OBJECTS.replicationController,
    OBJECTS.deployment,
    OBJECTS.statefulSet,
    OBJECTS.daemonSet,
    OBJECTS.cloneSet,
    OBJECTS.advancedStatefulSet,
    OBJECTS.advancedDaemonSet,
    OBJECTS.cafeDeployment,
  ].map((one) => [ownerKey(one.apiVersions[0], one.kind), 'workload'] as const),
  ...[OBJECTS.replicaSet, OBJECTS.inPlaceSet].map(
    (one) => [ownerKey(one.apiVersions[0], one.kind), 'replica_set'] as const,
  ),
]);

export function ownerKind(apiVersion: string, kind: string): 'workload' | 'replica_set' | undefined {
  return OWNERS.get(ownerKey(apiVersion, kind));
}

function ownerKey(apiVersion: string, kind: string): string {
  return `${groupOf(apiVersion)}/${kind}`;
}
