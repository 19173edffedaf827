import * as z from 'zod/mini';
import { parsed } from '../../../shared/collect/wire.ts';
import type { Collector } from '../../../shared/collect/collector.ts';
import type { Kubernetes } from '../client.ts';
import { clusterRef } from '../items.ts';

/** https://pkg.go.dev/k8s.io/apimachinery/pkg/version#Info */
const Version = z.looseObject({ gitVersion: z.string() });
const KubeSystem = z.object({ metadata: z.object({ uid: z.string() }) });

export interface ClusterItem {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly uid: string;
  readonly version: z.infer<typeof Version>;
}

/** What tells one cluster from another that was built under its name. */
export async function clusterOf(api: Kubernetes): Promise<ClusterItem> {
  const { name, endpoint } = api.cluster;
  const namespace = await api.get('namespaces:get', '/api/v1/namespaces/kube-system');
  const version = parsed(Version, await api.get('version:get', '/version'), 'version');
  return { name, endpoint, version, uid: parsed(KubeSystem, namespace, 'kube-system').metadata.uid };
}

export const cluster: Collector<Kubernetes, 'cluster', ClusterItem> = {
  name: 'cluster',
  emits: ['cluster'],
  scope: 'account',
  paging: 'token',
  actions: ['namespaces:get', 'version:get'],
  anchor: ({ uid }) => String(uid),

  async *list(api) {
    yield [await clusterOf(api)];
  },

  *map({ name, endpoint, uid, version }, { account }) {
    yield {
      kind: 'cluster',
      ref: clusterRef(account),
      id: account,
      name,
      tags: [],
      uid,
      version: version.gitVersion,
      endpoint,
    };
  },
};
