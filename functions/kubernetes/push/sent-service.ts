import type { Json, JsonObject } from '../cached.ts';
import { listAt, objectAt, pick, textAt } from './json.ts';
import { isAddress, safeLabels } from './safe.ts';
import { named } from './sent-parts.ts';

/** By this annotation of Rancher the server finds workloads that no selector leads to. */
const RANCHER = 'field.cattle.io/targetWorkloadIds';

export function sentService({ metadata, spec, status }: JsonObject): JsonObject {
  const clusterIP = textAt(spec, 'clusterIP');
  const ingress = listAt(status, 'loadBalancer', 'ingress')
    .map((one) => pick(one, 'ip'))
    .filter((one) => isAddress(textAt(one, 'ip')));
  const annotations = pick(objectAt(metadata, 'annotations'), RANCHER);
  return {
    metadata: { ...named(metadata), ...(annotations[RANCHER] !== undefined && { annotations }) },
    spec: {
      ...pick(spec, 'type'),
      ...((clusterIP === 'None' || isAddress(clusterIP)) && { clusterIP }),
      selector: safeLabels(objectAt(spec)['selector']),
      ports: listAt(spec, 'ports').map((one) =>
        pick(one, 'name', 'protocol', 'port', 'targetPort', 'nodePort'),
      ),
    },
    status: { loadBalancer: { ingress } },
  };
}

/** In the words of `networking.k8s.io/v1`, whichever API it came from. */
export function sentIngress({ metadata, spec }: JsonObject): JsonObject {
  const first = objectAt(spec)['defaultBackend'] ?? objectAt(spec)['backend'];
  const backend = backendOf(first);
  return {
    metadata: named(metadata),
    spec: {
      ...(backend !== undefined && { defaultBackend: backend }),
      rules: listAt(spec, 'rules').map((rule) => ({
        ...pick(rule, 'host'),
        http: {
          paths: listAt(rule, 'http', 'paths').flatMap((path) => {
            const to = backendOf(objectAt(path)['backend']);
            return to === undefined ? [] : [{ ...pick(path, 'path'), backend: to }];
          }),
        },
      })),
    },
  };
}

/** `undefined`: it is no service. */
function backendOf(backend: Json): JsonObject | undefined {
  const name = textAt(backend, 'service', 'name') ?? textAt(backend, 'serviceName');
  if (name === undefined) return undefined;
  const legacy = objectAt(backend)['servicePort'];
  const port = typeof legacy === 'number' ? { number: legacy } : pick({ name: legacy }, 'name');
  return {
    service: {
      name,
      port: legacy === undefined ? pick(objectAt(backend, 'service', 'port'), 'name', 'number') : port,
    },
  };
}
