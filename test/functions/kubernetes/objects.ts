import type { KubeObject } from '../../simulator/kubernetes/cluster.ts';

/** Small objects for histories: what they hold is not the point, that they are told apart is. */
export const OBJECTS: Readonly<Record<string, (name: string, n: number) => KubeObject>> = {
  nodes: (name, n) => ({
    metadata: { name, labels: { n: String(n) } },
    status: { addresses: [{ type: 'InternalIP', address: `10.0.0.${(n % 250) + 1}` }] },
  }),
  namespaces: (name, n) => ({ metadata: { name: `ns-${name}`, labels: { n: String(n) } } }),
  pods: (name, n) => ({
    metadata: {
      name,
      namespace: 'default',
      labels: { n: String(n) },
      managedFields: [{ manager: 'kubelet' }],
    },
    spec: { nodeName: 'n1' },
    status: { phase: n % 5 === 4 ? 'Succeeded' : 'Running', podIP: `10.1.0.${(n % 250) + 1}` },
  }),
  'deployments.apps': (name, n) => ({
    metadata: { name, namespace: 'default', labels: { n: String(n) } },
    spec: {
      replicas: n,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } } },
    },
  }),
  'ingresses.networking.k8s.io': (name, n) => ({
    metadata: { name, namespace: 'default' },
    spec: {
      rules: [
        {
          host: `h${n}.example.com`,
          http: { paths: [{ path: '/', backend: { service: { name: 's', port: { number: 80 } } } }] },
        },
      ],
    },
  }),
};
