// The simulated API server of a large cluster and the DeepFlow server that is told of it, in a process of their own. Messages change a pod, break every
// connection, or ask how many requests there were.
import { systemClock } from '../shared/runtime/clock.ts';
import { generateCluster, podOf } from '../test/simulator/kubernetes/generate.ts';
import { startDouble } from '../test/simulator/deepflow/kubernetes/double.ts';
import { startKubernetes } from '../test/simulator/kubernetes/server.ts';

const [pods = 0, nodes = 1, namespaces = 1] = process.argv.slice(2).map(Number);
const cluster = generateCluster({ pods, nodes, namespaces });
const server = await startKubernetes(cluster, { clock: systemClock });
const deepflow = await startDouble();
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
process.send?.({ url: server.url, deepflow: deepflow.url, objects: pods + nodes + namespaces });
