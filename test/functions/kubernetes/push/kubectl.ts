/** One object of each kind, as `kubectl get <kind> <name> -o json` prints it. */
const noise = {
  resourceVersion: '1184213',
  generation: 3,
  managedFields: [{ manager: 'kube-controller-manager', operation: 'Update', apiVersion: 'v1' }],
};
const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"a":1}\n' };
const created = '2024-04-29T10:02:38Z';
const selector = { matchLabels: { app: 'web' } };
const template = {
  metadata: { creationTimestamp: null, labels: { app: 'web', tier: 'front' } },
  spec: {
    containers: [
      {
        name: 'web',
        image: 'registry.example.com/web:1',
        env: [{ name: 'PASSWORD', value: 'hunter2' }],
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        resources: {},
      },
    ],
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
  },
};
const meta = (uid: string, name: string) => ({
  uid,
  name,
  namespace: 'shop',
  creationTimestamp: created,
  labels: { app: 'web', 'app.kubernetes.io/managed-by': 'Helm' },
  annotations,
  ...noise,
});
const owner = (apiVersion: string, kind: string, name: string, uid: string) => ({
  apiVersion,
  kind,
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
});

export const NODE = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    uid: 'node-1',
    name: 'ip-10-0-0-1',
    creationTimestamp: created,
    labels: { 'kubernetes.io/arch': 'amd64', 'node-role.kubernetes.io/control-plane': '' },
    annotations,
    ...noise,
  },
  spec: {
    podCIDR: '10.1.0.0/24',
    podCIDRs: ['10.1.0.0/24', 'fd00:1::/64'],
    providerID: 'aws:///eu-west-1a/i-0abc',
  },
  status: {
    addresses: [
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'InternalIP', address: 'fd00::1' },
      { type: 'Hostname', address: 'ip-10-0-0-1' },
    ],
    capacity: { cpu: '4', memory: '16374700Ki', pods: '110' },
    conditions: [
      {
        type: 'MemoryPressure',
        status: 'False',
        reason: 'KubeletHasSufficientMemory',
        lastHeartbeatTime: created,
      },
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
        lastHeartbeatTime: created,
        lastTransitionTime: created,
      },
    ],
    nodeInfo: { kubeletVersion: 'v1.30.2' },
    images: [{ names: ['a'], sizeBytes: 1 }],
  },
};

export const NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    uid: 'ns-1',
    name: 'shop',
    creationTimestamp: created,
    labels: { 'kubernetes.io/metadata.name': 'shop', team: 'x' },
    ...noise,
  },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
};

const status = { observedGeneration: 3, replicas: 2, readyReplicas: 2 };

export const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('deploy-1', 'web'),
  spec: {
    replicas: 2,
    selector,
    template,
    strategy: { type: 'RollingUpdate' },
    progressDeadlineSeconds: 600,
  },
  status,
};

export const STATEFUL_SET = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: meta('sts-1', 'db'),
  spec: { replicas: 3, selector, template, serviceName: 'db', podManagementPolicy: 'OrderedReady' },
  status,
};

export const DAEMON_SET = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: meta('ds-1', 'agent'),
  spec: {
    selector,
    template: { ...template, spec: { ...template.spec, hostNetwork: true } },
    revisionHistoryLimit: 10,
  },
  status: { desiredNumberScheduled: 7, currentNumberScheduled: 7, numberReady: 6 },
};

export const REPLICATION_CONTROLLER = {
  apiVersion: 'v1',
  kind: 'ReplicationController',
  metadata: meta('rc-1', 'old'),
  spec: { replicas: 1, selector: { app: 'web' }, template },
  status,
};

export const CLONE_SET = {
  apiVersion: 'apps.kruise.io/v1alpha1',
  kind: 'CloneSet',
  metadata: meta('clone-1', 'clones'),
  spec: { replicas: 4, selector, template, updateStrategy: { type: 'InPlaceIfPossible' } },
  status,
};

export const CAFE_DEPLOYMENT = {
  apiVersion: 'apps.cafe.cloud.alipay.com/v1alpha1',
  kind: 'CafeDeployment',
  metadata: meta('cafe-1', 'pay'),
  spec: {
    replicas: 6,
    selector,
    template,
    topology: { unitType: 'Cell', values: ['A', 'B'] },
    strategy: { upgradeType: 'Beta', batchSize: 1 },
  },
  status,
};

