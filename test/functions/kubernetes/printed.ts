/** One object of each kind as `kubectl get <kind> <name> -o json` prints it, noise included. */

const uid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const noise = {
  creationTimestamp: '2026-03-01T09:30:00Z',
  generation: 3,
  resourceVersion: '812345',
  managedFields: [
    { manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1' },
  ],
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'payments' },
};
const own = (n: number, name: string, labels: object = { app: name }) => ({
  ...noise,
  uid: uid(n),
  name,
  namespace: 'shop',
  labels,
});
const owner = (apiVersion: string, kind: string, name: string, n: number) => ({
  ownerReferences: [{ apiVersion, kind, name, uid: uid(n), controller: true, blockOwnerDeletion: true }],
});
const template = (labels: object) => ({
  metadata: { creationTimestamp: null, labels },
  spec: {
    containers: [
      {
        name: 'web',
        image: 'nginx:1.27',
        env: [{ name: 'PASSWORD', value: 'never held' }],
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        resources: {},
      },
    ],
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
  },
});
const selector = {
  matchLabels: { app: 'web' },
  matchExpressions: [
    { key: 'tier', operator: 'In', values: ['b', 'a'] },
    { key: 'canary', operator: 'DoesNotExist' },
  ],
};
const status = {
  observedGeneration: 3,
  replicas: 3,
  readyReplicas: 2,
  conditions: [{ type: 'Available', status: 'True', lastTransitionTime: '2026-03-01T09:31:00Z' }],
};

