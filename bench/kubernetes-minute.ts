// A minute of many changes in a cluster, and an hour of none.
import { randomUUID } from 'node:crypto';
import { PushConfig, pusherOptions } from '../functions/kubernetes/push/config.ts';
import { keepPushing } from '../functions/kubernetes/push/pushing.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { directServer, listening } from '../test/functions/kubernetes/push/direct.ts';
import { createSynchronizer } from '../test/simulator/deepflow/kubernetes/synchronizer.ts';
import { Api } from '../test/simulator/kubernetes/api.ts';
import { generateCluster, podOf } from '../test/simulator/kubernetes/generate.ts';
import type { Watching } from '../test/functions/kubernetes/watched.ts';
import { linesIn, startWatch } from '../test/functions/kubernetes/watched.ts';
import { virtualClock } from '../test/support/clock.ts';
import type { Figure, Options } from './figure.ts';

const A_SECOND = 1_000;

/** On a clock of its own, which costs no time: what counts is how often, and that nothing is lost. */
export async function kubernetesMinute({ quick, say }: Options): Promise<readonly Figure[]> {
  const perSecond = quick ? 30 : 1_000;
  say(`kubernetes: ${perSecond} changes a second for a minute, on a simulated clock; then an idle hour`);
  const pods = quick ? 500 : 2_000;
  const cluster = generateCluster({ pods, nodes: 20, namespaces: 5 });
  const clock = virtualClock({ isAtWork: () => watch.isCommitting() });
  const api = new Api(cluster, { clock });
  const watch: Watching = startWatch(api, clock);
  const counted = { commits: 0, lost: 0, requests: 0, pushes: 0, unpushed: 0, idlePushes: 0, heartbeats: 0 };
  const deepflow = createSynchronizer(() => clock.now());
  const end = new AbortController();
  const options = pusherOptions(PushConfig.parse({ servers: ['http://deepflow:20035'] }), 'bench');
  const { log } = listening();
  const ports = { store: memoryStore(() => clock.now()), clock, log, servers: [directServer(deepflow)] };
  const pushing = keepPushing(
    watch.cache(),
    options,
    { ...ports, holder: 'bench', newToken: randomUUID },
    end.signal,
  );
  const pushes = (): number => deepflow.received.filter(({ entries }) => entries > 0).length;
  await clock.run(
    (async () => {
      while (pushes() === 0) await clock.sleep(A_SECOND); // all of it, which is none of the minute's
      await clock.sleep(30_000);
      const before = watch.commits.length;
      const pushed = pushes();
      for (let n = 0; n < 60 * perSecond; n++) {
        const stored = cluster.list('pods')[n % pods];
        const { namespace = '', name = '' } = stored?.object.metadata ?? {};
        const pod = podOf(n, 20, { namespace, labels: { n: String(n) } });
        cluster.put('pods', { ...pod, metadata: { ...pod.metadata, name } });
        if ((n + 1) % (perSecond / 10) === 0) await clock.sleep(A_SECOND / 10);
      }
      counted.commits = watch.commits.length - before;
      await clock.sleep(10_000);
      counted.pushes = pushes() - pushed;
      const told = deepflow.entriesOf('bench')['*v1.Pod'] ?? [];
      const there = new Set(told.map((text) => JSON.parse(text).metadata.labels.n));
      counted.unpushed = cluster.list('pods').filter((pod) => !there.has(labelOf(pod.object))).length;
      const { length } = deepflow.received;
      const stored = (await linesIn(watch.store)).filter((line) => line.startsWith('kubernetes/pod/'));
      const labels = new Set(stored.map((line) => /\["n","(\d+)"\]/.exec(line)?.[1]));
      counted.lost = cluster.list('pods').filter((pod) => !labels.has(labelOf(pod.object))).length;
      api.asked = [];
      await clock.sleep(3_600_000);
      counted.requests = api.asked.filter(({ verb }) => verb !== 'watch').length;
      counted.heartbeats = deepflow.received.length - length;
      counted.idlePushes = deepflow.received.slice(length).filter(({ entries }) => entries > 0).length;
      end.abort(new Error('over'));
      await pushing;
      await watch.stop();
    })(),
  );
  return [
    { id: 'kubernetes.minute.commits', value: counted.commits },
    { id: 'kubernetes.minute.lost', value: counted.lost },
    { id: 'kubernetes.minute.pushes', value: counted.pushes },
    { id: 'kubernetes.minute.unpushed', value: counted.unpushed },
    { id: 'kubernetes.idle.requests', value: counted.requests },
    { id: 'kubernetes.idle.pushes', value: counted.idlePushes },
    { id: 'kubernetes.idle.heartbeats', value: counted.heartbeats },
  ];
}

function labelOf({
  metadata,
}: {
  readonly metadata: { readonly [field: string]: unknown };
}): string | undefined {
  return (metadata['labels'] as { readonly n?: string }).n;
}
