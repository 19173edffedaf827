import { expect, it } from 'vitest';
import { createWatchHealth } from '../../../functions/kubernetes/watch-health.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { StoreError } from '../../../shared/store/store.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { Api } from '../../simulator/kubernetes/api.ts';
import { Cluster } from '../../simulator/kubernetes/cluster.ts';
import { virtualClock } from '../../support/clock.ts';
import { OBJECTS } from './objects.ts';
import { startWatch } from './watched.ts';
import type { Watching } from './watched.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Stage {
  readonly clock: ReturnType<typeof virtualClock>;
  readonly watch: Watching;
  /** From now on what the store is asked to create is answered so. */
  readonly store: { answer: (() => Promise<'created'>) | undefined };
  readonly put: (name: string) => void;
}

/** A watch of an idle cluster, on a store whose next commits can be blocked; `stopped`: how long its end took. */
async function stage(
  play: (stage: Stage) => Promise<void>,
): Promise<Watching & { readonly stopped: number }> {
  const clock = virtualClock();
  const cluster = new Cluster();
  const inner = memoryStore(() => clock.now());
  const state: Stage['store'] = { answer: undefined };
  const store: ObjectStore = {
    ...inner,
    putIfAbsent: (key, body) => (state.answer === undefined ? inner.putIfAbsent(key, body) : state.answer()),
  };
  const watch = startWatch(new Api(cluster, { clock }), clock, { store });
  const put = (name: string): void =>
    void cluster.put('pods', OBJECTS['pods']?.(name, 1) ?? { metadata: { name } });
  let stopped = 0;
  await clock.run(
    (async () => {
      await clock.sleep(10 * SECOND);
      await play({ clock, watch, store: state, put });
      const at = clock.now();
      await watch.stop();
      stopped = clock.now() - at;
    })(),
  );
  return { ...watch, stopped };
}

const full = (): Promise<never> => Promise.reject(new StoreError('file:///log: the disk is full'));
const silent = (): Promise<never> => new Promise(() => {});

const LATE =
  'CloudError: the last commit was not done in 20 s (nothing is lost: the next start lists everything again)';

it('an idle watch is ready and alive for hours, and ends at once', async () => {
  const { stopped } = await stage(async ({ clock, watch: { health } }) => {
    for (let minute = 0; minute < 180; minute++) {
      await clock.sleep(MINUTE);
      expect([health.notReady(), health.isAlive()]).toEqual([undefined, true]);
    }
  });
  expect(stopped).toBeLessThan(SECOND);
});

it('a commit that fails makes it unready after half a minute, with the reason, until one is done', async () => {
  await stage(async ({ clock, watch: { health }, store, put }) => {
    store.answer = full;
    put('a');
    await clock.sleep(29 * SECOND);
    expect(health.notReady()).toBeUndefined();
    await clock.sleep(2 * SECOND);
    expect(health.notReady()).toMatch(
      /^the log has been behind the cluster for 3[01] s: file:\/\/\/log: the disk is full/,
    );
    await clock.sleep(60 * MINUTE);
    // It is tried again and again: to start it anew would help nobody.
    expect(health.isAlive()).toBe(true);
    store.answer = undefined;
    await clock.sleep(6 * SECOND);
    expect(health.notReady()).toBeUndefined();
  });
});

it('a store that never answers makes it unready, and in the end dead', async () => {
  const { stopped, errors } = await stage(async ({ clock, watch: { health }, store, put }) => {
    store.answer = silent;
    put('a');
    await clock.sleep(31 * SECOND);
    expect(health.notReady()).toMatch(/3[01] s: the store has not answered yet$/);
    expect(health.isAlive()).toBe(true);
    await clock.sleep(15 * MINUTE);
    expect(health.isAlive()).toBe(false);
  });
  expect(stopped).toBe(20 * SECOND);
  expect(errors.map(String)).toEqual([LATE]);
});

it('told to stop, it does not wait for a store that does not answer until it is killed', async () => {
  const { stopped, errors } = await stage(async ({ clock, store, put }) => {
    put('a');
    await clock.sleep(SECOND);
    store.answer = silent;
    put('b');
    await clock.sleep(100);
  });
  expect(stopped).toBe(20 * SECOND);
  expect(errors.map(String)).toEqual([LATE]);
});

it('a log that cannot be opened is said so', () => {
  const health = createWatchHealth({
    clock: virtualClock(),
    cache: () => undefined,
    isOpen: () => false,
    silentMs: 1,
  });
  expect(health.notReady()).toBe('not listed yet');
  health.failed(new StoreError('s3://log: 403'));
  expect(health.notReady()).toBe('s3://log: 403');
});
