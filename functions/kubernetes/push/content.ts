import { setImmediate as breath } from 'node:timers/promises';
import type { Cached, JsonObject, WatchCache } from '../cached.ts';
import { entryOf } from './entry.ts';
import type { Entry } from './entry.ts';
import { textAt } from './json.ts';
import { VERSION_TYPE, sentVersion } from './sent-node.ts';
import type { Surroundings } from './sent-parts.ts';
import { IN_PLACE_SET, kindOf, sentAs } from './sent.ts';
import { createSlab } from './slab.ts';
import type { Messages } from './streamed.ts';
import { Total } from './total.ts';

/** All that the server is to know of a cluster. */
export interface Content {
  /** Of the version first, then of each object: good until the cache is read again. */
  readonly messages: Messages;
  /** The same for the same objects, in whatever order and process. */
  readonly digest: string;
  /** Of each group and kind, how many. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of all messages, in bytes. */
  readonly size: number;
  /** Every entry, for who has to explain the size; good as long. */
  readonly entries: () => readonly Entry[];
}

export interface Skip {
  readonly namespace: (name: string) => boolean;
  /** By group and kind. */
  readonly kind: (kind: string) => boolean;
}

export interface ContentReader {
  /** Encodes a first state, a few objects at a time: it takes seconds. */
  readonly prepare: (cache: WatchCache) => Promise<void>;
  readonly read: (cache: WatchCache, version: JsonObject) => Content;
}

/** Between two breaths, about ten milliseconds. */
const AT_ONCE = 200;

/**
 * Reads a cache as content. An object is encoded when it is first seen and never
 * again until it changes; of a cache that says what has changed, the rest is not
 * even looked at.
 */
export function contentReader(skip: Skip): ContentReader {
  let encoded = new WeakMap<Cached, Entry | 'not sent'>();
  const slab = createSlab();
  /** By type: each entry holds its kind, and there are few. */
  const kinds = new Map<string, string>();
  let hadInPlaceSets = false;
  let total = new Total();
  /** By uid, as the cache was when it was read last; and its mark of then. */
  let entries = new Map<string, Entry | 'not sent'>();
  let mark: number | undefined;

  function surroundingsOf(cache: WatchCache): Surroundings {
    const hasInPlaceSets =
      !skip.kind(IN_PLACE_SET) &&
      cache.kinds.some(({ type, synced }) => synced && kindOf(type) === IN_PLACE_SET);
    if (hasInPlaceSets !== hadInPlaceSets) {
      encoded = new WeakMap();
      mark = undefined;
    }
    hadInPlaceSets = hasInPlaceSets;
    return { hasInPlaceSets };
  }

  function entryFor(cached: Cached, surroundings: Surroundings): Entry | 'not sent' {
    let entry = encoded.get(cached);
    if (entry === undefined) {
      entry = made(cached.type, cached.object, surroundings) ?? 'not sent';
      encoded.set(cached, entry);
    }
    return entry;
  }

  function made(type: string, object: JsonObject, surroundings: Surroundings): Entry | undefined {
    const kind = kinds.get(type) ?? kindOf(type);
    kinds.set(type, kind);
    const sent = sentAs(kind);
    const namespace = textAt(object, 'metadata', kind === '/Namespace' ? 'name' : 'namespace') ?? '';
    if (sent === undefined || skip.kind(kind) || skip.namespace(namespace)) return undefined;
    return entryOf({ kind, namespace }, sent.type, sent.of(object, surroundings), slab);
  }

  function readAll(cache: WatchCache, surroundings: Surroundings): void {
    entries = new Map();
    total = new Total();
    for (const cached of cache.objects()) {
      // No two objects have one uid; if an API says so, all is read each time, and none stands for another.
      const isTwin = entries.has(cached.uid);
      if (isTwin) mark = undefined;
      put(isTwin ? `${cached.uid} ${entries.size}` : cached.uid, entryFor(cached, surroundings));
    }
  }

  function put(uid: string, entry: Entry | 'not sent'): void {
    leave(uid);
    entries.set(uid, entry);
    if (entry !== 'not sent') total.add(entry);
  }

  function leave(uid: string): void {
    const entry = entries.get(uid);
    if (entry !== undefined && entry !== 'not sent') total.remove(entry);
  }

  return {
    async prepare(cache) {
      const surroundings = surroundingsOf(cache);
      if (entries.size > 0) return; // what comes after the first state is little
      let n = 0;
      for (const cached of cache.objects()) {
        if (encoded.has(cached)) continue;
        entryFor(cached, surroundings);
        if (++n % AT_ONCE === 0) await breath();
      }
    },

    read(cache, version) {
      const surroundings = surroundingsOf(cache);
      const since = cache.changesSince?.(mark);
      mark = since?.mark;
      if (since?.changes === undefined) readAll(cache, surroundings);
      for (const [uid, cached] of since?.changes ?? []) {
        if (cached !== undefined) put(uid, entryFor(cached, surroundings));
        else {
          leave(uid);
          entries.delete(uid);
        }
      }
      return contentOf(entryOf({ kind: 'Version', namespace: '' }, VERSION_TYPE, sentVersion(version), slab));
    },
  };

  function* all(first: Entry): Generator<Entry, void, undefined> {
    yield first;
    for (const entry of entries.values()) if (entry !== 'not sent') yield entry;
  }

  function contentOf(first: Entry): Content {
    total.add(first);
    const content = {
      messages: {
        length: [...total.counts.values()].reduce((sum, n) => sum + n, 0),
        *[Symbol.iterator]() {
          for (const { bytes } of all(first)) yield bytes;
        },
      },
      digest: total.digest,
      counts: Object.fromEntries(total.counts),
      size: total.size,
      entries: () => [...all(first)],
    };
    total.remove(first);
    return content;
  }
}
