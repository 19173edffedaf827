/** The scheduled function, whose time is up in the middle of a list: what is complete is kept, and the next run goes on. */
import { readFile, rm } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { kubernetes } from '../../../functions/kubernetes/provider.ts';
import { readHead } from '../../../shared/log/head.ts';
import { readState } from '../../../shared/log/read.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import { fileStore } from '../../../shared/store/file.ts';
import { startDouble } from '../../simulator/deepflow/kubernetes/double.ts';
import { Cluster } from '../../simulator/kubernetes/cluster.ts';
import { startKubernetes } from '../../simulator/kubernetes/server.ts';
import { forwardClock } from '../../support/forward-clock.ts';
import { pushedCluster } from './pushed-cluster.ts';

const scope = { provider: 'kubernetes', account: 'c1', region: 'global' };
/** Milliseconds: what Lambda gives, far more than a slow machine needs, and what is left of it to commit. */
const TOTAL_MS = 900_000;
const RESERVE_MS = 45_000;
/** More than two pages. */
const PODS = 2100;

const putPod = (cluster: Cluster, name: string, labels: object = {}): void =>
  void cluster.put('pods', { metadata: { name, namespace: 'default', labels }, spec: {}, status: {} });
const putNode = (cluster: Cluster, name: string): void =>
  void cluster.put('nodes', { metadata: { name }, spec: {}, status: {} });

async function stage() {
  const cluster = new Cluster();
  putNode(cluster, 'n1');
  for (let n = 0; n < PODS; n++) putPod(cluster, `p${String(n).padStart(4, '0')}`);
  const server = await startKubernetes(cluster);
  const double = await startDouble();
  const { directory, config } = await pushedCluster(server.url, double.url);
  onTestFinished(async () => {
    await server.close();
    await double.close();
    await rm(directory, { recursive: true });
  });
  const clock = forwardClock();
  const lines: string[] = [];
  const handler = createHandler(kubernetes, {
    env: { TAGSYNC_CONFIG_FILE: config, TOKEN: 'x' },
    clock,
    readFile: (file) => readFile(file, 'utf8'),
    write: (text) => lines.push(text),
  });
  const run = async () => {
    lines.length = 0;
    const answer = await handler(null, { getRemainingTimeInMillis: () => TOTAL_MS });
    return { answer, logged: lines.map((line): Record<string, unknown> => JSON.parse(line)) };
  };
  const store = fileStore(`${directory}/log`);
  const head = async () => {
    const found = await readHead(store, scope);
    if (found === undefined) throw new Error('nothing was committed');
    return found;
  };
  const namesOf = async (source: string): Promise<readonly string[]> =>
    [...(await readState(store, scope, await head(), source))]
      .map((line) => /"name":"([^"]+)"/.exec(Buffer.from(line).toString())?.[1] ?? '')
      .toSorted();
  const lists = () => server.api.asked.filter(({ verb }) => verb === 'list');
  /** The server gives the first page of pods and then nothing; when all other lists are read, the time is over. */
  const timeEndsInPods = (): (() => void) => {
    const before = lists().length;
    const endTime = async (): Promise<void> => {
      while (
        new Set(
          lists()
            .slice(before)
            .map(({ resource }) => resource),
        ).size < cluster.resources.length
      )
        await turn();
      // Answers on loopback are there at once; what they are read with takes turns of this process, and no time.
      for (let n = 0; n < 200; n++) await turn();
      clock.forward(TOTAL_MS - RESERVE_MS);
    };
    server.api.faults.onTake = () => void endTime();
    return server.api.faults.add({ kind: 'hang' }, { verb: 'list', resource: 'pods', continued: true });
  };
  const pagesOfPods = () => lists().filter(({ resource }) => resource === 'pods');
  return { cluster, server, double, run, head, namesOf, timeEndsInPods, pagesOfPods };
}

it('keeps the list that was cut, commits the others, and tells DeepFlow nothing that it does not know', async () => {
  const { cluster, double, run, head, namesOf, timeEndsInPods, pagesOfPods } = await stage();
  expect((await run()).answer).toMatchObject({ sources: { kept: 0 }, failures: 0 });
  const before = await namesOf('pod');
  expect(before).toHaveLength(PODS);
  const told = double.synchronizer.heldOf('c1');
  expect(told?.entries['*v1.Pod']).toHaveLength(PODS);

  putNode(cluster, 'n2');
  putPod(cluster, 'p-new');
  cluster.remove('pods', 'default/p0000'); // of the page that was read
  cluster.remove('pods', 'default/p2000');
  const undo = timeEndsInPods();
  const { answer, logged } = await run();
  expect(answer).toMatchObject({ sources: { kept: 1 }, failures: 0, added: 1, removed: 0 });
  expect((await head()).sources['pod']).toMatchObject({ outcome: 'kept', reason: 'deadline', count: PODS });
  expect(await namesOf('pod')).toEqual(before);
  expect(await namesOf('node')).toEqual(['n1', 'n2']);
  expect(logged).toContainEqual(
    expect.objectContaining({ message: 'kept: the list failed', source: 'pod', reason: 'deadline' }),
  );
  // Half a list is no state of a cluster; that nobody was told is said.
  expect(logged).toContainEqual(
    expect.objectContaining({ message: 'a sink did not acknowledge', sink: 'deepflow/c1' }),
  );
  expect(double.synchronizer.heldOf('c1')?.entries).toEqual(told?.entries);

  undo();
  const asked = pagesOfPods().length;
  const next = await run();
  expect(next.answer).toMatchObject({ sources: { kept: 0 }, failures: 0, added: 1, removed: 2 });
  expect(pagesOfPods().length - asked).toBe(3);
  expect((await head()).sources['pod']).toMatchObject({ outcome: 'complete', count: PODS - 1 });
  expect((await namesOf('pod')).filter((name) => name === 'p-new' || name === 'p0000')).toEqual(['p-new']);
  expect(double.synchronizer.heldOf('c1')?.entries['*v1.Pod']).toHaveLength(PODS - 1);
  expect(double.synchronizer.heldOf('c1')?.entries['*v1.Node']).toHaveLength(2);
});

it('on its first run counts nothing of the list that was cut, and the next one has it all', async () => {
  const { double, run, head, namesOf, timeEndsInPods } = await stage();
  const undo = timeEndsInPods();
  expect((await run()).answer).toMatchObject({ sources: { kept: 1 }, failures: 0 });
  expect((await head()).sources['pod']).toMatchObject({ outcome: 'kept', reason: 'deadline', count: null });
  expect(await namesOf('node')).toEqual(['n1']);
  expect(double.synchronizer.heldOf('c1')).toBeUndefined();
  undo();
  expect((await run()).answer).toMatchObject({ sources: { kept: 0 }, failures: 0 });
  expect(await namesOf('pod')).toHaveLength(PODS);
  expect(double.synchronizer.heldOf('c1')?.entries['*v1.Pod']).toHaveLength(PODS);
});
