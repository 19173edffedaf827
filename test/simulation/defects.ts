import type { Collector } from '../../shared/collect/collector.ts';
import { readCommit, readHead } from '../../shared/log/head.ts';
import { dataPrefix } from '../../shared/log/keys.ts';
import { retain } from '../../shared/log/retain.ts';
import type { Retention } from '../../shared/log/retain.ts';
import { DECISIONS } from '../../shared/log/write.ts';
import type { Decisions } from '../../shared/log/write.ts';
import { advanceCursor, readCursor } from '../../shared/notify/cursor.ts';
import { deliver, eventOf } from '../../shared/notify/deliver.ts';
import { everything } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { sync } from '../../shared/sync/sync.ts';
import type { Api } from './cloud.ts';
import { HONEST, SCOPE } from './history.ts';
import type { Parts } from './history.ts';

const wrong = (parts: Partial<Parts>): Parts => ({ ...HONEST, ...parts });
const decided = (decisions: Partial<Decisions>): Parts =>
  wrong({ decisions: { ...DECISIONS, ...decisions } });
const sized = (sizes: Parameters<typeof sync>[1]['sizes'] extends infer S ? Partial<S> : never): Parts =>
  wrong({ sync: (request, ports) => sync(request, { ...ports, sizes: { ...ports.sizes, ...sizes } }) });
const driven = (change: (store: ObjectStore) => Partial<ObjectStore>): Parts =>
  wrong({ driver: (store) => ({ ...store, ...change(store) }) });
const retained = (change: (policy: Retention) => Partial<Retention>): Parts =>
  wrong({
    retain: (scope, acknowledged, policy, ports) =>
      retain(scope, acknowledged, { ...policy, ...change(policy) }, ports),
  });
const listing = (change: (collector: Collector<Api>) => Partial<Collector<Api>>): Parts =>
  wrong({ collectors: (all) => all.map((collector) => ({ ...collector, ...change(collector) })) });

/** Each is one plausible way to build it; the simulation must find all of them. */
export const DEFECTS: Readonly<Record<string, Parts>> = {
  'the base is read after the listing': wrong({
    sync: async (request, ports) => {
      const api = request.open();
      const collectors = await Promise.all(request.collectors.map((c) => listedEarly(c, api)));
      return sync({ ...request, collectors }, ports);
    },
  }),
  'a data key holds the version': decided({ nameData: nthOfVersion() }),
  'an offset-paged list is read once': listing(() => ({ paging: 'token' })),
  'data goes by age alone': wrong({
    async sweep(scope, { orphanAfter }, { store, now }) {
      for await (const { key, modified } of everything(store, dataPrefix(scope)))
        if (modified < now() - orphanAfter) await store.delete(key);
      return 0;
    },
  }),
  'a taken number stops the run': decided({
    rebase(proposals, head, base) {
      if (head !== base) throw new Error('conflict');
      return proposals;
    },
  }),
  'the cursor is written before the delivery': wrong({
    async deliver(sink, scope, store, signal) {
      const cursor = await readCursor(store, sink.name, scope);
      const head = await readHead(store, scope);
      if (cursor === undefined || head === undefined) return deliver(sink, scope, store, signal);
      for (let version = cursor + 1; version <= head.version; version++) {
        const commit = await readCommit(store, scope, version);
        if (commit === undefined) return deliver(sink, scope, store, signal);
        await advanceCursor(store, sink.name, scope, version);
        await sink.send(eventOf(store, scope, commit, version - 1), signal);
      }
      return 0;
    },
  }),
  'only a change supersedes': decided({
    rebase: (proposals, head, base) =>
      proposals.filter(({ source }) => head?.sources[source]?.digest === base?.sources[source]?.digest),
  }),
  'nothing supersedes': decided({ rebase: (proposals) => proposals }),
  'our own commit is taken for another': decided({ isOurs: () => false }),
  'any commit is taken for ours': decided({ isOurs: () => true }),
  'an ambiguous create is assumed done': driven((store) => ({
    async putIfAbsent(key, body, lastly) {
      lastly?.();
      return store.putIfAbsent(key, body).catch(() => 'created' as const);
    },
  })),
  'the store is not create-only': driven((store) => ({
    putIfAbsent: async (key, body) => (await store.put(key, body), 'created'),
  })),
  'a list that breaks off is a list': listing((collector) => ({
    async *list(api, scope) {
      try {
        yield* collector.list(api, scope);
      } catch {
        // as if there were no more
      }
    },
  })),
  'every removal is taken at its word': wrong({ rules: { ...HONEST.rules, isAccepted: () => true } }),
  'retention forgets the changes inside commits': wrong({ needsInline: () => false }),
  'retention forgets the sinks': wrong({ retain: (scope, _, ...rest) => retain(scope, [], ...rest) }),
  'the bound on versions takes the youngest, too': retained(() => ({ orphanAfter: 0 })),
  'the bound on versions is one less': retained(({ maxVersions }) => ({ maxVersions: maxVersions - 1 })),
  'the bound on versions is forgotten': retained(() => ({ maxVersions: Infinity })),
  'retention deletes downwards': driven((store) => ({
    list: async (query) =>
      query.limit === 1 && query.prefix.startsWith('log/')
        ? (await store.list({ ...query, limit: 1000 })).slice(-2, -1)
        : store.list(query),
  })),
  'old changes are never folded': sized({ maxSegmentAge: Infinity }),
};

/** What a run writes first for a version, second, and so on: two runs agree on the names and not on the content. */
function nthOfVersion(): Decisions['nameData'] {
  const written = new Map<string, number>();
  return (scope, runId, _, version) => {
    const nth = (written.get(`${runId}/${version}`) ?? 0) + 1;
    written.set(`${runId}/${version}`, nth);
    return `${dataPrefix(scope)}${version}-${nth}`;
  };
}

async function listedEarly(collector: Collector<Api>, api: Api): Promise<Collector<Api>> {
  const pages: (readonly unknown[])[] = [];
  let failure: Error | undefined;
  try {
    for await (const page of collector.list(api, SCOPE)) pages.push(page);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  return {
    ...collector,
    async *list() {
      yield* pages;
      if (failure !== undefined) throw failure;
    },
  };
}
