import { onTestFinished } from 'vitest';
import { Config } from '../../../functions/deepflow/config.ts';
import { controllerAt } from '../../../functions/deepflow/controller.ts';
import { filesIn } from '../../../functions/deepflow/files.ts';
import { publish } from '../../../functions/deepflow/publish.ts';
import type { Published } from '../../../functions/deepflow/publish.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { startDouble } from '../../simulator/deepflow/domains/double.ts';
import type { Double } from '../../simulator/deepflow/domains/double.ts';
import { ACCOUNT } from './estate.ts';

export interface Stage {
  readonly double: Double;
  readonly store: ObjectStore;
  /** `timeoutMs`: of each request; a machine may be busy, so only a test of it makes it short. */
  readonly publish: (
    over?: object,
    options?: { readonly dryRun?: boolean; readonly timeoutMs?: number },
  ) => Promise<Published>;
  /** Who brings the file from the store to where DeepFlow reads it. */
  readonly carry: (key: string, path: string) => Promise<void>;
  /** Of the domain that the publisher made. */
  readonly domain: () => string;
}

/** A store, a double, and the publisher between them. */
export async function stage(): Promise<Stage> {
  const double = await startDouble();
  onTestFinished(() => double.close());
  const store = memoryStore(Date.now);
  return {
    double,
    store,
    publish: (over = {}, { dryRun = false, timeoutMs = 60_000 } = {}) => {
      const config = Config.parse({
        url: double.url,
        publisher: true,
        domains: [{ provider: 'aws', account: ACCOUNT, mode: 'own' }],
        create: {},
        ...over,
      });
      const controller = controllerAt({
        url: double.url,
        org: config.org,
        timeoutMs,
        clock: systemClock,
        signal: new AbortController().signal,
      });
      return publish(
        config,
        { dryRun },
        { store, controller, files: filesIn(store), stillHeld: async () => {} },
      );
    },
    carry: async (key, path) => {
      const stored = await store.get(key);
      if (stored !== undefined) double.files.set(path, Buffer.from(stored.body).toString());
    },
    domain: () => {
      const [own] = [...double.domains.values()].filter(({ clusterId }) => clusterId.startsWith('tagsync-'));
      if (own === undefined) throw new Error('the publisher made no domain');
      return own.lcuuid;
    },
  };
}
