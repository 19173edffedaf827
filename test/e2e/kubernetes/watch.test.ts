import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kubernetes } from '../../../functions/kubernetes/provider.ts';
import { watch } from '../../../functions/kubernetes/watch.ts';
import { readHead } from '../../../shared/log/head.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { runCli } from '../../../shared/runtime/cli.ts';
import type { CliIo } from '../../../shared/runtime/commands/context.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import { fileStore } from '../../../shared/store/file.ts';
import { OBJECTS } from '../../functions/kubernetes/objects.ts';
import { Cluster } from '../../simulator/kubernetes/cluster.ts';
import { startKubernetes } from '../../simulator/kubernetes/server.ts';
import type { KubernetesServer } from '../../simulator/kubernetes/server.ts';
import { startWebhook } from '../../simulator/webhook.ts';
import { createHeard } from '../../support/heard.ts';

const SECRET = `whsec_${Buffer.from('a secret of a test, for nobody').toString('base64')}`;
const scope = { provider: 'kubernetes', account: 'c1', region: 'global' };

let folder = '';
let cluster: Cluster;
let server: KubernetesServer;
let webhook: Awaited<ReturnType<typeof startWebhook>>;
let stop: AbortController;
let out = createHeard();
/** How much later it is for who watches than for the test. */
let ahead = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tagsync-'));
  cluster = new Cluster();
  put('pods', 'a');
  put('nodes', 'n');
  server = await startKubernetes(cluster);
  webhook = await startWebhook({ secret: SECRET });
  stop = new AbortController();
  out = createHeard();
  ahead = 0;
  await writeFile(
    path.join(folder, 'tagsync.json'),
    JSON.stringify({
      store: `file://${folder}/store`,
      sinks: [{ type: 'webhook', name: 'test', url: webhook.url, secret: '${env:HOOK}' }],
      providers: {
        kubernetes: {
          clusters: [{ id: 'c1', name: 'production', server: server.url, token: '${env:KUBE}' }],
        },
      },
    }),
  );
});
afterEach(async () => {
  stop.abort(new Error('the test is over'));
  await server.close();
  await webhook.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (resource: string, name: string, n = 1): string =>
  cluster.put(resource, OBJECTS[resource]?.(name, n) ?? { metadata: { name } }).uid;
const store = () => fileStore(`${folder}/store`, { now: Date.now });
const env = { HOOK: SECRET, KUBE: 'token-of-the-test' };

async function tagsync(...argv: string[]): Promise<number> {
  const io: CliIo = {
    stdout: out,
    stderr: out,
    env,
    clock: { ...systemClock, now: () => Date.now() + ahead },
    readFile: (file) => readFile(file, 'utf8'),
    writeFile: async () => {},
    knock: async () => {},
    signal: new AbortController().signal,
    untilStopped: () => stop.signal,
  };
  return runCli(
    ['--config', path.join(folder, 'tagsync.json'), ...argv],
    io,
    { kubernetes: async () => kubernetes },
    { watch: async () => watch },
  );
}

/** What nobody writes of, asked for again and again until it is so; the test's own time ends it. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(20);
  }
}

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await new Promise((resolve) => void taken.close(resolve));
  return port;
}

it('a cluster is watched, changes are committed and told, and an order to stop ends it well', async () => {
  const port = await freePort();
  const probe = async (what: string) => fetch(`http://127.0.0.1:${port}/${what}`).catch(() => undefined);
  const ended = tagsync('watch', '--cluster', 'production', '--probe-port', String(port));
  await out.until(async () => ((await probe('readyz'))?.status === 200 ? true : undefined));
  expect((await probe('healthz'))?.status).toBe(200);
  expect((await probe('other'))?.status).toBe(404);
  const before = (await readHead(store(), scope))?.version ?? 0;
  put('pods', 'b');
  const isTold = (): boolean =>
    webhook.deliveries.some(({ body }) => JSON.parse(body).data.version === before + 1);
  for (let next = webhook.heard(); !isTold(); next = webhook.heard()) await next;
  expect(webhook.deliveries.every(({ verified }) => verified === true)).toBe(true);
  stop.abort(new Error('told to stop'));
  expect(await ended).toBe(0);
  const head = await readHead(store(), scope);
  expect(head?.sources['pod']).toMatchObject({ outcome: 'complete', count: 4 });
  expect(await probe('healthz')).toBeUndefined();
  expect(out.text).toContain('"message":"committed"');
  expect(out.text).not.toContain('token-of-the-test');
});

it.each(['SIGTERM', 'SIGINT'] as const)(
  'a real process that is told to stop by %s commits and ends with 0',
  async (signal) => {
    const args = ['--import', 'tsx', 'functions/tagsync.ts', '--config', path.join(folder, 'tagsync.json')];
    const port = String(await freePort());
    const child = spawn(process.execPath, [...args, 'watch', '--cluster', 'c1', '--probe-port', port], {
      env: { ...process.env, ...env },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => out.write(String(text)));
    const ended = once(child, 'exit');
    try {
      await until(async () => (await readHead(store(), scope))?.sources['pod']);
      put('pods', 'late');
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  },
  60_000,
);

it('is not ready while the cluster cannot be read, and says why', async () => {
  const port = await freePort();
  server.api.tokens = new Set(['another']);
  const ended = tagsync('watch', '--cluster', 'c1', '--probe-port', String(port));
  const answer = await out.until(async () => {
    const found = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    const text = await found?.text();
    return text?.includes('401') === true ? { status: found?.status, text } : undefined;
  });
  expect(answer.status).toBe(503);
  expect(answer.text).toMatch(/HTTP 401: Unauthorized \(renew the credentials/);
  stop.abort(new Error('told to stop'));
  expect(await ended).toBe(0);
});

it('says of a cluster that does not answer what to look at', async () => {
  const port = await freePort();
  await server.close();
  const ended = tagsync('watch', '--cluster', 'c1', '--probe-port', String(port));
  const why =
    /no answer from [\d.]+:\d+: connect ECONNREFUSED .*\(is this the address of the cluster's API server, and is it reached from here\?\)/;
  await until(async () => {
    const found = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return why.test((await found?.text()) ?? '') ? true : undefined;
  });
  stop.abort(new Error('told to stop'));
  expect(await ended).toBe(0);
  expect(out.text).toMatch(why);
});

it('is not ready while the log takes nothing, says why, and is again afterwards', async () => {
  const port = await freePort();
  const readyz = async () => {
    const found = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return { status: found?.status, text: (await found?.text()) ?? '' };
  };
  const ready = (status: number) => () =>
    readyz().then((now) => (now.status === status ? now.text : undefined));
  const ended = tagsync('watch', '--cluster', 'c1', '--probe-port', String(port));
  await until(ready(200));
  const { version } = await until(async () => {
    const head = await readHead(store(), scope);
    return head?.sources['pod'] === undefined ? undefined : head;
  });
  const unfinished = path.join(folder, 'store', '.unfinished');
  await rename(unfinished, `${unfinished}.aside`);
  await writeFile(unfinished, 'no folder'); // so nothing can be written
  put('pods', 'b');
  await until(async () => (out.text.includes('cannot be followed') ? true : undefined));
  expect((await readyz()).status).toBe(200); // a hiccup is none
  ahead += 31_000;
  expect(await until(ready(503))).toMatch(/^the log has been behind the cluster for \d+ s: writing log/);
  await rm(unfinished);
  await rename(`${unfinished}.aside`, unfinished);
  await until(ready(200));
  expect((await readHead(store(), scope))?.version).toBe(version + 1);
  stop.abort(new Error('told to stop'));
  expect(await ended).toBe(0);
});

it('a cluster that is not configured is named with those that are', async () => {
  expect(await tagsync('watch', '--cluster', 'staging')).toBe(1);
  expect(out.text).toMatch(/providers\.kubernetes\.clusters: has no "staging": it has c1/);
});

it('sync by hand and the scheduled function list the same, and the second one writes nothing', async () => {
  expect(await tagsync('sync', '--provider', 'kubernetes')).toBe(0);
  expect(out.text).toMatch(/pod +1 +1 +0 +0 +written/);
  const head = await readHead(store(), scope);
  const handler = createHandler(kubernetes, {
    env: { ...env, TAGSYNC_CONFIG_FILE: path.join(folder, 'tagsync.json') },
    clock: systemClock,
    readFile: (file) => readFile(file, 'utf8'),
    write: () => {},
  });
  const context = { getRemainingTimeInMillis: () => 60_000 };
  expect(await handler({}, context)).toMatchObject({
    sources: { unchanged: 11, unsupported: 5, kept: 0, held: 0 },
  });
  expect((await readHead(store(), scope))?.version).toBe(head?.version);
});

it('sync of another cluster under the id is held until a person accepts it', async () => {
  expect(await tagsync('sync')).toBe(0);
  server.api.cluster = new Cluster(undefined, 'rebuilt');
  out = createHeard();
  expect(await tagsync('sync')).toBe(2);
  expect(out.text).toMatch(/cluster +1 +0 +0 +0 +held/);
  expect(out.text).toMatch(/pod +1 +0 +0 +0 +kept/);
  const digest = /--accept-removals cluster:([0-9a-f]+)/.exec(out.text)?.[1];
  out = createHeard();
  expect(await tagsync('sync', '--accept-removals', `cluster:${digest}`)).toBe(0);
  expect(out.text).toMatch(/pod +0 +0 +0 +1 +written/);
  expect(out.text).toMatch(/cluster +1 +0 +1 +0 +written/);
});
