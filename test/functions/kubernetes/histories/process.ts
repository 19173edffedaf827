import { randomUUID } from 'node:crypto';
import type { WatchCache } from '../../../../functions/kubernetes/cached.ts';
import { keepPushing } from '../../../../functions/kubernetes/push/pushing.ts';
import type { Server } from '../../../../functions/kubernetes/push/server.ts';
import type { ObjectStore } from '../../../../shared/store/store.ts';
import { StoreError } from '../../../../shared/store/store.ts';
import type { Following } from '../../../../shared/sync/following.ts';
import type { Api } from '../../../simulator/kubernetes/api.ts';
import type { VirtualClock } from '../../../support/clock.ts';
import { listening } from '../push/direct.ts';
import { direct, scope, startWatch } from '../watched.ts';
import type { State } from './steps.ts';

export interface ProcessPorts {
  readonly api: Api;
  readonly clock: VirtualClock;
  readonly store: ObjectStore;
  readonly server: Server;
  readonly met: (what: string) => void;
  readonly storeState: () => State;
  readonly plant: Plant;
}

/** What is wrong with it on purpose. */
export interface Plant {
  /** What the push sees of the cache. */
  readonly seen?: (cache: WatchCache) => WatchCache;
  readonly commit?: (commit: Following['commit']) => Following['commit'];
}

export interface Process {
  /** Something that the clock does not show. */
  readonly isAtWork: () => boolean;
  /** As it is told to, with its last commit. */
  readonly stop: () => Promise<void>;
  /** In the middle of whatever it does: nothing that it asks from now on is done or answered. */
  readonly kill: () => void;
}

/** A watch into the log and the push of what it knows, as one process has them. */
export function startProcess({ api, clock, met, plant, ...ports }: ProcessPorts): Process {
  let isDead = false;
  const ask = direct(api);
  const store = troubled(ports, { met, isDead: () => isDead });
  const server: Server = {
    ...ports.server,
    sync: (message, signal) => (isDead ? never() : ports.server.sync(message, signal)),
  };
  const watch = startWatch(api, clock, {
    store,
    pageSize: 2,
    transport: async (path, signal) => {
      if (isDead) return never();
      const answer = await ask(path, signal);
      if (answer.status === 403) met('refused: 403');
      return answer;
    },
    onCache: async (made, signal) => {
      const cache = plant.seen?.(made) ?? made;
      const own = { store, clock, servers: [server], log: listening().log };
      await keepPushing(cache, OPTIONS, { ...own, holder: randomUUID(), newToken: randomUUID }, signal);
    },
  });
  const { following } = watch;
  if (plant.commit !== undefined) following.commit = plant.commit(following.commit.bind(following));
  return {
    isAtWork: watch.isCommitting,
    stop: watch.stop,
    kill: () => {
      isDead = true;
      void watch.stop();
    },
  };
}

const OPTIONS = {
  cluster: scope.account,
  skip: { namespace: () => false, kind: () => false },
  maxBytes: 1e8,
};

/** The store as one process sees it. */
function troubled(
  { store, storeState }: Pick<ProcessPorts, 'store' | 'storeState'>,
  { met, isDead }: Pick<ProcessPorts, 'met'> & { readonly isDead: () => boolean },
): ObjectStore {
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead()) return never();
    const state = storeState();
    if (state === 'up') return work();
    met(`store ${state}`);
    if (state === 'loses answers') await work();
    throw new StoreError('503');
  };
  return {
    url: store.url,
    get: (key) => asked(() => store.get(key)),
    put: (key, body) => asked(() => store.put(key, body)),
    putIfAbsent: (key, body, lastly) => asked(() => store.putIfAbsent(key, body, lastly)),
    delete: (key) => asked(() => store.delete(key)),
    list: (query) => asked(() => store.list(query)),
  };
}

const never = (): Promise<never> => new Promise(() => {});
