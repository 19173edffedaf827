import { equalities, exposedBy, namespaced } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { Service } from '../objects.ts';
import { objects } from '../object-collector.ts';

/** Of a headless service, where an address would be. */
const NONE = 'None';

export const service = objects({
  name: 'service',
  emits: ['service'],
  object: OBJECTS.service,
  schema: Service,

  *map({ metadata, spec, status }, { account }) {
    const { external_ips: balanced, hostnames } = exposedBy(status);
    yield {
      kind: 'service',
      ...namespaced('service', metadata, account),
      type: spec?.type ?? 'ClusterIP',
      cluster_ips: (spec?.clusterIPs ?? [spec?.clusterIP ?? NONE]).filter((ip) => ip !== NONE && ip !== ''),
      external_ips: [...(spec?.externalIPs ?? []), ...balanced],
      hostnames: [...(spec?.externalName ? [spec.externalName] : []), ...hostnames],
      ports: (spec?.ports ?? []).map(({ name, protocol, port, targetPort, nodePort }) => ({
        name: name || undefined,
        protocol: (protocol ?? 'TCP').toLowerCase(),
        port,
        target_port: targetPort === null || targetPort === undefined ? undefined : String(targetPort),
        node_port: nodePort || undefined,
      })),
      selector: equalities(spec?.selector),
    };
  },
});
