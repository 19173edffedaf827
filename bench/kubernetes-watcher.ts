// The watch of one cluster into a log in memory. It says what the first full state cost when it is committed; then each
// message asks for what the next commit costs.
import { accountOf } from '../functions/kubernetes/accounts.ts';
import { watchCluster } from '../functions/kubernetes/cluster-watch.ts';
import { watched } from '../functions/kubernetes/provider.ts';
import { RETRY, createCalls } from '../shared/collect/call.ts';
import { systemClock } from '../shared/runtime/clock.ts';
import { createFollowing } from '../shared/runtime/following.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { counting, portsOf } from './ports.ts';

/** What a state or a change cost: this process, and the log. */
export interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
  readonly objects: number;
  readonly bytes: number;
  /** The most memory that was ever resident. */
  readonly peakMb: number;
}

const [url = '', objects = '0'] = process.argv.slice(2);
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
const cost = (): Cost => {
  const { user, system } = process.cpuUsage(began.cpu);
  const now = written('log', 'data');
  return {
    ms: performance.now() - began.ms,
    cpuMs: (user + system) / 1000,
    objects: now.objects - began.objects,
    bytes: now.bytes - began.bytes,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
};

const done = watchCluster(api, watched, following, scope, {
  clock: systemClock,
  signal: stop.signal,
  tagged: (collector) => collector,
  onCache: async () => {},
  onError: (error) => {
    throw error;
  },
  onCommit: ({ committed }) => {
    const counts = Object.values(following.head?.sources ?? {}).map(({ count }) => count ?? 0);
    isWhole ||= counts.reduce((sum, n) => sum + n, 0) >= Number(objects);
    if (!committed || !isWhole || !isAsked) return;
    isAsked = false;
    process.send?.(cost());
  },
});
process.on('message', () => {
  // At rest for so long that the next commit is made at once.
  setTimeout(() => {
    began = { ms: performance.now(), cpu: process.cpuUsage(), ...written('log', 'data') };
    isAsked = true;
    process.send?.('ready');
  }, 5_500);
});
process.on('disconnect', () => {
  stop.abort(new Error('over'));
  void done.then(() => process.exit(0));
});
