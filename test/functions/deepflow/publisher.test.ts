import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { publish } from '../../../functions/deepflow/publisher.ts';
import type { Clock } from '../../../shared/collect/clock.ts';
import { fileStore } from '../../../shared/store/file.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { startDouble } from '../../simulator/deepflow/domains/double.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import { ACCOUNT, SCOPE, listsOf } from './estate.ts';
import { commit } from './log-of.ts';

const TABLE = 'PUT /v1/domain-additional-resources/';

async function place(section: object = {}) {
  const double = await startDouble();
  onTestFinished(() => double.close());
  const folder = await mkdtemp(path.join(tmpdir(), 'tagsync-deepflow-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = fileStore(folder);
  const servers = [{ name: 'web', vpc: 0, tags: [['team', 'a']] as const }];
  await commit(store, SCOPE, listsOf({ vpcs: 1, servers }));
  const config = {
    store: pathToFileURL(folder).href,
    deepflow: {
      url: double.url,
      publisher: true,
      domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own' }],
      create: {},
      timeoutSeconds: 30,
      ...section,
    },
  };
  return { double, config };
}

/** A minute passes at once, and DeepFlow's recorder runs in it. */
const minutely = (double: Double): Clock => {
  let ahead = 0;
  return {
    ...systemClock,
    now: () => Date.now() + ahead,
    sleep: async (ms, signal) => {
      if (ms !== 60_000) return systemClock.sleep(ms, signal);
      ahead += ms;
      double.record();
      return undefined;
    },
  };
};

const run = (
  config: object,
  clock: Clock,
  over: { readonly minutes?: number; readonly dryRun?: boolean } = {},
) =>
  publish(
    {
      env: { TAGSYNC_CONFIG: JSON.stringify(config) },
      clock,
      readFile: () => Promise.reject(new Error('no file')),
      write: () => {},
    },
    {
      path: undefined,
      dryRun: over.dryRun ?? false,
      untilMs: clock.now() + (over.minutes ?? 0) * 60_000,
      signal: new AbortController().signal,
      note: () => {},
    },
  );

test('goes on each minute until nothing is outstanding: sent, recorded, tagged, recorded', async () => {
  const { double, config } = await place();
  const published = await run(config, minutely(double), { minutes: 10 });
  expect(published.domains.flatMap(({ outstanding }) => outstanding)).toEqual([]);
  double.record();
  const [domain] = [...double.domains.keys()];
  expect(double.knows(domain ?? '').tags).toEqual(['web team=a']);
});

test('stops when its time is up, and says what is outstanding', async () => {
  const { double, config } = await place();
  const published = await run(config, minutely(double));
  expect(published.domains.flatMap(({ outstanding }) => outstanding)).toEqual([
    '1 servers are not recorded yet: web',
  ]);
});

test('publishes only where the configuration says so', async () => {
  const { double, config } = await place({ publisher: false });
  await expect(run(config, systemClock)).rejects.toThrow(
    /deepflow\.publisher: is not true: .+ one place that publishes/,
  );
  expect(double.requests).toEqual([]);
  expect((await run(config, systemClock, { dryRun: true })).outcome).toBe('equal');
});

test('of two at once one is refused, and told who publishes', async () => {
  const { double, config } = await place();
  let second: Promise<unknown> | undefined;
  double.before('GET /v2/domains/', () => {
    second = run(config, systemClock).catch((error: unknown) => error);
  });
  double.misbehave('GET /v1/info/', { kind: 'slow' }); // until the second one has tried
  const slow = { ...config, deepflow: { ...config.deepflow, timeoutSeconds: 2 } };
  await run(slow, systemClock).catch(() => {});
  expect(String(await second)).toMatch(
    /DeepFlow organisation 1 at 127\.0\.0\.1:\d+ is held by tagsync publish on .+, process \d+/,
  );
  expect((await run(config, systemClock)).outcome).toBe('sent'); // it was given back
});

test('a configuration without the section is named', async () => {
  const { config } = await place();
  await expect(run({ store: config.store }, systemClock)).rejects.toThrow('deepflow: is missing');
  await expect(run({ ...config, deepflow: { ...config.deepflow, colour: 1 } }, systemClock)).rejects.toThrow(
    'deepflow',
  );
});

/** When the first publisher stops asking, as a process of its own would find it. */
async function afterOne(request: string, slow: { readonly timeoutSeconds: number }) {
  const { double, config } = await place();
  double.misbehave(request, { kind: 'slow' });
  const first = run({ ...config, deepflow: { ...config.deepflow, ...slow } }, systemClock);
  await expect(first).rejects.toThrow(/no answer/);
  return { double, config };
}

test('a write that was not answered may still be done: nobody else writes until the lease is over', async () => {
  const { config } = await afterOne(TABLE, { timeoutSeconds: 1 });
  await expect(run(config, systemClock)).rejects.toThrow(/is held by tagsync publish on/);
  const later = { ...systemClock, now: () => Date.now() + 6 * 60_000 };
  expect((await run(config, later)).outcome).toBe('sent');
});

test('a question that was not answered changes nothing: the next one publishes at once', async () => {
  const { config } = await afterOne('GET /v2/domains/', { timeoutSeconds: 1 });
  expect((await run(config, systemClock)).outcome).toBe('sent');
});

/** A run in which DeepFlow takes its time before it tells its domains. */
async function delayed(ms: number) {
  const { double, config } = await place();
  let ahead = 0;
  double.before('GET /v2/domains/', () => (ahead += ms));
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  return { double, published: run(config, clock) };
}

test('a lease that would end while DeepFlow answers is renewed before it is asked', async () => {
  const { published } = await delayed(4.8 * 60_000);
  expect((await published).outcome).toBe('sent');
});

test('under a lease that is over nothing is written', async () => {
  const { double, published } = await delayed(5.2 * 60_000);
  await expect(published).rejects.toThrow(/DeepFlow organisation 1/);
  expect(double.requests.filter((one) => !one.startsWith('GET'))).toEqual([]);
});

test('a PUT that is refused is not repeated under a lease that is over', async () => {
  const { double, config } = await place();
  let ahead = 0;
  double.before(TABLE, () => (ahead += 6 * 60_000));
  const description = 'cloud tag (resource name: web) is not recorded';
  double.misbehave(TABLE, { kind: 'status', status: 400, code: 'INVALID_POST_DATA', description });
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  await expect(run(config, clock)).rejects.toThrow(/DeepFlow organisation 1/);
  expect(double.requests.filter((one) => one.startsWith(TABLE))).toHaveLength(1);
});
