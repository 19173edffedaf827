import type { Requirement } from '../cluster-kinds.ts';
import type { Models } from '../kinds.ts';
import type { Tag } from '../parts.ts';
import type { Estate, Merged } from './estate.ts';
import { namedKey } from './keys.ts';

/** Whether labels meet every requirement of a selector. */
export function meets(labels: readonly Tag[], selector: readonly Requirement[]): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = labels.find(([name]) => name === key)?.[1];
    switch (operator) {
      case 'in':
        return value !== undefined && values.includes(value);
      case 'not_in':
        return value === undefined || !values.includes(value);
      case 'exists':
        return value !== undefined;
      case 'not_exists':
        return value === undefined;
      default:
        return operator satisfies never;
    }
  });
}

/** A service without a selector has its endpoints from elsewhere: it selects nothing. */
function selects({ selector }: Models['service'], labels: readonly Tag[]): boolean {
  return selector.length > 0 && meets(labels, selector);
}

/** The pods that a service leads to: by its selector, in its namespace. */
export function podsOf(estate: Estate, service: Models['service']): readonly Merged<'pod'>[] {
  return estate
    .under('pod', namedKey(service.cluster, service.namespace))
    .filter(({ record }) => selects(service, record.tags));
}

/** The workloads whose pods a service leads to, a workload of no pods included. */
export function workloadsOf(estate: Estate, service: Models['service']): readonly Merged<'workload'>[] {
  return estate
    .under('workload', namedKey(service.cluster, service.namespace))
    .filter(({ record }) => selects(service, record.pod_labels));
}

/** The services that lead to a pod. */
export function servicesOf(estate: Estate, pod: Models['pod']): readonly Merged<'service'>[] {
  return estate
    .under('service', namedKey(pod.cluster, pod.namespace))
    .filter(({ record }) => selects(record, pod.tags));
}

/** The services behind an ingress: it names them, in its own namespace. */
export function behindIngress(estate: Estate, ingress: Models['ingress']): readonly Merged<'service'>[] {
  const names = new Set(ingress.paths.map(({ service }) => service));
  return estate
    .under('service', namedKey(ingress.cluster, ingress.namespace))
    .filter(({ record }) => names.has(record.name));
}

/** The ingresses that lead to a service. */
export function ingressesOf(estate: Estate, service: Models['service']): readonly Merged<'ingress'>[] {
  return estate
    .under('ingress', namedKey(service.cluster, service.namespace))
    .filter(({ record }) => record.paths.some((path) => path.service === service.name));
}

/** What controls a pod, from the nearest on: its replica set, its workload, and the workload that controls that. */
export function controllersOf(
  estate: Estate,
  pod: Models['pod'],
): readonly Merged<'replica_set' | 'workload'>[] {
  const found: Merged<'replica_set' | 'workload'>[] = [];
  const seen = new Set<string>();
  for (let owner = pod.owner; owner !== undefined && !seen.has(owner);) {
    seen.add(owner);
    const controller = estate.get(owner);
    if (controller === undefined) break;
    found.push(controller);
    owner = controller.record.owner;
  }
  return found;
}

/** A pod names its node. */
export function nodeOf(estate: Estate, pod: Models['pod']): Merged<'node'> | undefined {
  return pod.node === undefined ? undefined : estate.under('node', namedKey(pod.cluster, pod.node))[0];
}

export function namespaceOf(
  estate: Estate,
  { cluster, namespace }: Models['pod'] | Models['service'] | Models['ingress'] | Models['workload'],
): Merged<'namespace'> | undefined {
  return estate.under('namespace', namedKey(cluster, namespace))[0];
}

/** The cloud's record of a cluster: the one with its endpoint. */
export function managedOf(estate: Estate, cluster: Models['cluster']): Merged<'k8s_cluster'> | undefined {
  const found = cluster.endpoint === undefined ? [] : estate.under('k8s_cluster', cluster.endpoint);
  return found.length === 1 ? found[0] : undefined;
}