export const IN_PLACE_SET = {
  apiVersion: 'apps.cafe.cloud.alipay.com/v1alpha1',
  kind: 'InPlaceSet',
  metadata: {
    ...meta('ips-1', 'pay-a-x2k4'),
    ownerReferences: [owner('apps.cafe.cloud.alipay.com/v1alpha1', 'CafeDeployment', 'pay', 'cafe-1')],
  },
  spec: { replicas: 3, selector, template, minReadySeconds: 5 },
  status,
};

export const REPLICA_SET = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    ...meta('rs-1', 'web-7d4b9c'),
    ownerReferences: [owner('apps/v1', 'Deployment', 'web', 'deploy-1')],
  },
  spec: { replicas: 2, selector, template },
  status,
};

const podStatus = {
  phase: 'Running',
  conditions: [
    { type: 'Initialized', status: 'True', lastProbeTime: null, lastTransitionTime: created },
    { type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: created },
  ],
  containerStatuses: [
    {
      containerID: 'containerd://5f0c',
      image: 'registry.example.com/web:1',
      name: 'web',
      ready: true,
      restartCount: 0,
    },
    { name: 'pulling', image: 'x', ready: false, restartCount: 0 },
  ],
  hostIP: '10.0.0.1',
  hostIPs: [{ ip: '10.0.0.1' }],
  podIP: '10.1.0.5',
  podIPs: [{ ip: '10.1.0.5' }, { ip: 'fd00:1::5' }],
  podNetworks: [{ ip: ['10.9.0.1'] }],
  qosClass: 'BestEffort',
  startTime: created,
};
const podSpec = {
  nodeName: 'ip-10-0-0-1',
  containers: template.spec.containers,
  serviceAccountName: 'default',
};

export const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...meta('pod-1', 'web-7d4b9c-x2k4p'),
    generateName: 'web-7d4b9c-',
    ownerReferences: [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'first', uid: 'cm-1' },
      owner('apps/v1', 'ReplicaSet', 'web-7d4b9c', 'rs-1'),
    ],
  },
  spec: podSpec,
  status: podStatus,
};

export const STATEFUL_POD = {
  ...POD,
  metadata: {
    ...meta('pod-2', 'db-0'),
    generateName: 'db-',
    ownerReferences: [owner('apps/v1', 'StatefulSet', 'db', 'sts-1')],
  },
  status: { ...podStatus, podIP: '10.1.0.6', podIPs: [{ ip: '10.1.0.6' }] },
};

export const IN_PLACE_POD = {
  ...POD,
  metadata: {
    ...meta('pod-3', 'pay-a-x2k4-1'),
    ownerReferences: [owner('apps.cafe.cloud.alipay.com/v1alpha1', 'InPlaceSet', 'pay-a-x2k4', 'ips-1')],
  },
  status: { ...podStatus, podIP: '10.1.0.7', podIPs: [{ ip: '10.1.0.7' }] },
};

export const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: meta('svc-1', 'web'),
  spec: {
    clusterIP: '10.96.0.10',
    clusterIPs: ['10.96.0.10'],
    type: 'NodePort',
    selector: { app: 'web' },
    sessionAffinity: 'None',
    ports: [{ name: 'http', nodePort: 30080, port: 80, protocol: 'TCP', targetPort: 'http' }],
  },
  status: { loadBalancer: {} },
};

export const LOAD_BALANCER = {
  ...SERVICE,
  metadata: meta('svc-2', 'public'),
  spec: { ...SERVICE.spec, type: 'LoadBalancer', clusterIP: '10.96.0.11' },
  status: { loadBalancer: { ingress: [{ ip: '203.0.113.9' }, { hostname: 'lb.example.com' }] } },
};

export const INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: meta('ing-1', 'shop'),
  spec: {
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: 'web', port: { number: 80 } } },
            },
          ],
        },
      },
    ],
    tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
  },
  status: { loadBalancer: {} },
};

export const LEGACY_INGRESS = {
  apiVersion: 'extensions/v1beta1',
  kind: 'Ingress',
  metadata: meta('ing-2', 'legacy'),
  spec: {
    backend: { serviceName: 'web', servicePort: 'http' },
    rules: [{ http: { paths: [{ path: '/old', backend: { serviceName: 'web', servicePort: 80 } }] } }],
  },
  status: { loadBalancer: {} },
};

export const KUBECTL = {
  NODE,
  NAMESPACE,
  DEPLOYMENT,
  STATEFUL_SET,
  DAEMON_SET,
  REPLICATION_CONTROLLER,
  CLONE_SET,
  CAFE_DEPLOYMENT,
  IN_PLACE_SET,
  REPLICA_SET,
  POD,
  STATEFUL_POD,
  IN_PLACE_POD,
  SERVICE,
  LOAD_BALANCER,
  INGRESS,
  LEGACY_INGRESS,
};
