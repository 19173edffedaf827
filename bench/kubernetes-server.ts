// The simulated API servers of clusters, given as JSON, and a DeepFlow server for each that is told of it, in a process of
// their own. Messages change a pod of the first, break every connection to it, or ask how many requests there were.
import { systemClock } from '../shared/runtime/clock.ts';
import type { Watched } from './kubernetes-watcher.ts';
import { generateCluster, podOf } from '../test/simulator/kubernetes/generate.ts';
import type { ClusterSpec } from '../test/simulator/kubernetes/generate.ts';
import { startDouble } from '../test/simulator/deepflow/kubernetes/double.ts';
import { startKubernetes } from '../test/simulator/kubernetes/server.ts';

const specs: readonly ClusterSpec[] = process.argv.slice(2).map((argument) => JSON.parse(argument));
const [spec] = specs;
if (spec === undefined) throw new Error('there is no cluster to serve');
const { pods, nodes } = spec;
const cluster = generateCluster(spec);
const server = await startKubernetes(cluster, { clock: systemClock });
const deepflow = await startDouble();
const others = specs.slice(1).map(async (other) => ({
  url: (await startKubernetes(generateCluster(other), { clock: systemClock })).url,
  objects: objectsOf(other),
  deepflow: (await startDouble()).url,
}));
let changes = 0;

process.on('message', (what) => {
  if (what === 'change') {
    const stored = cluster.list('pods')[(changes++ * 7919) % pods];
    if (stored === undefined) throw new Error('no pod to change');
    const { namespace = '' } = stored.object.metadata;
    const changed = podOf(changes, nodes, { namespace, labels: { changed: String(changes) } });
    cluster.put('pods', { ...changed, metadata: { ...changed.metadata, name: stored.object.metadata.name } });
  }
  if (what === 'restart') server.api.restart();
  process.send?.({ requests: server.api.asked.length, pushedBytes: deepflow.bytes() });
});
process.on('disconnect', () => process.exit(0));
process.send?.([
  { url: server.url, objects: objectsOf(spec), deepflow: deepflow.url },
  ...(await Promise.all(others)),
] satisfies readonly Watched[]);

/** Records of ours: pods and nodes have an address each. */
function objectsOf({ pods: running, nodes: machines, namespaces }: ClusterSpec): number {
  return 2 * (running + machines) + namespaces;
}
