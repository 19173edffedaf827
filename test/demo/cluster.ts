import { startDouble } from '../simulator/deepflow/kubernetes/double.ts';
import { generateCluster, podOf } from '../simulator/kubernetes/generate.ts';
import { startKubernetes } from '../simulator/kubernetes/server.ts';

const NODES = 3;

/** It is told at once when nothing was told before, otherwise after ten seconds. */
async function until(is: () => boolean): Promise<void> {
  for (let n = 0; n < 600; n++) {
    if (is()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error('DeepFlow was not told in half a minute');
}

/** A simulated cluster, and the simulated DeepFlow server that is told of it. */
export async function startDemoCluster() {
  const cluster = generateCluster({ pods: 40, nodes: NODES, namespaces: 2 });
  const server = await startKubernetes(cluster);
  const deepflow = await startDouble();
  const id = 'demo';
  const known = () => deepflow.known(id);

  return {
    name: 'kubernetes',
    what: 'Kubernetes: a cluster of 40 pods, and a DeepFlow server that is told of it',
    url: server.url,
    section: `  kubernetes:
    clusters:
      - { id: ${id}, server: '${server.url}', token: '\${env:DEMO_CLUSTER_TOKEN}', push: { servers: ['${deepflow.url}'] } }
`,
    env: { DEMO_CLUSTER_TOKEN: 'nobody looks at it' },
    id,
    /** What DeepFlow knows by now, in one line. */
    tell(): string {
      const { nodes, namespaces, workloads, pods, services } = known();
      const { version } = deepflow.synchronizer.heldOf(id) ?? {};
      return `DeepFlow knows, as version ${version}: ${nodes.length} nodes, ${namespaces.length} namespaces, ${workloads.length} workloads, ${services.length} services, ${pods.length} pods`;
    },
    /** A pod is scheduled and a namespace comes, while somebody watches; gives what happened once DeepFlow knows. */
    async *happenings(): AsyncGenerator<string, void, undefined> {
      const [pod] = cluster.list('pods');
      if (pod === undefined) throw new Error('the generated cluster has no pod');
      const { metadata } = pod.object;
      const { namespace = '' } = metadata;
      const fresh = podOf(999, NODES, { namespace, labels: {} });
      cluster.put('pods', { ...fresh, metadata: { ...metadata, name: 'canary-1', uid: 'canary-1' } });
      yield `a pod is started (canary-1 in ${namespace})`;
      await until(() => known().pods.some(({ name }) => name === 'canary-1'));
    },
    /** Of a pod, as somebody may see it in a flow. */
    seenAddress(): string {
      const ip = known().pods.find((pod) => pod.ip !== '')?.ip;
      if (ip === undefined) throw new Error('the generated cluster has no pod with an address');
      return ip;
    },
    async close() {
      await server.close();
      await deepflow.close();
    },
  };
}
