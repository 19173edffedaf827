// The watch of one cluster into a log in memory, pushed to DeepFlow. It says what the first full state cost when it is
// committed and pushed; then each message asks for what the next commit and push cost.
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
import { peakBytes } from './peak.ts';

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

const [url = '', objects = '0', deepflow = ''] = process.argv.slice(2);
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
const cpuSince = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** Once both are done. */
function tell(): void {
  if (!isAsked || committedMs === undefined || !isPushed) return;
  isAsked = false;
  const now = written('log', 'data');
  const cpuMs = cpuSince(began.cpu);
  const cost: Cost = {
    ms: performance.now() - began.ms,
    cpuMs,
    ownCpuMs: cpuMs - sendingMs,
    committedMs,
    objects: now.objects - began.objects,
    bytes: now.bytes - began.bytes,
    peakMb: peakBytes() / 2 ** 20,
  };
  process.send?.(cost);
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
    isWhole ||= counts.reduce((sum, n) => sum + n, 0) >= Number(objects);
    if (!committed || !isWhole || !isAsked) return;
    committedMs = performance.now() - began.ms;
    tell();
  },
});
process.on('message', () => {
  // At rest for so long that the next commit and the next push are made at once.
  setTimeout(() => {
    [committedMs, isPushed, sendingMs] = [undefined, false, 0];
    began = { ms: performance.now(), cpu: process.cpuUsage(), ...written('log', 'data') };
    isAsked = true;
    process.send?.('ready');
  }, 10_500);
});
process.on('disconnect', () => {
  stop.abort(new Error('over'));
  void done.then(() => process.exit(0));
});
