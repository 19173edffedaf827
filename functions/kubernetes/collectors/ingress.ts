import { backendOf, exposedBy, namespaced } from '../items.ts';
import { OBJECTS } from '../kinds.ts';
import { Ingress } from '../objects.ts';
import { objects } from '../object-collector.ts';

/** What named the class before there was a field, where that annotation is let in. */
const CLASS = 'kubernetes.io/ingress.class';

export const ingress = objects({
  name: 'ingress',
  emits: ['ingress'],
  object: OBJECTS.ingress,
  schema: Ingress,

  *map({ metadata, spec, status }, { account }) {
    const rules = (spec?.rules ?? []).flatMap(({ host, http }) =>
      (http?.paths ?? []).map(({ path, backend }) => ({
        host: host || undefined,
        path: path || undefined,
        ...backendOf(backend),
      })),
    );
    // v1 calls it `defaultBackend`, the older ones `backend`.
    const rest = spec?.defaultBackend ?? spec?.backend;
    const otherwise = rest ? [{ host: undefined, path: undefined, ...backendOf(rest) }] : [];
    yield {
      kind: 'ingress',
      ...namespaced('ingress', metadata, account),
      class: spec?.ingressClassName ?? metadata.annotations?.[CLASS] ?? undefined,
      paths: [...rules, ...otherwise],
      ...exposedBy(status),
    };
  },
});
