// A region of AWS whose tags change, a function that syncs it, and a reader of its log, on a clock that only waits.
import { aws } from '../functions/aws/provider.ts';
import { bucketKey, limitOf } from '../shared/collect/limit.ts';
import type { Limit } from '../shared/collect/limit.ts';
import { openLookup } from '../shared/lookup/lookup.ts';
import { runJob } from '../shared/runtime/job.ts';
import type { JobReport, JobRequest } from '../shared/runtime/ports.ts';
import { EVERYTHING } from '../shared/runtime/request.ts';
import { memoryStore } from '../shared/store/memory.ts';
import type { ObjectStore } from '../shared/store/store.ts';
import type { Quota } from '../test/simulator/cloud/buckets.ts';
import { regionOf } from '../test/simulator/aws/estate.ts';
import type { ResourceType } from '../test/simulator/aws/estate.ts';
import { randomFrom } from '../test/simulator/aws/generate/random.ts';
import { retag } from '../test/simulator/aws/mutate.ts';
import { startAws } from '../test/simulator/aws/server.ts';
import { aMoment, virtualClock } from '../test/support/clock.ts';
import type { VirtualClock } from '../test/support/clock.ts';
import { onWire, wireOf } from '../test/support/wire.ts';
import { ACCOUNT, HOME, REGION, estateOf } from './estate.ts';
import { portsOf } from './ports.ts';
import { published } from './virtual-region.ts';

/** A call of AWS there and back, and a request of the store. */
const CALL_MS = 50;
const STORE_MS = 30;
/** The reader asks the log this often: `tagsync serve --every 1`. */
export const READ_MS = 1000;
/** An invocation starts within this time, cold or warm. */
export const START_MS = 1000;

/** A tag that somebody sets, and where it must be read. */
export interface Change {
  readonly at: number;
  /** As the ARN of the resource names its type, and the resource. */
  readonly arn: string;
  readonly id: string;
  /** Each is larger than the one before: who reads a later one has read this one too. */
  readonly value: number;
  readonly address: string;
  readonly vpc: string;
}

export interface World {
  readonly clock: VirtualClock;
  /** From 0 up to, and without, `below`. */
  readonly chance: (below: number) => number;
  /** Sets a tag of a resource: one after the other, and then again. */
  change(): Change;
  /** One invocation of the function. */
  invoke<T>(work: () => Promise<T>): Promise<T>;
  sync(request: Partial<JobRequest>): Promise<JobReport>;
  /** Waits until a lookup says what was set; how long that took since then, in seconds. */
  readable(change: Change): Promise<number>;
  /** Calls of AWS, by operation. */
  calls(): readonly string[];
  /** Removals that were committed. */
  removed(): number;
  stop(): Promise<void>;
}

