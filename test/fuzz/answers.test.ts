/**
 * What a cloud answers, damaged: in its bytes, in its values. Whatever comes of it has a name that says what to do,
 * comes in time, and takes nothing away from a source whose list broke.
 */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { RETRY } from '../../shared/collect/call.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { runJob } from '../../shared/runtime/job.ts';
import type { JobPorts, JobReport } from '../../shared/runtime/ports.ts';
import { EVERYTHING } from '../../shared/runtime/request.ts';
import { systemClock } from '../../shared/runtime/clock.ts';
import { everyTag } from '../../shared/runtime/patterns.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import { GUARD } from '../../shared/sync/guard.ts';
import { chance } from '../support/chance.ts';
import { CLOUDS } from './clouds.ts';
import { mutated } from './mutate.ts';
import { startProxy } from './mutating-proxy.ts';
import { seedsOf } from './seeds.ts';

/** Each is one run of each cloud. */
const SEEDS = seedsOf(1, 2);
/** Milliseconds; an undamaged run takes a fraction of it. */
const LIMIT = 60_000;

/** Answers that seeds damaged, of all clouds, and what was refused for it. */
const met = { damaged: 0, refused: 0 };

describe.each(Object.entries(CLOUDS))('answers of %s', async (_, start) => {
  const cloud = await start();
  afterAll(() => cloud.close());
  const { provider } = cloud;

  /** A sound run, then one whose answers `damage` damages, over the same store. */
  async function damagedBy(damage: (body: string) => string | undefined): Promise<JobReport> {
    const store = memoryStore(Date.now);
    let armed = false;
    const proxy = await startProxy(cloud.url, (body) => (armed ? damage(body) : undefined));
    const run = async (): Promise<JobReport> => {
      const config = provider.config.parse(cloud.configAt(proxy.url));
      const env = cloud.envAt(proxy.url);
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value); // AWS's SDK looks there
      return runJob(provider, config, EVERYTHING, portsOf(store, env));
    };
    try {
      const whole = await run();
      expect(whole.failures).toEqual([]);
      const outcomes = whole.scopes.flatMap(({ sources }) => sources.map(({ outcome }) => outcome));
      expect(outcomes).toContain('written');
      expect(outcomes).not.toContain('kept');
      armed = true;
      const began = Date.now();
      const damaged = await run();
      expect(Date.now() - began).toBeLessThan(LIMIT);
      const lost = damaged.scopes
        .flatMap(({ sources }) => sources)
        .filter(({ outcome, counts }) => outcome === 'kept' && counts.removed > 0);
      expect(lost).toEqual([]);
      return damaged;
    } finally {
      vi.unstubAllEnvs();
      await proxy.close();
    }
  }

  it.each(SEEDS)('damaged by SEED=%i FUZZ=1, are classified', { timeout: 2 * LIMIT }, async (seed) => {
    const by = chance(seed);
    const damaged = await damagedBy((body) => {
      if (by.random() >= cloud.share) return undefined;
      met.damaged++;
      return mutated(body, by);
    });
    expect(unclassified(damaged)).toBe('');
    met.refused += refusedIn(damaged);
  });

  it(
    'whose ids are half a character, that no URL takes, are classified',
    { timeout: 2 * LIMIT },
    async () => {
      const half = String.raw`"$1":"\ud800"`;
      const damaged = await damagedBy((body) => body.replaceAll(/"(\w+id)"\s*:\s*"[^"]*"/gi, half));
      expect(unclassified(damaged)).toBe('');
    },
  );

  it('that break off are classified, and take nothing away', { timeout: 2 * LIMIT }, async () => {
    const damaged = await damagedBy((body) => body.slice(0, body.length / 2));
    expect(unclassified(damaged)).toBe('');
    expect(refusedIn(damaged)).toBeGreaterThan(0);
  });
});

it('damage broke lists, or nothing of this was proved', () => {
  expect(met.damaged).toBeGreaterThan(SEEDS.length);
  expect(met.refused).toBeGreaterThan(met.damaged / 8);
});

/** Lists that were not believed, and scopes or accounts that were not opened. */
function refusedIn({ scopes, failures }: JobReport): number {
  const kept = scopes.flatMap(({ sources }) => sources.filter(({ outcome }) => outcome === 'kept'));
  return failures.length + kept.length;
}

/** What ended in nothing that a person could act on. */
function unclassified({ scopes, failures }: JobReport): string {
  const bugs = scopes
    .flatMap(({ sources }) => sources)
    .filter(({ reason }) => reason === 'bug')
    .map(({ source, cause }) => `${source}: ${storyOf(cause)}`);
  const strangers = failures
    .filter(({ error }) => !(error instanceof CloudError))
    .map(({ what, error }) => `${what}: ${storyOf(error)}`);
  return [...bugs, ...strangers].join('\n');
}

const storyOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

function portsOf(store: JobPorts['store'], env: JobPorts['env']): JobPorts {
  return {
    store,
    sinks: [],
    // Nobody waits before trying again.
    clock: {
      ...systemClock,
      random: () => 0,
      sleep: (ms, signal) => systemClock.sleep(ms > 5_000 ? ms : 0, signal),
    },
    env,
    signal: AbortSignal.timeout(LIMIT),
    guard: GUARD,
    retention: { keep: 1e9, maxLag: 1e9, maxVersions: Infinity, orphanAfter: 1e9 },
    keepTag: everyTag,
    memoryBytes: 256 * 2 ** 20,
    maxRun: 2 * LIMIT,
    slowMs: LIMIT,
    retry: { ...RETRY, attempts: 2 },
    newRunId: () => crypto.randomUUID(),
    observer: { planned: () => {}, page: () => {}, synced: () => {}, attempted: () => {} },
  };
}
