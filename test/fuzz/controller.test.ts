/** What DeepFlow's controller answers, damaged: the push ends in time, in an error with a name, and sends nothing that it does not mean. */
import { expect, it, onTestFinished } from 'vitest';
import { Config } from '../../functions/deepflow/config.ts';
import { controllerAt } from '../../functions/deepflow/controller.ts';
import { filesIn } from '../../functions/deepflow/files.ts';
import { publish } from '../../functions/deepflow/publish.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { ACCOUNT, SCOPE, listsOf } from '../functions/deepflow/estate.ts';
import { commit } from '../functions/deepflow/log-of.ts';
import { startDouble } from '../simulator/deepflow/domains/double.ts';
import { chance } from '../support/chance.ts';
import { mutated } from './mutate.ts';
import { startProxy } from './mutating-proxy.ts';
import { again, seedsOf } from './seeds.ts';

const SEEDS = seedsOf(20, 2);
const DAMAGED = 0.3;

it('answers of the controller are understood, or refused by name', { timeout: 600_000 }, async () => {
  const double = await startDouble();
  onTestFinished(() => double.close());
  const store = memoryStore(Date.now);
  const servers = [{ name: 'web', vpc: 0, tags: [['team', 'a']] as const }];
  await commit(store, SCOPE, listsOf({ vpcs: 1, servers }));
  let by = chance(0);
  const proxy = await startProxy(double.url, (body) =>
    by.random() < DAMAGED ? mutated(body, by) : undefined,
  );
  onTestFinished(() => proxy.close());
  const { lcuuid } = double.addDomain({ name: 'theirs', type: 5 });
  const theirs = [{ name: 'theirs', uuid: 'vpc-1', domain_uuid: lcuuid }];
  const config = Config.parse({
    url: proxy.url,
    publisher: true,
    domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own' }],
    create: {},
  });
  const { signal } = new AbortController();
  const controller = controllerAt({
    url: proxy.url,
    org: 1,
    timeoutMs: 5_000,
    clock: systemClock,
    signal,
  });
  const met = new Set<string>();
  for (const seed of SEEDS) {
    by = chance(seed);
    double.write({ ...double.table(), vpcs: theirs });
    double.record();
    // What it noted of its last push is damaged too, which is asked what may go.
    const [key = '', sound = ''] = (await sentOf(store))[0] ?? [];
    if (key !== '') await store.put(key, Buffer.from(mutated(sound, by)));
    try {
      const { outcome } = await publish(
        config,
        { dryRun: false },
        { store, controller, files: filesIn(store), stillHeld: async () => {} },
      );
      met.add(outcome);
    } catch (error) {
      if (!(error instanceof CloudError)) throw new Error(again(seed), { cause: error });
      met.add(error.reason);
    }
  }
  expect([...met]).toEqual(expect.arrayContaining(['sent', 'invalid', 'unavailable']));
});

/** Keys and texts. */
async function sentOf(store: ObjectStore): Promise<readonly (readonly [string, string])[]> {
  const listed = await store.list({ prefix: 'deepflow/', startAfter: '', limit: 10 });
  return Promise.all(
    listed.map(async ({ key }) => [key, Buffer.from((await store.get(key))?.body ?? []).toString()] as const),
  );
}
