/** A simulated cluster, the command that people run, and a simulated DeepFlow server: what does DeepFlow end up knowing? */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { deepflowServer } from '../../../functions/kubernetes/push/server.ts';
import { RHYTHM } from '../../../functions/kubernetes/push/rhythm.ts';
import { kubernetes } from '../../../functions/kubernetes/provider.ts';
import { watch } from '../../../functions/kubernetes/watch.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { runCli } from '../../../shared/runtime/cli.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import type { CliIo } from '../../../shared/runtime/commands/context.ts';
import { UNREADABLE } from '../../functions/kubernetes/push/agent.ts';
import { startDouble } from '../../simulator/deepflow/kubernetes/double.ts';
import type { Double } from '../../simulator/deepflow/kubernetes/double.ts';
import { Cluster } from '../../simulator/kubernetes/cluster.ts';
import { startKubernetes } from '../../simulator/kubernetes/server.ts';
import { forwardClock } from '../../support/forward-clock.ts';
import { pushedCluster } from './pushed-cluster.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const labels = { app: 'web' };
function deploy(cluster: Cluster, name: string, pods: number): void {
  const { uid } = cluster.put('deployments.apps', {
    metadata: { name, namespace: 'default', labels },
    spec: { replicas: pods, selector: { matchLabels: labels }, template: { metadata: { labels } } },
  });
  for (let n = 0; n < pods; n++) {
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true };
    cluster.put('pods', {
      metadata: { name: `${name}-${n}`, namespace: 'default', labels, ownerReferences: [owner] },
      status: { phase: 'Running', hostIP: '10.0.0.1', podIP: `10.1.0.${n + 2}` },
    });
  }
}

async function stage() {
  const cluster = new Cluster();
  cluster.put('nodes', {
    metadata: { name: 'n1' },
    spec: { podCIDR: '10.1.0.0/24' },
    status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] },
  });
  deploy(cluster, 'web', 2);
  const server = await startKubernetes(cluster);
  const double = await startDouble();
  const { directory, config } = await pushedCluster(server.url, double.url);
  closing.push(
    () => rm(directory, { recursive: true }),
    () => server.close(),
    () => double.close(),
  );
  const clock = forwardClock();
  const end = new AbortController();
  const lines: string[] = [];
  const output = { isTTY: false, columns: 80, write: (text: string) => (lines.push(text), true) };
  const io: CliIo = {
    stdout: output,
    stderr: output,
    env: { HOSTNAME: 'laptop', TOKEN: 'x' },
    clock,
    readFile: (file) => readFile(file, 'utf8'),
    writeFile: (file, text) => writeFile(file, text),
    knock: async () => {},
    signal: end.signal,
  };
  const tagsync = (...argv: string[]): Promise<number> =>
    runCli(
      ['--config', config, ...argv],
      io,
      { kubernetes: async () => kubernetes },
      { watch: async () => watch },
    );
  return { cluster, server, double, tagsync, lines, end, clock, io, config };
}

const pods = (double: Double): string[] =>
  double
    .known('c1')
    .pods.map(({ name, ip, node }) => `${name} ${ip} ${node === '' ? 'nowhere' : 'on a node'}`)
    .toSorted();

/** Each message that is taken may be what makes it so. */
async function until(double: Double, is: () => boolean): Promise<void> {
  while (!is()) await double.heard();
}

const SOME_ONLY =
  'told nothing: a push holds every kind of the cluster, and this run was asked for some of them only: the next one that lists them all tells it, such as "tagsync sync --provider kubernetes --account c1"';

const NO_DOMAIN =
  'if nothing of this cluster appears in DeepFlow, no domain there has this CLUSTER_ID: create it (README, "A Kubernetes cluster in DeepFlow")';

const isHeld = (double: Double): boolean => double.synchronizer.heldOf('c1') !== undefined;

