import type { CloudError } from '../../shared/collect/errors.ts';
import type { Cached, CachedKind, ChangesSince, JsonObject, WatchCache } from './cached.ts';
import { Journal } from './journal.ts';
import type { ObjectCollector } from './object-collector.ts';
import type { Item } from './reading.ts';
import type { Target } from './reflector.ts';
import { isSame } from './same.ts';

/** What of a kind the log does not know yet. */
export type News =
  /** Everything is to be held against the log. */
  | { readonly type: 'list' }
  | { readonly type: 'facts'; readonly uids: ReadonlySet<string> }
  | { readonly type: 'failed'; readonly cause: CloudError };

/** One kind, by uid: an object that was deleted and created again under its name is another one. */
export class KindCache implements Target<unknown> {
  readonly collector: ObjectCollector;
  items: ReadonlyMap<string, Item<unknown>> = new Map();
  synced = false;
  failure: CloudError | undefined;
  readonly #changed: () => void;
  readonly #noted: (uid: string) => void;
  #type: string;
  #news: 'list' | 'facts' = 'list';
  #touched = new Set<string>();
  #isTold = true;

  constructor(collector: ObjectCollector, changed: () => void, noted: (uid: string) => void) {
    this.collector = collector;
    this.#noted = noted;
    this.#changed = changed;
    this.#type = `${collector.object.apiVersions[0]}/${collector.object.kind}`;
  }

  get type(): string {
    return this.#type;
  }

  replace(items: ReadonlyMap<string, Item<unknown>>, isContinued: boolean): void {
    const before = this.items;
    const next = new Map<string, Item<unknown>>();
    for (const [uid, item] of items) {
      const known = before.get(uid);
      const isKnown = known !== undefined && isSameItem(known, item);
      next.set(uid, isKnown ? known : item);
      if (!isKnown) this.#touch(uid, item);
    }
    for (const uid of before.keys()) if (!items.has(uid)) this.#touch(uid, undefined);
    this.items = next;
    // What a list of the same cluster lacks was seen to go, as surely as by a watch.
    if (!isContinued) this.#news = 'list';
    this.synced = true;
    this.failure = undefined;
    this.#isTold = false;
    this.#changed();
  }

  put(item: Item<unknown>): void {
    const known = this.items.get(item.uid);
    if (known !== undefined && isSameItem(known, item)) return;
    (this.items as Map<string, Item<unknown>>).set(item.uid, item);
    this.#touch(item.uid, item);
    this.#changed();
  }

  removed(uid: string): void {
    if (!(this.items as Map<string, Item<unknown>>).delete(uid)) return;
    this.#touch(uid, undefined);
    this.#changed();
  }

  failed(error: CloudError): void {
    if (this.failure?.message === error.message) return;
    this.failure = error;
    this.#isTold = false;
    this.#changed();
  }

  followed(): void {
    if (this.failure === undefined) return;
    this.failure = undefined;
    this.#isTold = false;
    this.#changed();
  }

  /** What is to be said to the log; `undefined`: nothing. */
  get news(): News | undefined {
    if (this.#isTold && this.#touched.size === 0) return undefined;
    if (this.failure !== undefined) return this.#isTold ? undefined : { type: 'failed', cause: this.failure };
    if (!this.synced) return undefined;
    return this.#news === 'list' ? { type: 'list' } : { type: 'facts', uids: this.#touched };
  }

  /** `news` is under way to the log: what comes from now on is new again. */
  take(): News | undefined {
    const { news } = this;
    if (news === undefined) return undefined;
    this.#isTold = true;
    if (news.type === 'failed') return news;
    this.#touched = new Set();
    this.#news = 'facts';
    return news;
  }

  /** It did not get there, or another run wrote over it: it is held against the log again. */
  putBack(news: News): void {
    this.#isTold = false;
    if (news.type === 'failed') return;
    if (news.type === 'list') this.#news = 'list';
    else for (const uid of news.uids) this.#touched.add(uid);
  }

  /** The log is to be weighed against everything again. */
  recheck(): void {
    if (!this.synced || this.failure !== undefined) return;
    this.#news = 'list';
    this.#isTold = false;
    this.#changed();
  }

  #touch(uid: string, item: Item<unknown> | undefined): void {
    if (item !== undefined) this.#type = item.type;
    this.#touched.add(uid);
    this.#noted(uid);
  }
}

/** Between two pushes, at a thousand changes a second, and as many again. */
const MOST_CHANGES = 20_000;

export class ClusterCache implements WatchCache {
  readonly caches: readonly KindCache[];
  version: JsonObject | undefined;
  #failure: CloudError | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #journal = new Journal<KindCache>(MOST_CHANGES);

  constructor(collectors: readonly ObjectCollector[]) {
    this.caches = collectors.map((collector) => {
      const cache: KindCache = new KindCache(
        collector,
        () => this.#tell(),
        (uid) => this.#journal.note(uid, cache),
      );
      return cache;
    });
  }

  get kinds(): readonly CachedKind[] {
    return this.caches.filter(({ synced, failure }) => synced || failure?.reason !== 'unsupported');
  }

  get synced(): boolean {
    return this.caches.every(({ synced, failure }) => synced || failure !== undefined);
  }

  /** Of the cluster; else of every kind alike. */
  get failure(): CloudError | undefined {
    if (this.#failure !== undefined) return this.#failure;
    const failing = this.caches.filter(({ failure }) => failure?.reason !== 'unsupported');
    return failing.every(({ failure }) => failure !== undefined) ? failing[0]?.failure : undefined;
  }

  fail(error: CloudError | undefined): void {
    if (this.#failure?.message === error?.message) return;
    this.#failure = error;
    this.#tell();
  }

  describe(version: JsonObject): void {
    if (this.version !== undefined && isSame(this.version, version)) return;
    this.version = version;
    this.#tell();
  }

  *objects(): Generator<Cached, void, undefined> {
    for (const { items } of this.caches) yield* items.values();
  }

  changesSince(mark: number | undefined): ChangesSince {
    const { mark: now, changed } = this.#journal.since(mark);
    const changes =
      changed && new Map([...changed].map(([uid, { items }]) => [uid, items.get(uid)] as const));
    return { mark: now, changes };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const isSameItem = (a: Item<unknown>, b: Item<unknown>): boolean =>
  a.type === b.type && (a.text === b.text || isSame(a.object, b.object));
