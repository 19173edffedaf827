/** Who pushes a cluster dies, or is lied to, at any operation of the store and at any message, which may arrive late: the next one tells all, and no version was two contents. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pushOnce } from '../../../../functions/kubernetes/push/pushing.ts';
import { CloudError } from '../../../../shared/collect/errors.ts';
import { NotHeld } from '../../../../shared/log/lease-claim.ts';
import { memoryStore } from '../../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import { gather } from '../../../simulator/deepflow/kubernetes/gather.ts';
import { createSynchronizer } from '../../../simulator/deepflow/kubernetes/synchronizer.ts';
import { virtualClock } from '../../../support/clock.ts';
import { FATES, everyOperation, fated } from '../../../support/fate.ts';
import type { Fate } from '../../../support/fate.ts';
import { deployment, fakeCluster, fill } from './cluster.ts';
import { directServer, listening } from './direct.ts';

const OPTIONS = {
  cluster: 'c1',
  skip: { namespace: () => false, kind: () => false },
  maxBytes: 100 * 2 ** 20,
};
/** A lease that nobody renews is over by then. */
const LATER = 5 * 60_000;

/** Gives the operations of the push that had the fate. */
async function survive(at: number, fate: Fate, isFirst: boolean): Promise<number> {
  const clock = virtualClock({ from: 1_000_000 });
  const synchronizer = createSynchronizer(() => clock.now());
  const server = directServer(synchronizer);
  const store = memoryStore(() => clock.now());
  /** By version, what it stood for. */
  const told = new Map<bigint, string>();
  const twice: bigint[] = [];
  server.onMessage = ({ version, entries }) => {
    if (entries.length === 0) return;
    const content = contentOf(entries);
    if ((told.get(version) ?? content) !== content) twice.push(version);
    told.set(version, content);
  };
  let tokens = 0;
  const names = (): readonly string[] =>
    gather(synchronizer.entriesOf('c1')).workloads.map(({ name }) => name);
  /** A process of its own, that has read just this of the cluster. */
  const push = async (
    deployments: readonly string[],
    of: ObjectStore,
    through = server,
  ): Promise<unknown> => {
    const cluster = fakeCluster();
    fill(cluster);
    for (const name of deployments) cluster.put('apps/v1/Deployment', deployment(name, {}));
    const rest = { clock, log: listening().log, holder: 'a pod', newToken: () => `token ${++tokens}` };
    const ports = { ...rest, store: of, servers: [through] };
    return pushOnce(cluster.cache, OPTIONS, ports, new AbortController().signal);
  };

  if (!isFirst) await clock.run(push([], store));
  const { of, operation, death, count } = fated(at, fate);
  const lost = new CloudError('unavailable', 'lost');
  /** What left and did not arrive: it does when nobody thinks of it any more. */
  let late: (() => Promise<unknown>) | undefined;
  const sync: typeof server.sync = async (message) => {
    const arrive = async (): Promise<bigint> => server.sync(message, new AbortController().signal);
    late = arrive;
    return operation(async () => {
      late = undefined;
      return arrive();
    }, lost);
  };
  const through = { ...server, sync };
  const doomed = push(['api'], of(store), through).catch(() => {});
  await clock.run(Promise.race([death, doomed]));

  // Beside it nobody pushes; once its lease is over, another one does, and what it read is something else.
  const early = await clock.run(push(['api', 'db'], store).catch((error: unknown) => error));
  const isHeld = early instanceof NotHeld;
  expect(early instanceof Error).toBe(isHeld);
  if (isHeld) {
    await clock.run(clock.sleep(LATER));
    await clock.run(push(['api', 'db'], store));
  }
  expect(names()).toEqual(['web', 'api', 'db']);
  await late?.();
  await clock.run(push(['api', 'db'], store));
  expect(names()).toEqual(['web', 'api', 'db']);
  await clock.run(push(['api'], store));
  expect(names()).toEqual(['web', 'api']);
  expect(twice).toEqual([]);
  return count();
}

const contentOf = (entries: readonly Uint8Array[]): string =>
  createHash('sha256')
    .update(
      entries
        .map((one) => Buffer.from(one).toString('latin1'))
        .toSorted()
        .join('\n'),
    )
    .digest('hex');

test.each(
  FATES.flatMap(
    (fate) =>
      [
        [fate, 'the first push', true],
        [fate, 'a push of changes', false],
      ] as const,
  ),
)('%s any operation of %s', async (fate, _, isFirst) => {
  const operations = await everyOperation((at) => survive(at, fate, isFirst));
  expect(operations).toBeGreaterThan(5);
});