describe('tagsync sync', () => {
  it('pushes what it listed, a heartbeat where nothing changed, and what changed since', async () => {
    const { cluster, double, tagsync } = await stage();
    expect(await tagsync('sync')).toBe(0);
    expect(pods(double)).toEqual(['web-0 10.1.0.2 on a node', 'web-1 10.1.0.3 on a node']);
    expect(await tagsync('sync')).toBe(0);
    expect(double.synchronizer.received.map(({ entries }) => entries > 0)).toEqual([false, true, false]);
    cluster.remove('pods', 'default/web-1');
    deploy(cluster, 'web', 1);
    expect(await tagsync('sync')).toBe(0);
    expect(pods(double)).toEqual(['web-0 10.1.0.2 on a node']);
  });

  it('of some kinds only, pushes nothing, and says so and what to run', async () => {
    const { double, tagsync, lines } = await stage();
    expect(await tagsync('sync', '--provider', 'kubernetes', '--kind', 'pod')).toBe(0);
    expect(double.synchronizer.received).toEqual([]);
    expect(lines.join('').split('\n')).toContain(`sink deepflow/c1: ${SOME_ONLY}`);
    lines.length = 0;
    expect(await tagsync('sync', '--kind', 'pod', '--json')).toBe(0);
    expect(JSON.parse(lines.join(''))).toMatchObject({
      summary: { notes: [`deepflow/c1: ${SOME_ONLY}`] },
      deliveries: [{ sink: 'deepflow/c1', events: 0, error: null, notes: [SOME_ONLY] }],
    });
    // As it says.
    lines.length = 0;
    expect(await tagsync('sync', '--provider', 'kubernetes', '--account', 'c1')).toBe(0);
    expect(pods(double)).toEqual(['web-0 10.1.0.2 on a node', 'web-1 10.1.0.3 on a node']);
    expect(lines.join('')).not.toContain('told nothing');
  });

  it('of some kinds only, by a function, answers and logs the same', async () => {
    const { double, io, config } = await stage();
    const written: string[] = [];
    const handler = createHandler(kubernetes, {
      env: { ...io.env, TAGSYNC_CONFIG_FILE: config },
      clock: systemClock,
      readFile: io.readFile,
      write: (text) => written.push(text),
    });
    const context = { getRemainingTimeInMillis: () => 60_000 };
    const answer = await handler({ resync: true, kinds: ['pod'] }, context);
    expect(answer).toMatchObject({ failures: 0, notes: [`deepflow/c1: ${SOME_ONLY}`] });
    const logged = written.map((line) => JSON.parse(line) as object);
    expect(logged).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'a word on a sink',
        sink: 'deepflow/c1',
        note: SOME_ONLY,
      }),
    );
    expect(double.synchronizer.received).toEqual([]);
    // The first push of all, and the second.
    expect(await handler(null, context)).toMatchObject({ notes: [`deepflow/c1: ${NO_DOMAIN}`] });
    expect(await handler(null, context)).not.toHaveProperty('notes');
    expect(double.synchronizer.heldOf('c1')).toBeDefined();
  });

  it('says once what it means if DeepFlow shows nothing of a cluster: it takes any id', async () => {
    const { cluster, tagsync, lines } = await stage();
    expect(await tagsync('sync')).toBe(0);
    expect(lines.join('').split('\n')).toContain(`sink deepflow/c1: ${NO_DOMAIN}`);
    lines.length = 0;
    deploy(cluster, 'api', 1);
    expect(await tagsync('sync')).toBe(0);
    expect(lines.join('')).not.toContain('CLUSTER_ID');
  });

  it('whose place another sender took says so, with the remedy, and takes it back', async () => {
    const { double, tagsync, lines } = await stage();
    await tagsync('sync');
    const version = double.synchronizer.heldOf('c1')?.version ?? 0n;
    const nothing = { teamId: undefined, ca: undefined, cert: undefined, key: undefined };
    const agent = deepflowServer({ url: double.url, ...nothing });
    closing.push(() => agent.close());
    await agent.sync(
      { clusterId: 'c1', version: version + 60n, entries: [UNREADABLE], errorMsg: '' },
      new AbortController().signal,
    );
    expect(double.synchronizer.heldOf('c1')?.entries).not.toHaveProperty('*v1.Pod');
    lines.length = 0;
    expect(await tagsync('sync')).toBe(0);
    expect(lines.join('')).toMatch(/sink deepflow\/c1: another sender pushes under this cluster id: stop it/);
    expect(pods(double)).toHaveLength(2);
  });

  it('with credentials that expired tells DeepFlow why it tells no more, and nothing is let go of', async () => {
    const { server, double, tagsync, lines } = await stage();
    await tagsync('sync');
    server.api.tokens = new Set(['a newer one']);
    lines.length = 0;
    expect(await tagsync('sync')).toBe(2);
    expect(lines.join('')).toMatch(/kept since .*HTTP 401.*renew the credentials of this cluster/);
    // As DeepFlow shows it of the domain.
    expect(() => double.known('c1')).toThrow(/HTTP 401.*renew the credentials/);
    expect(double.synchronizer.heldOf('c1')?.entries['*v1.Pod']).toHaveLength(2);
  });

  it('of another cluster under the id tells DeepFlow so, and nothing of that one until a person accepts it', async () => {
    const { server, double, tagsync, lines } = await stage();
    await tagsync('sync');
    const rebuilt = new Cluster(undefined, 'rebuilt');
    deploy(rebuilt, 'other', 1);
    server.api.cluster = rebuilt;
    lines.length = 0;
    expect(await tagsync('sync')).toBe(2);
    expect(() => double.known('c1')).toThrow(/rebuilt-kube-system is not c-kube-system/);
    expect(double.synchronizer.heldOf('c1')?.entries['*v1.Pod']).toHaveLength(2);
    const [accept = ''] = /cluster:[0-9a-f]{12}/.exec(lines.join('')) ?? [];
    expect(await tagsync('sync', '--accept-removals', accept)).toBe(0);
    expect(pods(double)).toEqual(['other-0 10.1.0.2 nowhere']);
  });

  it('tells DeepFlow nothing of removals that wait, and says so', async () => {
    const { cluster, double, tagsync, lines } = await stage();
    await tagsync('sync');
    for (const name of ['web-0', 'web-1']) cluster.remove('pods', `default/${name}`);
    lines.length = 0;
    await tagsync('sync');
    expect(double.synchronizer.heldOf('c1')?.errorMsg).toMatch(
      /since v1\/Pod cannot be told and it has some: removals of pod wait to be accepted/,
    );
    expect(double.synchronizer.heldOf('c1')?.entries['*v1.Pod']?.length).toBe(2);
    expect(lines.join('')).toContain('deepflow/c1');
  });

  it('by a function with a few seconds left commits, pushes and gives the lease back', async () => {
    const { double, tagsync, io, config } = await stage();
    const handler = createHandler(kubernetes, {
      env: { ...io.env, TAGSYNC_CONFIG_FILE: config },
      clock: systemClock,
      readFile: io.readFile,
      write: () => {},
    });
    const answer = await handler(null, { getRemainingTimeInMillis: () => 12_000 });
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0 } });
    expect(pods(double)).toEqual(['web-0 10.1.0.2 on a node', 'web-1 10.1.0.3 on a node']);
    // At once, and nobody else holds it.
    expect(await tagsync('sync')).toBe(0);
    expect(double.synchronizer.received.map(({ entries }) => entries > 0)).toEqual([false, true, false]);
  });

  it('says what DeepFlow does not answer, and keeps its own work', async () => {
    const { double, tagsync, lines } = await stage();
    await double.close();
    await tagsync('sync');
    expect(lines.join('')).toMatch(/deepflow\/c1.*cannot be reached/s);
  });
});

