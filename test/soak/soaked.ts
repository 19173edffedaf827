// The process that is measured: what runs in production, on a clock that leaps from minute to minute. Each minute the job
// of AWS for what changes most; each quarter of an hour the whole job, with exports, and the publisher. All the while a
// watch of a cluster, and a lookup that follows the log. `node --expose-gc soaked.ts <minutes> <leak, leak, …>`; each
// message says what is held, and the last one what was done.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getHeapCodeStatistics } from 'node:v8';
import { aws } from '../../functions/aws/provider.ts';
import { publish } from '../../functions/deepflow/publisher.ts';
import { watch } from '../../functions/kubernetes/watch.ts';
import { RETRY } from '../../shared/collect/call.ts';
import { openLookup } from '../../shared/lookup/lookup.ts';
import { createHandler } from '../../shared/runtime/handler.ts';
import type { Io } from '../../shared/runtime/io.ts';
import { createPublishHandler } from '../../shared/runtime/publish-handler.ts';
import { StoreConfig, openStore } from '../../shared/store/open.ts';
import { BUCKET, HOME, PLACE, STORE_KEYS, WEBHOOK_SECRET } from './estate.ts';
import type { Addresses, Minute } from './estate.ts';
import type { Told } from './told.ts';
import type { Sample } from './judge.ts';
import { leapingClock } from './leaping-clock.ts';
import { LEAKS } from './leaks.ts';

process.on('disconnect', () => process.exit()); // nobody is left to tell

const MINUTE = 60_000;
/** How long an answer of a cloud or a store, and one of the webhook, is waited for. */
const PATIENCE = new Set([RETRY.timeoutMs, 30_000, 15_000]);
const QUARTER = 15;
const [minutes = '', wanted = ''] = process.argv.slice(2);
const leaks = Object.entries(LEAKS).filter(([name]) => wanted.split(',').includes(name));
const collect = globalThis.gc;
if (collect === undefined) throw new Error('run it with --expose-gc');
process.on('warning', (warning) => {
  throw warning;
});

const world = fork(fileURLToPath(new URL('world.ts', import.meta.url)), [], {
  execArgv: ['--import', import.meta.resolve('tsx')],
});
const [at] = (await once(world, 'message')) as [Addresses];
Object.assign(process.env, { AWS_ENDPOINT_URL: at.aws, AWS_REGION: HOME });

const store = { type: 's3', bucket: BUCKET, endpoint: at.store, region: HOME, ...STORE_KEYS };
const config = {
  store: { ...store, accessKeyId: '${env:STORE_KEY}', secretAccessKey: '${env:STORE_SECRET}' },
  retention: { days: 1, versions: 500 },
  sinks: [{ type: 'webhook', name: 'controller', url: at.webhook, secret: '${env:WEBHOOK_SECRET}' }],
  providers: {
    aws: {
      accounts: [{ id: PLACE.account, accessKeyId: '${env:AWS_KEY}', secretAccessKey: '${env:AWS_SECRET}' }],
      regions: { include: [PLACE.region] },
    },
    kubernetes: { clusters: [{ id: 'c1', server: at.kubernetes, token: '${env:KUBE}' }] },
  },
  deepflow: {
    url: at.deepflow,
    publisher: true,
    domains: [{ provider: 'aws', account: PLACE.account, mode: 'own' }],
    create: {},
  },
};
const env = {
  STORE_KEY: STORE_KEYS.accessKeyId,
  STORE_SECRET: STORE_KEYS.secretAccessKey,
  WEBHOOK_SECRET,
  AWS_KEY: at.keys.accessKeyId,
  AWS_SECRET: at.keys.secretAccessKey,
  KUBE: 'a-token',
  AWS_ENDPOINT_URL: at.aws,
  AWS_REGION: HOME,
};
const clock = leapingClock(PATIENCE);
const ioOf = (over: object, write: Io['write'] = () => {}): Io => ({
  env: { ...env, TAGSYNC_CONFIG: JSON.stringify({ ...config, ...over }) },
  clock,
  readFile: (path) => Promise.reject(new Error(`nobody may read ${path}`)),
  write,
});
/** Less than a minute, so that the publisher leaves what is outstanding to the next time. */
const context = { getRemainingTimeInMillis: () => 50_000 };
const syncServers = createHandler(aws, ioOf({}));
const syncAll = createHandler(aws, ioOf({ exports: [{ format: 'prometheus', name: 'targets.json' }] }));
const tell = createPublishHandler(publish, ioOf({}));

const watched = { commits: 0, isTold: (): void => {} };
const over = new AbortController();
const watching = watch(
  ioOf({}, (text) => {
    if (!text.includes('"message":"committed"')) return;
    watched.commits++;
    watched.isTold();
  }),
  { cluster: 'c1', probePort: 0, path: undefined, signal: over.signal, note: () => {} },
);
watching.catch((error: unknown) => {
  throw error;
});
const lookup = await openLookup({ store: openStore(StoreConfig.parse(store), { env, clock }) });

let failures = 0;
/** What fails for a fault of the world fails as an invocation does, and the next one goes on. */
async function invoked(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch {
    failures++;
  }
}

for (let minute = 1; minute <= Number(minutes); minute++) {
  const before = watched.commits;
  await clock.leap(MINUTE);
  world.send({ cycle: minute, now: clock.now() } satisfies Minute);
  await once(world, 'message');
  if (minute % QUARTER === 0) {
    await invoked(syncAll(null, context));
    await invoked(tell(null, context));
  } else await invoked(syncServers({ sources: ['vm'], regions: [PLACE.region] }, context));
  await lookup.refresh();
  for (const ip of ['10.0.0.10', '10.1.0.3', '192.0.2.1']) lookup.lookup(ip);
  while (watched.commits === before) {
    await new Promise<void>((resolve) => {
      watched.isTold = resolve;
    });
  }
  for (const [, leak] of leaks) leak();
  if (minute % QUARTER === 0) {
    await settled();
    process.send?.({ sample: sampleOf(minute) } satisfies Told);
  }
}
const [commits = 0] = lookup
  .scopes()
  .flatMap(({ scope, version }) => (scope.region === PLACE.region ? version : []));
process.send?.({ done: { commits, watched: watched.commits, failures } } satisfies Told);
over.abort(new Error('the soak is over'));
await watching;
world.disconnect();
process.exit(); // what leaks on purpose would keep it

/** What was let go of in this turn is closed in the next ones. */
async function settled(): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    collect?.();
  }
}

function sampleOf(cycle: number): Sample {
  const { heapUsed, external } = process.memoryUsage();
  // The engine goes on for hours to optimise what it runs: that is no leak of ours.
  const { code_and_metadata_size: code, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics();
  const handles: Record<string, number> = { descriptors: descriptors() };
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return { cycle, bytes: heapUsed + external - code - bytecode, handles };
}

function descriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0; // not Linux
  }
}
