import type { Cluster } from '../simulator/kubernetes/cluster.ts';
import { startDouble } from '../simulator/deepflow/kubernetes/double.ts';
import { generateCluster } from '../simulator/kubernetes/generate.ts';
import { startKubernetes } from '../simulator/kubernetes/server.ts';
import type { DemoCloud } from './clouds.ts';

const ID = 'demo-cluster';

export async function startDemoKubernetes(): Promise<{
  readonly cloud: DemoCloud;
  readonly cluster: Cluster;
  /** What the simulated DeepFlow server knows of it by now, in one line; `version` 0: nothing that it could use. */
  readonly known: () => { readonly version: number; readonly told: string };
  /** When the server is told the next thing. */
  readonly heard: () => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  const cluster = generateCluster({ pods: 60, nodes: 3, namespaces: 3 });
  const server = await startKubernetes(cluster, { tokens: new Set(['a token of the demo']) });
  const deepflow = await startDouble();
  const cloud = {
    name: 'kubernetes',
    what: 'Kubernetes: a cluster of three nodes, and a DeepFlow server that is told of it',
    url: server.url,
    section: `  kubernetes:
    clusters:
      - id: ${ID}
        server: ${server.url}
        token: \${env:DEMO_KUBERNETES_TOKEN}
        push: { servers: ['${deepflow.url}'] }
`,
    env: { DEMO_KUBERNETES_TOKEN: 'a token of the demo' },
  };
  const close = async (): Promise<void> => {
    await server.close();
    await deepflow.close();
  };
  const known = (): { readonly version: number; readonly told: string } => {
    try {
      const { nodes, namespaces, workloads, services, pods } = deepflow.known(ID);
      const version = Number(deepflow.synchronizer.heldOf(ID)?.version);
      const counts = Object.entries({ nodes, namespaces, workloads, services, pods });
      const all = counts.map(([what, { length }]) => `${length} ${what}`).join(', ');
      return { version, told: `DeepFlow knows, as version ${version}: ${all}` };
    } catch (error) {
      return { version: 0, told: `DeepFlow does not know it: ${String(error)}` };
    }
  };
  return { cloud, cluster, known, heard: () => deepflow.heard(), close };
}

/** Things that happen in a cluster while it is watched. */
export function happenInCluster(cluster: Cluster, say: (text: string) => void): void {
  say('· a deployment is scaled, and gets an owner (app-0)');
  const { metadata, spec, ...rest } = must(cluster.get('deployments.apps', 'team-0/app-0')).object;
  const labels = { ...Object(metadata['labels']), owner: 'team-payments' };
  cluster.put('deployments.apps', {
    ...rest,
    metadata: { ...metadata, labels },
    spec: { ...Object(spec), replicas: 5 },
  });
  say('· a pod is deleted and created again under its name (app-7): another pod');
  const { object } = must(cluster.get('pods', 'team-0/app-7'));
  const { uid: _, ...again } = object.metadata;
  cluster.remove('pods', 'team-0/app-7');
  cluster.put('pods', { ...object, metadata: again });
}

/** Of a pod, as somebody may see it in a flow. */
export function podAddress(cluster: Cluster): string {
  const { object } = must(cluster.get('pods', 'team-0/app-7'));
  return String(Object(object['status']).podIP);
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the generated cluster lacks what the demo changes');
  return value;
}

export const WATCH = ['watch', '--cluster', ID, '--probe-port', '0'] as const;