/** Ways in that cannot be made out, so that not even a request is sent; and one that nobody is at the end of. */
const CLOSED: readonly (readonly [what: string, way: object, why: RegExp])[] = [
  [
    'whose kubeconfig is gone',
    { kubeconfig: '/nowhere/kubeconfig' },
    /ENOENT.*check the file and its context/,
  ],
  ['that this is no pod of', { inCluster: true }, /this is no pod of a cluster \(run it in one/],
  [
    'that does not answer',
    { server: 'http://127.0.0.1:1', token: '${env:TOKEN}' },
    /no answer from 127\.0\.0\.1:1/,
  ],
];

/** The cluster of the configuration, to be entered in another way from now on. */
async function enterBy(config: string, way: object): Promise<void> {
  const { store, providers } = JSON.parse(await readFile(config, 'utf8'));
  const [{ id, push }] = providers.kubernetes.clusters;
  const changed = { store, providers: { kubernetes: { clusters: [{ id, ...way, push }] } } };
  await writeFile(config, JSON.stringify(changed));
}

// What does not answer is asked again for some seconds.
describe.each(CLOSED)('of a cluster %s', { timeout: 60_000 }, (_, way, why) => {
  const isTold = (double: Double): boolean => why.test(double.synchronizer.heldOf('c1')?.errorMsg ?? '');
  /** The domain shows it, and what is known stays. */
  const expectTold = (double: Double): void => {
    expect(() => double.known('c1')).toThrow(why);
    expect(double.synchronizer.heldOf('c1')?.entries['*v1.Pod']).toHaveLength(2);
  };

  it('sync tells DeepFlow why, and a person', async () => {
    const { double, tagsync, lines, config } = await stage();
    await tagsync('sync');
    await enterBy(config, way);
    lines.length = 0;
    expect(await tagsync('sync')).toBe(2);
    expectTold(double);
    expect(lines.join('')).toMatch(why);
  });

  it('the function tells DeepFlow why', async () => {
    const { double, tagsync, io, config } = await stage();
    await tagsync('sync');
    await enterBy(config, way);
    const handler = createHandler(kubernetes, {
      env: { ...io.env, TAGSYNC_CONFIG_FILE: config },
      clock: systemClock,
      readFile: io.readFile,
      write: () => {},
    });
    await handler(null, { getRemainingTimeInMillis: () => 60_000 });
    expectTold(double);
  });

  it('watch tells DeepFlow why', async () => {
    const { double, tagsync, end, config } = await stage();
    await tagsync('sync');
    await enterBy(config, way);
    const watching = tagsync('watch', '--cluster', 'c1', '--probe-port', '0');
    await Promise.race([watching, until(double, () => isTold(double))]);
    expectTold(double);
    end.abort(new Error('SIGTERM'));
    expect(await watching).toBe(0);
  });
});

describe('tagsync watch', () => {
  it(
    'pushes what it sees, at once when idle; meanwhile another run says who does',
    { timeout: 60_000 },
    async () => {
      const { cluster, double, tagsync, lines, end, clock } = await stage();
      const watching = tagsync('watch', '--cluster', 'c1', '--probe-port', '0');
      await until(double, () => isHeld(double) && pods(double).length === 2);
      lines.length = 0;
      await tagsync('sync');
      expect(lines.join('')).toMatch(/deepflow-push-c1 is held by laptop \(pid \d+\) since/);
      const pushed = double.synchronizer.received.at(-1)?.version;
      cluster.put('namespaces', { metadata: { name: 'new' } });
      clock.forward(RHYTHM.pushMs);
      await until(double, () => double.known('c1').namespaces.some(({ name }) => name === 'new'));
      expect(double.synchronizer.heldOf('c1')?.version).toBeGreaterThan(pushed ?? 0n);
      end.abort(new Error('SIGTERM'));
      expect(await watching).toBe(0);
    },
  );
});