export async function worldOf(seed: string): Promise<World> {
  const random = randomFrom(`freshness ${seed}`);
  const chance = (below: number): number => (random.below(2 ** 32) / 2 ** 32) * below;
  const clock = virtualClock({ from: Date.UTC(2026, 0, 1), random: () => chance(1), idle: aMoment });
  const estate = estateOf('small');
  const cloud = await startAws({
    estate,
    now: () => clock.now(),
    buckets: { '*': undefined },
    quotaOf: ({ account, region, action }) => quotaOf(aws.limits, { account, region, action }),
  });
  // Where the vendor's clients look for it.
  Object.assign(process.env, { AWS_ENDPOINT_URL: cloud.url, AWS_REGION: HOME });
  const { accessKeyId, secretAccessKey } = cloud.credentials(ACCOUNT);
  const config = aws.config.parse({ accounts: [{ id: ACCOUNT, accessKeyId, secretAccessKey }] });
  const provider = onWire(aws, wireOf(clock, CALL_MS));
  const store = distant(
    memoryStore(() => clock.now()),
    clock,
  );
  let removed = 0;
  const ports = { ...portsOf(store), clock };
  const sync: World['sync'] = async (request) => {
    const report = await runJob(provider, config, { ...EVERYTHING, regions: [REGION], ...request }, ports);
    const [failure] = report.failures;
    if (failure !== undefined) throw new Error('the job failed', { cause: failure.error });
    for (const { counts } of report.scopes.flatMap(({ sources }) => sources)) removed += counts.removed;
    return report;
  };
  await clock.run(sync({}));
  cloud.resetCalls();
  const lookup = await clock.run(openLookup({ store }));
  const pending = new Map<Change, (seconds: number) => void>();
  const stopped = new AbortController();
  const reading = (async () => {
    while (!stopped.signal.aborted) {
      await clock.sleep(READ_MS);
      await lookup.refresh();
      for (const [change, tell] of pending) {
        const { id, value, address, vpc, at } = change;
        const found = lookup.lookup(address, { vpc });
        const labels = found.status === 'found' ? found.answer.labels : [];
        const tags = labels.find((label) => label.id === id)?.tags ?? [];
        if (!tags.some(([key, said]) => key === 'freshness' && Number(said) >= value)) continue;
        pending.delete(change);
        tell((clock.now() - at) / 1000);
      }
    }
  })();
  const targets = targetsOf(estate);
  let changes = 0;
  return {
    clock,
    chance,
    change() {
      const target = targets[changes % targets.length];
      if (target === undefined) throw new Error('nothing to change');
      const value = ++changes;
      retag(estate, PLACE, target.type, target.id, { freshness: String(value) });
      return { ...target, value, at: clock.now() };
    },
    async invoke(work) {
      await clock.sleep(chance(START_MS));
      return work();
    },
    sync,
    readable: async (change) => new Promise((resolve) => void pending.set(change, resolve)),
    calls: () => cloud.calls().map(({ operation }) => operation),
    removed: () => removed,
    async stop() {
      stopped.abort();
      await clock.run(reading);
      await cloud.close();
    },
  };
}

const PLACE = { account: ACCOUNT, region: REGION };

const arnOf = (type: string, id: string): string => `arn:aws:ec2:${REGION}:${ACCOUNT}:${type}/${id}`;

/** Servers, subnets and VPCs that an address of a server tells of; none twice, kinds in turn. */
function targetsOf(estate: ReturnType<typeof estateOf>) {
  const named = new Set<string>();
  return regionOf(estate, PLACE).networkInterfaces.flatMap((nic) => {
    const { PrivateIpAddress: address, VpcId: vpc, SubnetId: subnet, Attachment } = nic;
    const server = Attachment?.InstanceId;
    if (address === undefined || vpc === undefined || subnet === undefined || server === undefined) return [];
    const candidates: readonly (readonly [ResourceType, string, string])[] = [
      ['instances', 'instance', server],
      ['subnets', 'subnet', subnet],
      ['vpcs', 'vpc', vpc],
    ];
    const fresh = candidates.filter(([, , id]) => !named.has(id));
    for (const [, , id] of fresh) named.add(id);
    return fresh.map(([type, word, id]) => ({ type, id, arn: arnOf(word, id), address, vpc }));
  });
}

/** As the table of limits states it. */
function quotaOf(
  limits: readonly Limit[],
  { account, region, action }: { readonly account: string; readonly region: string; readonly action: string },
): Quota | undefined {
  const limit = limitOf(limits, action);
  if (limit === undefined) return undefined;
  const key = bucketKey(limit, { provider: 'aws', account, region, principal: account }, action);
  const rate = published(limit, key);
  return rate && { key, rate };
}

function distant(inner: ObjectStore, clock: VirtualClock): ObjectStore {
  const far = async <T>(ask: () => Promise<T>): Promise<T> => {
    await clock.sleep(STORE_MS);
    return ask();
  };
  return {
    ...inner,
    get: async (key) => far(async () => inner.get(key)),
    put: async (key, body) => far(async () => inner.put(key, body)),
    putIfAbsent: async (key, body, lastly) => far(async () => inner.putIfAbsent(key, body, lastly)),
    delete: async (key) => far(async () => inner.delete(key)),
    list: async (query) => far(async () => inner.list(query)),
  };
}