export const PRINTED = {
  node: {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      ...noise,
      uid: uid(1),
      name: 'ip-10-0-1-7',
      labels: { 'topology.kubernetes.io/zone': 'eu-west-1a' },
    },
    spec: {
      podCIDR: '10.244.1.0/24',
      podCIDRs: ['10.244.1.0/24', 'fd00:1::/64'],
      providerID: 'aws:///eu-west-1a/i-0a1b2c3d4e5f60718',
      taints: [],
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: '10.0.1.7' },
        { type: 'InternalIP', address: 'fd00::7' },
        { type: 'ExternalIP', address: '203.0.113.7' },
        { type: 'Hostname', address: 'ip-10-0-1-7.eu-west-1.compute.internal' },
      ],
      allocatable: { cpu: '3920m' },
      capacity: { cpu: '4', memory: '16374092Ki', pods: '58' },
      conditions: [
        {
          type: 'MemoryPressure',
          status: 'False',
          reason: 'KubeletHasSufficientMemory',
          lastHeartbeatTime: '2026-03-01T10:00:00Z',
          lastTransitionTime: '2026-03-01T09:30:00Z',
          message: '',
        },
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          lastHeartbeatTime: '2026-03-01T10:00:00Z',
          lastTransitionTime: '2026-03-01T09:30:40Z',
          message: '',
        },
      ],
      images: [{ names: ['nginx'], sizeBytes: 1 }],
      nodeInfo: { kubeletVersion: 'v1.34.0' },
    },
  },
  namespace: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...noise, uid: uid(2), name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  },
  service: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: own(3, 'web'),
    spec: {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.20',
      clusterIPs: ['10.96.0.20', 'fd00:96::20'],
      externalIPs: ['198.51.100.9'],
      ipFamilies: ['IPv4', 'IPv6'],
      ports: [
        { name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 30080 },
        { name: 'dns', protocol: 'UDP', port: 53, targetPort: 5353, nodePort: 30053 },
      ],
      selector: { app: 'web' },
      sessionAffinity: 'None',
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.20' }, { hostname: 'web.elb.example.com' }] } },
  },
  ingress: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: own(4, 'web'),
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'static' } },
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { name: 'http' } } },
              },
              {
                path: '/api',
                pathType: 'Exact',
                backend: { service: { name: 'api', port: { number: 8080 } } },
              },
            ],
          },
        },
      ],
      tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.30', ports: [] }] } },
  },
  legacyIngress: {
    apiVersion: 'extensions/v1beta1',
    kind: 'Ingress',
    metadata: own(5, 'old'),
    spec: {
      backend: { serviceName: 'web', servicePort: 80 },
      rules: [
        {
          host: 'old.example.com',
          http: { paths: [{ backend: { serviceName: 'api', servicePort: 'http' } }] },
        },
      ],
    },
    status: { loadBalancer: {} },
  },
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: own(6, 'web'),
    spec: {
      replicas: 3,
      selector,
      template: template({ app: 'web', tier: 'a' }),
      strategy: { type: 'RollingUpdate' },
    },
    status,
  },
  statefulSet: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: own(7, 'db'),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'db' } },
      serviceName: 'db',
      template: template({ app: 'db' }),
    },
    status,
  },
  daemonSet: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: own(8, 'agent'),
    spec: { selector: { matchLabels: { app: 'agent' } }, template: template({ app: 'agent' }) },
    status: { desiredNumberScheduled: 7, currentNumberScheduled: 7, numberMisscheduled: 0 },
  },
  replicationController: {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: own(9, 'old'),
    spec: { replicas: 1, selector: { app: 'old' }, template: template({ app: 'old' }) },
    status,
  },
  cloneSet: {
    apiVersion: 'apps.kruise.io/v1alpha1',
    kind: 'CloneSet',
    metadata: own(10, 'clones'),
    spec: {
      replicas: 5,
      selector: { matchLabels: { app: 'clones' } },
      template: template({ app: 'clones' }),
      updateStrategy: { type: 'InPlaceIfPossible' },
    },
    status,
  },
  cafeDeployment: {
    apiVersion: 'apps.cafe.cloud.alipay.com/v1alpha1',
    kind: 'CafeDeployment',
    metadata: own(11, 'cafe'),
    spec: {
      selector: { matchLabels: { app: 'cafe' } },
      template: template({ app: 'cafe' }),
      topology: { unitType: 'Cell', values: ['CellA'] },
    },
    status,
  },
  replicaSet: {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...own(12, 'web-5d9f'), ...owner('apps/v1', 'Deployment', 'web', 6) },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web', 'pod-template-hash': '5d9f' } },
      template: template({ app: 'web' }),
    },
    status,
  },
  inPlaceSet: {
    apiVersion: 'apps.cafe.cloud.alipay.com/v1alpha1',
    kind: 'InPlaceSet',
    metadata: {
      ...own(13, 'cafe-cella'),
      ...owner('apps.cafe.cloud.alipay.com/v1alpha1', 'CafeDeployment', 'cafe', 11),
    },
    spec: { replicas: 2, selector: { matchLabels: { app: 'cafe' } } },
    status,
  },
  pod: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...own(14, 'web-5d9f-abcde', { app: 'web', 'pod-template-hash': '5d9f' }),
      generateName: 'web-5d9f-',
      ...owner('apps/v1', 'ReplicaSet', 'web-5d9f', 12),
    },
    spec: {
      nodeName: 'ip-10-0-1-7',
      serviceAccountName: 'default',
      containers: [{ name: 'web', env: [{ name: 'PASSWORD', value: 'never held' }] }],
      tolerations: [],
    },
    status: {
      phase: 'Running',
      hostIP: '10.0.1.7',
      podIP: '10.244.1.9',
      podIPs: [{ ip: '10.244.1.9' }, { ip: 'fd00:1::9' }],
      qosClass: 'BestEffort',
      startTime: '2026-03-01T09:30:05Z',
      conditions: [
        {
          type: 'Initialized',
          status: 'True',
          lastProbeTime: null,
          lastTransitionTime: '2026-03-01T09:30:05Z',
        },
        { type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: '2026-03-01T09:30:20Z' },
      ],
      containerStatuses: [
        {
          name: 'web',
          containerID: 'containerd://0123456789abcdef',
          ready: true,
          restartCount: 4,
          state: { running: { startedAt: '2026-03-01T09:30:10Z' } },
        },
      ],
    },
  },
} as const;
