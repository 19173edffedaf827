import { parsePrefix } from './cidr.ts';
import { labelOf, objectsOf } from './gathering.ts';
import type { Gathering } from './gathering.ts';
import { GoJson } from './go-json.ts';
import type { KnownIngress, KnownService } from './known.ts';

const TYPES = ['NodePort', 'ClusterIP', 'LoadBalancer'];
const RANCHER = 'field.cattle.io/targetWorkloadIds';

/** A service is known by the workloads that it leads to: with none, it is dropped. */
export function gatherServices(run: Gathering): Omit<KnownService, 'ingress'>[] {
  const services: Omit<KnownService, 'ingress'>[] = [];
  for (const { object, id, name, namespace, drop } of objectsOf(run, '*v1.Service')) {
    const spec = object.get('spec');
    const selector = spec.get('selector').map() ?? {};
    const type = spec.get('type').text();
    if (Object.keys(selector).length === 0) drop('selector not found');
    else if (!TYPES.includes(type)) drop(`type (${type}) not support`);
    else {
      const clusterIp = spec
        .get('clusterIP')
        .text()
        .replace(/^None$/, '');
      const workloads = workloadsOf(run, object, namespace, selector);
      const ports = spec.get('ports').array();
      if (workloads.size === 0 || ports.length === 0) {
        drop('pod group id not found');
        continue;
      }
      if (/[.:]/.test(clusterIp)) parsePrefix(clusterIp); // one that does not parse fails the whole cluster
      for (const port of ports) {
        if (targetsOf(run, port, workloads).length === 0) continue;
        const byName = new Map([[port.get('name').text(), port.get('port').int()]]);
        run.servicePorts.set(namespace + name, { id, ports: byName });
        for (const workload of workloads) {
          run.servicesOfGroup.set(workload, [...(run.servicesOfGroup.get(workload) ?? []), id]);
        }
      }
      services.push({
        id,
        name,
        namespace,
        type,
        label: labelOf(object.get('metadata', 'labels').map() ?? {}),
        clusterIp,
        externalIp: object
          .get('status', 'loadBalancer', 'ingress')
          .array()
          .map((one) => one.get('ip').text())
          .join(', '),
        workloads: [...workloads],
        ports: ports.flatMap((port) =>
          targetsOf(run, port, workloads).map((targetPort) => ({
            name: port.get('name').text(),
            protocol: port.get('protocol').text().toUpperCase(),
            port: port.get('port').int(),
            targetPort,
            nodePort: port.get('nodePort').int(),
          })),
        ),
      });
    }
  }
  return services;
}

/** Workloads with every label of the selector, in their own labels and in those of their pods; and Rancher's. */
function workloadsOf(
  run: Gathering,
  object: GoJson,
  namespace: string,
  selector: Readonly<Record<string, unknown>>,
): Set<string> {
  const listed = object.get('metadata', 'annotations', RANCHER).text();
  const named = /^(?:|\[\]|null)$/.test(listed) ? [] : GoJson.parse(listed).array();
  const byName = named.flatMap((one) => [...(run.groupsByLabel.get(namespace + one.text()) ?? [])]);
  const sets = Object.entries(selector).flatMap(
    ([key, value]) => run.groupsByLabel.get(`${namespace}${key}_${String(value)}`) ?? [],
  );
  if (sets.length !== Object.keys(selector).length) return new Set();
  const [first = new Set<string>(), ...others] = sets;
  return new Set([...byName, ...[...first].filter((id) => others.every((set) => set.has(id)))]);
}

/** By the name of a container's port, else as a number. */
function targetsOf(run: Gathering, port: GoJson, workloads: ReadonlySet<string>): number[] {
  const target = port.get('targetPort');
  const byName = [...workloads].flatMap((id) => run.groupPorts.get(id)?.get(target.text()) ?? []);
  if (byName.length > 0) return [...new Set(byName)];
  return target.int() === 0 ? [] : [target.int()];
}

/** Of ingresses, the first type that is there at all, and no other. */
export function gatherIngresses(run: Gathering): KnownIngress[] {
  const type = ['*v1.Ingress', '*v1.Route', '*v1beta1.Ingress'].find(
    (one) => (run.entries[one] ?? []).length > 0,
  );
  const ingresses: KnownIngress[] = [];
  for (const { object, id, name, namespace, drop } of objectsOf(run, type ?? '')) {
    const spec = object.get('spec');
    const paths = spec
      .get('rules')
      .array()
      .flatMap((rule) =>
        rule
          .get('http', 'paths')
          .array()
          .filter((one) => one.has('backend'))
          .map((one) => ({
            host: rule.get('host').text(),
            path: one.get('path').text(),
            backend: one.get('backend'),
          })),
      );
    const first = spec.has('backend') ? 'backend' : 'defaultBackend';
    const all = spec.has(first) ? [...paths, { host: '', path: '', backend: spec.get(first) }] : paths;
    const backends = all.flatMap(({ host, path, backend }) => {
      const to = backend.get('service', 'name').text() || backend.get('serviceName').text();
      const service = run.servicePorts.get(namespace + to);
      if (service === undefined) {
        drop(`ingress backend service (${to}) not found`);
        return [];
      }
      if (!run.ingressOfService.has(service.id)) run.ingressOfService.set(service.id, id);
      const named = backend.get('servicePort').text() || backend.get('service', 'port', 'name').text();
      const port =
        service.ports.get(named) ??
        (backend.get('servicePort').int() || backend.get('service', 'port', 'number').int());
      if (port === 0) {
        drop(`backend service (${to}) no servicePort`);
        return [];
      }
      return [{ host, path, port, service: service.id }];
    });
    ingresses.push({ id, name, namespace, backends });
  }
  return ingresses;
}
