// A large cluster: its first full state against a bare reader, one change, connections that break.
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf, start } from './child.ts';
import type { Child } from './child.ts';
import type { Figure, Options } from './figure.ts';
import type { Cost } from './kubernetes-watcher.ts';

const SIZES = { pods: 50_000, nodes: 2_000, namespaces: 500 };
const QUICK = { pods: 5_000, nodes: 200, namespaces: 50 };
/** Kinds that every cluster has, and so watches of one. */
const WATCHES = 10;
const CHANGES = 5;
const QUICK_CHANGES = 3;

interface Read {
  readonly ms: number;
  readonly cpuMs: number;
}

export async function kubernetes({ quick, say }: Options): Promise<readonly Figure[]> {
  const { pods, nodes, namespaces } = quick ? QUICK : SIZES;
  const changes = quick ? QUICK_CHANGES : CHANGES;
  say(`kubernetes: a cluster of ${pods} pods on ${nodes} nodes in ${namespaces} namespaces`);
  const server = await start('kubernetes-server', [pods, nodes, namespaces].map(String));
  const { url, deepflow } = server.hello as { readonly url: string; readonly deepflow: string };
  say('kubernetes: a bare reader, twice');
  const read = async () => outputOf<Read>('kubernetes-reader', [url]);
  const reads = [await read(), await read()];
  const bare = Math.min(...reads.map(({ ms }) => ms));
  const reading = Math.max(...reads.map(({ cpuMs }) => cpuMs));
  say('kubernetes: the first full state');
  // Pods and nodes have an address each.
  const watcher = await start('kubernetes-watcher', [url, String(2 * (pods + nodes) + namespaces), deepflow]);
  const first = watcher.hello as Cost;
  say(`kubernetes: one pod changes, ${changes} times`);
  const one: Cost[] = [];
  for (let n = 0; n < changes; n++) one.push(await changed(server, watcher));
  say('kubernetes: every connection breaks');
  const before = (await server.ask('count')) as { readonly requests: number };
  await server.ask('restart');
  await sleep(5_000);
  const after = (await server.ask('count')) as { readonly requests: number };
  await watcher.stop();
  await server.stop();
  const cpu = one.map(({ ownCpuMs }) => ownCpuMs).toSorted((a, b) => a - b)[changes >> 1] ?? 0;
  return [
    { id: 'kubernetes.first', value: first.ms / bare },
    { id: 'kubernetes.first-time', value: first.ms },
    { id: 'kubernetes.first-commit', value: first.committedMs },
    { id: 'kubernetes.bare-time', value: bare },
    { id: 'kubernetes.first-cpu', value: first.cpuMs },
    { id: 'kubernetes.memory', value: Math.max(...one.map(({ peakMb }) => peakMb)) },
    { id: 'kubernetes.change.objects', value: Math.max(...one.map(({ objects }) => objects)) },
    { id: 'kubernetes.change.bytes', value: Math.max(...one.map(({ bytes }) => bytes)) },
    { id: 'kubernetes.change.cpu', value: (100 * cpu) / (first.ownCpuMs - reading) },
    { id: 'kubernetes.reconnect', value: (after.requests - before.requests) / WATCHES },
  ];
}

async function changed(server: Child, watcher: Child): Promise<Cost> {
  await watcher.ask('next');
  const cost = watcher.next();
  await server.ask('change');
  return (await cost) as Cost;
}
