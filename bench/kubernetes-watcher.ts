// The watch of one cluster into a log in memory, pushed to DeepFlow. It says what the first full state cost when it is
// committed and pushed; then each message asks for what the next commit and push cost. Arguments: the cluster as JSON,
// and another one that is watched before it, for what loading and compiling take not to be measured.
import { randomUUID } from 'node:crypto';
import { accountOf } from '../functions/kubernetes/accounts.ts';
import { watchCluster } from '../functions/kubernetes/cluster-watch.ts';
import { PushConfig, pusherOptions } from '../functions/kubernetes/push/config.ts';
import { keepPushing } from '../functions/kubernetes/push/pushing.ts';
import { deepflowServer } from '../functions/kubernetes/push/server.ts';
import type { Server } from '../functions/kubernetes/push/server.ts';
import { watched } from '../functions/kubernetes/watched.ts';
import { RETRY, createCalls } from '../shared/collect/call.ts';
import { systemClock } from '../shared/runtime/clock.ts';
import { createFollowing } from '../shared/runtime/following.ts';
import type { Log } from '../shared/runtime/log.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { counting, portsOf } from './ports.ts';

/** What a state or a change cost: this process, and the log. */
export interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
  /** Without what went by while the bytes of a push were on their way. */
  readonly ownCpuMs: number;
  /** Until it was committed; `ms`: until it was pushed too. */
  readonly committedMs: number;
  readonly objects: number;
  readonly bytes: number;
  /** The most memory that was ever resident. */
  readonly peakMb: number;
}

/** A cluster, how many objects of ours are all of it, and the DeepFlow server that is told. */
export interface Watched {
  readonly url: string;
  readonly objects: number;
  readonly deepflow: string;
}

const log: Log = {
  debug: () => {},
  info: () => {},
  // A machine that is too busy may lose the lease for a while.
  warn: (message) => void process.stderr.write(`${message}\n`),
  error: (message) => fail(message),
};
function fail(message: string): never {
  throw new Error(message);
}

const cpuSince = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const clusters: readonly Watched[] = process.argv.slice(2).map((argument) => JSON.parse(argument));
const [measured, warm] = clusters;
if (measured === undefined) throw new Error('there is no cluster to watch');
// Loaded and compiled, as in a process that has run for a second.
if (warm !== undefined) await watchedOnce(warm);
const watching = watch(measured, (cost) => process.send?.(cost));
process.on('message', () => {
  // At rest for so long that the next commit and the next push are made at once.
  setTimeout(() => {
    watching.measure();
    process.send?.('ready');
  }, 10_500);
});
process.on('disconnect', () => {
  void watching.stop().then(() => process.exit(0));
});

async function watchedOnce(cluster: Watched): Promise<void> {
  await new Promise<void>((resolve) => {
    const once = watch(cluster, () => void once.stop().then(resolve));
  });
}

interface Watching {
  /** What is committed and pushed next is measured, and told. */
  measure(): void;
  stop(): Promise<void>;
}

/** Tells what the first full state cost. */
function watch({ url, objects, deepflow }: Watched, onCost: (cost: Cost) => void): Watching {
  const { store, written } = counting(memoryStore(Date.now));
  const scope = { provider: 'kubernetes', account: 'bench', region: 'global' };
  const stop = new AbortController();
  const calls = createCalls({
    limits: [],
    policy: { ...RETRY, attempts: 1 },
    clock: systemClock,
    signal: stop.signal,
    onAttempt: () => {},
  });
  const cluster = { id: 'bench', server: url, token: 'x' };
  const account = accountOf(cluster, () => false, { calls, clock: systemClock, env: {} });
  const api = account.connect('global', calls({ ...scope, principal: 'bench' }));
  const following = createFollowing(scope, portsOf(store));

  let began = { ms: performance.now(), cpu: process.cpuUsage(), ...written('log', 'data') };
  let isWhole = false;
  let isAsked = true;
  let committedMs: number | undefined;
  let isPushed = false;
  let sendingMs = 0;

  /** Once both are done. */
  function tell(): void {
    if (!isAsked || committedMs === undefined || !isPushed) return;
    isAsked = false;
    const now = written('log', 'data');
    const cpuMs = cpuSince(began.cpu);
    onCost({
      ms: performance.now() - began.ms,
      cpuMs,
      ownCpuMs: cpuMs - sendingMs,
      committedMs,
      objects: now.objects - began.objects,
      bytes: now.bytes - began.bytes,
      peakMb: process.resourceUsage().maxRSS / 1024,
    });
  }

  const server = deepflowServer({
    url: deepflow,
    teamId: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
  });
  const timed: Server = {
    ...server,
    async sync(message, signal) {
      const cpu = process.cpuUsage();
      const held = await server.sync(message, signal);
      sendingMs += cpuSince(cpu);
      if (message.entries.length > 0) {
        isPushed = true;
        tell();
      }
      return held;
    },
  };
  const done = watchCluster(api, watched, following, scope, {
    clock: systemClock,
    signal: stop.signal,
    tagged: (collector) => collector,
    onCache: async (cache, signal) => {
      const options = pusherOptions(PushConfig.parse({ servers: [deepflow] }), 'bench');
      const own = { store, clock: systemClock, servers: [timed], log, holder: 'bench', newToken: randomUUID };
      await keepPushing(cache, options, own, signal);
      server.close();
    },
    onBeat: () => {},
    onError: (error) => {
      throw error;
    },
    onCommit: ({ committed }) => {
      const counts = Object.values(following.head?.sources ?? {}).map(({ count }) => count ?? 0);
      isWhole ||= counts.reduce((sum, n) => sum + n, 0) >= objects;
      if (!committed || !isWhole || !isAsked) return;
      committedMs = performance.now() - began.ms;
      tell();
    },
  });
  return {
    measure() {
      [committedMs, isPushed, sendingMs] = [undefined, false, 0];
      began = { ms: performance.now(), cpu: process.cpuUsage(), ...written('log', 'data') };
      isAsked = true;
    },
    async stop() {
      stop.abort(new Error('over'));
      await done;
    },
  };
}
