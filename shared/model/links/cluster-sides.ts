import type { Models } from '../kinds.ts';
import type { Ref } from '../ref.ts';
import {
  behindIngress,
  controllersOf,
  ingressesOf,
  managedOf,
  namespaceOf,
  servicesOf,
  workloadsOf,
} from './cluster.ts';
import type { Estate, Merged } from './estate.ts';
import { addressKey } from './keys.ts';
import { follow, labelOf } from './label.ts';
import type { Label } from './label.ts';
import { distinctLabels, labels } from './surroundings.ts';

/** A cluster, and the cloud's own record of it. */
export function clusterSides(estate: Estate, from: Merged, ref: Ref<'cluster'>): readonly Label[] {
  const cluster = follow(estate, from, ref);
  if (cluster === undefined) return [];
  return [labelOf('place', cluster), ...labels('place', managedOf(estate, cluster.record))];
}

/** What a pod belongs to inside of its cluster; its node and what that is in come from the node. */
export function podSides(estate: Estate, pod: Models['pod']): readonly Label[] {
  const services = servicesOf(estate, pod);
  return distinctLabels([
    ...labels('place', namespaceOf(estate, pod)),
    ...controllersOf(estate, pod).map((one) => labelOf('controller', one)),
    ...services.flatMap((service) => [labelOf('front', service), ...frontsOf(estate, service.record)]),
  ]);
}

/** What the address of a service or of an ingress belongs to, and what it leads to. */
export function serviceSides(
  estate: Estate,
  record: Models['service' | 'ingress'],
  from: Merged,
): readonly Label[] {
  const leadsTo = record.kind === 'service' ? workloadsOf(estate, record) : behindIngress(estate, record);
  return distinctLabels([
    ...labels('place', namespaceOf(estate, record)),
    ...clusterSides(estate, from, record.cluster),
    ...(record.kind === 'service' ? frontsOf(estate, record) : balancersAt(estate, record.external_ips)),
    ...leadsTo.map((target) => labelOf('path', target)),
  ]);
}

/** The ingresses that name a service, and the load balancers that hold an address of theirs or of its own. */
function frontsOf(estate: Estate, service: Models['service']): readonly Label[] {
  const ingresses = ingressesOf(estate, service);
  const ips = [service, ...ingresses.map(({ record }) => record)].flatMap((one) => one.external_ips);
  return [...ingresses.map((ingress) => labelOf('front', ingress)), ...balancersAt(estate, ips)];
}

function balancersAt(estate: Estate, ips: readonly string[]): readonly Label[] {
  return ips
    .flatMap((ip) => estate.under('load_balancer', addressKey(undefined, ip)))
    .map((balancer) => labelOf('front', balancer));
}
