import { CloudError } from '../../shared/collect/errors.ts';
import { table } from '../../shared/collect/table.ts';
import { ref } from '../../shared/model/ref.ts';
import type { Ref } from '../../shared/model/ref.ts';
import type { Requirement } from '../../shared/model/cluster-kinds.ts';
import type { Kind } from '../../shared/model/kinds.ts';
import type { Tag } from '../../shared/model/parts.ts';
import { ownerKind } from './kinds.ts';
import type { Backend, Balanced, LabelSelector, Meta } from './objects.ts';

/** The id of an object is its uid; that of the cluster its own. */
export const objectRef = <K extends Kind>(kind: K, cluster: string, uid: string): Ref<K> =>
  ref('kubernetes', kind, cluster, uid);

export const clusterRef = (cluster: string): Ref<'cluster'> => ref('kubernetes', 'cluster', cluster);

type Words = Meta['labels'];

/** Labels, and the annotations that were let in; a label wins over an annotation of the same key. */
export function tagsOf({
  labels,
  annotations,
}: {
  readonly labels?: Words;
  readonly annotations?: Words;
}): Tag[] {
  return pairsOf({ ...annotations, ...labels });
}

export const pairsOf = (words: Words): Tag[] =>
  Object.entries(words ?? {}).map(([key, value]) => [key, value ?? '']);

/** What controls it; of several owners without a controller, the first one. */
export function ownerOf({ ownerReferences }: Pick<Meta, 'ownerReferences'>) {
  return ownerReferences?.find(({ controller }) => controller === true) ?? ownerReferences?.[0];
}

export function ownerRef<K extends 'workload' | 'replica_set'>(
  meta: Pick<Meta, 'ownerReferences'>,
  cluster: string,
  kinds: readonly K[],
): Ref<K> | undefined {
  const owner = ownerOf(meta);
  if (owner === undefined) return undefined;
  const found = ownerKind(owner.apiVersion, owner.kind);
  const kind = kinds.find((one) => one === found);
  return kind && objectRef(kind, cluster, owner.uid);
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
const OPERATORS = table<Requirement['operator']>({
  In: 'in',
  NotIn: 'not_in',
  Exists: 'exists',
  DoesNotExist: 'not_exists',
});

export function requirementsOf(selector: LabelSelector | null | undefined): Requirement[] {
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values }) => {
    const known = OPERATORS[operator];
    if (known === undefined)
      throw new CloudError('invalid', `no such operator of a label selector: ${operator}`);
    return { key, operator: known, values: (values ?? []).toSorted() };
  });
  return [...equalities(selector?.matchLabels), ...expressions];
}

/** A selector that is a map. */
export const equalities = (words: Words): Requirement[] =>
  pairsOf(words).map(([key, value]) => ({ key, operator: 'in', values: [value] }));

export function exposedBy(status: Balanced): { external_ips: string[]; hostnames: string[] } {
  const all = status?.loadBalancer?.ingress ?? [];
  return {
    external_ips: all.flatMap(({ ip }) => ip || []),
    hostnames: all.flatMap(({ hostname }) => hostname || []),
  };
}

export function backendOf(backend: Backend): { service: string | undefined; port: string | undefined } {
  const { service, serviceName, servicePort } = backend ?? {};
  const port = service?.port?.number ?? service?.port?.name ?? servicePort ?? undefined;
  return {
    service: service?.name ?? serviceName ?? undefined,
    port: port === undefined ? undefined : String(port),
  };
}

/** As the API writes times: RFC 3339 in UTC. */
export function timeOf(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new CloudError('invalid', `no such time of an object: ${text}`);
  return time.toISOString();
}

/** What every object in a namespace states of itself. */
export function namespaced<K extends Kind>(kind: K, meta: Omit<Meta, 'ownerReferences'>, cluster: string) {
  const { uid, name, namespace } = meta;
  return {
    ref: objectRef(kind, cluster, uid),
    id: uid,
    name,
    tags: tagsOf(meta),
    cluster: clusterRef(cluster),
    namespace,
  };
}

/** `apps/v1/Deployment` is a `Deployment` of `apps`; the core group has no name. */
export function typeOf(type: string): { type: string; group: string | undefined } {
  const [kind = '', , group] = type.split('/').toReversed();
  return { type: kind, group };
}
