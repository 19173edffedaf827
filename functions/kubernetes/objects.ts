import * as z from 'zod/mini';

/**
 * The fields of each kind that are held: those that DeepFlow's server reads
 * (section 3 of its list of needed fields) and those that our records are made
 * of. Whatever else an object has is dropped when it is read. An object that
 * does not parse makes its list or its watch fail.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 */

const text = z.string();
const maybeText = z.nullish(text);
const words = z.nullish(z.record(text, z.nullable(text)));

const Owner = z.object({
  apiVersion: text,
  kind: text,
  name: text,
  uid: text,
  controller: z.nullish(z.boolean()),
});

const metadata = {
  uid: text.check(z.minLength(1)),
  name: text.check(z.minLength(1)),
  labels: words,
  annotations: words,
};
const namespaced = { ...metadata, namespace: text, ownerReferences: z.nullish(z.array(Owner)) };
const Meta = z.object(namespaced);

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
const LabelSelector = z.object({
  matchLabels: words,
  matchExpressions: z.nullish(
    z.array(z.object({ key: text, operator: text, values: z.nullish(z.array(text)) })),
  ),
});

const replicas = z.nullish(z.int());
const PodTemplate = z.object({
  metadata: z.nullish(z.object({ labels: words })),
  spec: z.nullish(
    z.object({
      hostNetwork: z.nullish(z.boolean()),
      containers: z.nullish(
        z.array(
          z.object({
            ports: z.nullish(z.array(z.object({ name: maybeText, containerPort: z.nullish(z.int()) }))),
          }),
        ),
      ),
    }),
  ),
});

const Ingresses = z.nullish(
  z.object({
    ingress: z.nullish(z.array(z.object({ ip: maybeText, hostname: maybeText }))),
  }),
);
const Balanced = z.nullish(z.object({ loadBalancer: Ingresses }));

export const Node = z.object({
  /** `facts`: of its annotations. */
  metadata: z.object({ ...metadata, facts: words }),
  spec: z.nullish(
    z.object({ podCIDR: maybeText, podCIDRs: z.nullish(z.array(text)), providerID: maybeText }),
  ),
  status: z.nullish(
    z.object({
      addresses: z.nullish(z.array(z.object({ type: text, address: text }))),
      /** Without their times, which move every few minutes; only of the kubelet. */
      conditions: z.pipe(
        z.nullish(z.array(z.object({ type: text, status: text, reason: maybeText }))),
        z.transform((all) => all?.filter(({ type }) => type === 'Ready')),
      ),
      capacity: z.nullish(z.object({ cpu: maybeText, memory: maybeText })),
    }),
  ),
});

export const Namespace = z.object({ metadata: z.object(metadata) });

export const Service = z.object({
  metadata: Meta,
  spec: z.nullish(
    z.object({
      type: maybeText,
      clusterIP: maybeText,
      clusterIPs: z.nullish(z.array(text)),
      externalIPs: z.nullish(z.array(text)),
      externalName: maybeText,
      selector: words,
      ports: z.nullish(
        z.array(
          z.object({
            name: maybeText,
            protocol: maybeText,
            port: z.int(),
            targetPort: z.nullish(z.union([z.int(), text])),
            nodePort: z.nullish(z.int()),
          }),
        ),
      ),
    }),
  ),
  status: Balanced,
});

/** Of v1, and of v1beta1 with `serviceName` and `servicePort`. */
const Backend = z.nullish(
  z.object({
    service: z.nullish(
      z.object({
        name: text,
        port: z.nullish(z.object({ name: maybeText, number: z.nullish(z.int()) })),
      }),
    ),
    serviceName: maybeText,
    servicePort: z.nullish(z.union([z.int(), text])),
  }),
);

export const Ingress = z.object({
  metadata: Meta,
  spec: z.nullish(
    z.object({
      ingressClassName: maybeText,
      defaultBackend: Backend,
      backend: Backend,
      rules: z.nullish(
        z.array(
          z.object({
            host: maybeText,
            http: z.nullish(
              z.object({ paths: z.nullish(z.array(z.object({ path: maybeText, backend: Backend }))) }),
            ),
          }),
        ),
      ),
    }),
  ),
  status: Balanced,
});

export const Workload = z.object({
  metadata: Meta,
  spec: z.nullish(
    z.object({ replicas, selector: z.nullish(LabelSelector), template: z.nullish(PodTemplate) }),
  ),
});

/** A selector of the first API: a map. */
export const ReplicationController = z.object({
  metadata: Meta,
  spec: z.nullish(z.object({ replicas, selector: words, template: z.nullish(PodTemplate) })),
});

/** They have no number of replicas to want; the server is told that of their nodes. */
export const DaemonSet = z.object({
  metadata: Meta,
  spec: z.nullish(z.object({ selector: z.nullish(LabelSelector), template: z.nullish(PodTemplate) })),
  status: z.nullish(z.object({ desiredNumberScheduled: z.nullish(z.int()) })),
});

export const ReplicaSet = z.object({
  metadata: Meta,
  spec: z.nullish(z.object({ replicas, selector: z.nullish(LabelSelector) })),
});

export const Pod = z.object({
  metadata: z.object({ ...namespaced, generateName: maybeText, creationTimestamp: maybeText }),
  spec: z.nullish(z.object({ nodeName: maybeText, hostNetwork: z.nullish(z.boolean()) })),
  status: z.nullish(
    z.object({
      phase: maybeText,
      hostIP: maybeText,
      podIP: maybeText,
      podIPs: z.nullish(z.array(z.object({ ip: text }))),
      conditions: z.pipe(
        z.nullish(z.array(z.object({ type: text, status: text }))),
        z.transform((all) => all?.filter(({ type }) => type === 'Ready')),
      ),
      containerStatuses: z.nullish(z.array(z.object({ containerID: maybeText }))),
    }),
  ),
});

export type Node = z.infer<typeof Node>;
export type Namespace = z.infer<typeof Namespace>;
export type Service = z.infer<typeof Service>;
export type Ingress = z.infer<typeof Ingress>;
export type Backend = z.infer<typeof Backend>;
export type Workload = z.infer<typeof Workload>;
export type ReplicationController = z.infer<typeof ReplicationController>;
export type DaemonSet = z.infer<typeof DaemonSet>;
export type ReplicaSet = z.infer<typeof ReplicaSet>;
export type Pod = z.infer<typeof Pod>;
export type Meta = z.infer<typeof Meta>;
export type LabelSelector = z.infer<typeof LabelSelector>;
export type Balanced = z.infer<typeof Balanced>;
