import * as z from 'zod/mini';
import { ClusterId, PushConfig } from './push/config.ts';

const text = z.string().check(z.minLength(1, 'expected a text that is not empty'));

/** The name of a cluster's scope in the log: for good. */
const clusterId = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][\w.-]{0,62}$/, 'expected letters, digits, "-", "_" and ".", at most 63 of them'),
  );

const Eks = z
  .strictObject({
    cluster: text,
    region: text.check(z.regex(/^[a-z]+(-[a-z]+)+-\d+$/, 'expected a region of AWS, such as eu-west-1')),
    roleArn: z.optional(text),
    externalId: z.optional(text),
    profile: z.optional(text),
    accessKeyId: z.optional(text),
    secretAccessKey: z.optional(text),
    sessionToken: z.optional(text),
  })
  .check(
    z.refine((eks) => (eks.accessKeyId === undefined) === (eks.secretAccessKey === undefined), {
      error: 'accessKeyId and secretAccessKey belong together',
    }),
  );

const Aks = z.strictObject({
  tenantId: z.optional(text),
  clientId: z.optional(text),
  /** Of the application; without one, a federated token or a managed identity. */
  secret: z.optional(text),
  federatedTokenFile: z.optional(text),
  /** Of a national cloud. Default: https://login.microsoftonline.com. */
  authority: z.optional(text),
});

/** The ways in; each cluster has one. */
const WAYS = ['inCluster', 'kubeconfig', 'eks', 'aks', 'token', 'tokenFile'] as const;

const Cluster = z
  .strictObject({
    id: clusterId,
    /** Default: the id. */
    name: z.optional(text),
    /** As a pod of this cluster. */
    inCluster: z.optional(z.literal(true)),
    /** A file, or the text of one by reference. */
    kubeconfig: z.optional(text),
    context: z.optional(text),
    /** For all ways but the two above: the URL of the API server, and its CA (PEM, or PEM in base64). */
    server: z.optional(text),
    ca: z.optional(text),
    eks: z.optional(Eks),
    aks: z.optional(Aks),
    token: z.optional(text),
    tokenFile: z.optional(text),
    /** Of the API as the cloud's own list of clusters has it, where `server` is another one. */
    endpoint: z.optional(text),
    /** Tells DeepFlow of it. */
    push: z.optional(PushConfig),
  })
  .check(
    z.refine(
      ({ id, push }) => push === undefined || push.clusterId !== undefined || ClusterId.safeParse(id).success,
      {
        path: ['push'],
        error: 'needs clusterId, the CLUSTER_ID of the DeepFlow domain: the id of the cluster cannot be one',
      },
    ),
    z.refine((cluster) => WAYS.filter((way) => cluster[way] !== undefined).length === 1, {
      error: `expected one of ${WAYS.join(', ')}`,
    }),
    z.refine(
      (cluster) =>
        (cluster.server === undefined) ===
        (cluster.inCluster !== undefined || cluster.kubeconfig !== undefined),
      { error: 'eks, aks, token and tokenFile need server; inCluster and kubeconfig know theirs' },
    ),
    z.refine(({ context, kubeconfig }) => context === undefined || kubeconfig !== undefined, {
      error: 'context needs kubeconfig',
    }),
  );

export type Cluster = z.infer<typeof Cluster>;

export const Config = z.strictObject({
  clusters: z.array(Cluster).check(
    z.minLength(1, 'expected at least one cluster'),
    z.refine((clusters) => repeated(clusters.map(({ id }) => id)) === undefined, {
      error: ({ input }) => `cluster ${repeated((input as Cluster[]).map(({ id }) => id))} is named twice`,
    }),
    z.refine((clusters) => repeated(pushedAs(clusters)) === undefined, {
      error: ({ input }) =>
        `two clusters are pushed as ${repeated(pushedAs(input as Cluster[]))}: give each a push.clusterId, and a DeepFlow domain, of its own`,
    }),
  ),
  /** Keys of annotations, with `*`, that become tags beside the labels. Default: none. */
  annotations: z.prefault(z.array(text), []),
});

export type Config = z.infer<typeof Config>;

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

const pushedAs = (clusters: readonly Cluster[]): readonly string[] =>
  clusters.flatMap(({ id, push }) => (push === undefined ? [] : [push.clusterId ?? id]));
