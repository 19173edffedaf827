import { setImmediate as breath } from 'node:timers/promises';
import type { Cached, JsonObject, WatchCache } from '../cached.ts';
import { entryOf } from './entry.ts';
import type { Entry } from './entry.ts';
import { textAt } from './json.ts';
import { VERSION_TYPE, sentVersion } from './sent-node.ts';
import type { Surroundings } from './sent-parts.ts';
import { IN_PLACE_SET, kindOf, sentAs } from './sent.ts';
import { createSlab } from './slab.ts';
import { Total } from './total.ts';

/** All that the server is to know of a cluster. */
export interface Content {
  /** Of the version first, then of each object. */
  readonly messages: readonly Uint8Array[];
  /** The same for the same objects, in whatever order and process. */
  readonly digest: string;
  /** Of each group and kind, how many. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of all messages, in bytes. */
  readonly size: number;
  /** Every entry, for who has to explain the size. */
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
/** As many objects may go between two that stay before their place is looked for. */
const NEAR = 64;

/**
 * Reads a cache as content. An object is encoded when it is first seen and never
 * again until it changes; what is as it was a moment ago is not even looked at,
 * but for being the same object at the same place.
 */
export function contentReader(skip: Skip): ContentReader {
  let encoded = new WeakMap<Cached, Entry | 'not sent'>();
  const slab = createSlab();
  /** By type: each entry holds its kind, and there are few. */
  const kinds = new Map<string, string>();
  let hadInPlaceSets = false;
  let total = new Total();
  /** In the order of the cache when it was read last, and the entry of each. */
  let objects: readonly Cached[] = [];
  let entries: readonly (Entry | 'not sent')[] = [];

  function surroundingsOf(cache: WatchCache): Surroundings {
    const hasInPlaceSets =
      !skip.kind(IN_PLACE_SET) &&
      cache.kinds.some(({ type, synced }) => synced && kindOf(type) === IN_PLACE_SET);
    if (hasInPlaceSets !== hadInPlaceSets) {
      encoded = new WeakMap();
      total = new Total();
      [objects, entries] = [[], []];
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

  function leave(from: number, to: number): void {
    for (let n = from; n < to; n++) {
      const entry = entries[n];
      if (entry !== undefined && entry !== 'not sent') total.remove(entry);
    }
  }

  return {
    async prepare(cache) {
      const surroundings = surroundingsOf(cache);
      if (objects.length > 0) return; // what comes after the first state is little
      let n = 0;
      for (const cached of cache.objects()) {
        if (encoded.has(cached)) continue;
        entryFor(cached, surroundings);
        if (++n % AT_ONCE === 0) await breath();
      }
    },

    read(cache, version) {
      const surroundings = surroundingsOf(cache);
      // Most stay where they are: copies are changed where they do not.
      const next = [objects.slice(), entries.slice()] as const;
      let at = 0;
      let n = 0;
      for (const cached of cache.objects()) {
        let place = at;
        while (place < at + NEAR && objects[place] !== cached && place < objects.length) place++;
        let entry = objects[place] === cached ? entries[place] : undefined;
        if (entry !== undefined) {
          if (place > at) leave(at, place);
          at = place + 1;
        } else {
          entry = entryFor(cached, surroundings);
          if (entry !== 'not sent') total.add(entry);
        }
        if (next[0][n] !== cached) {
          next[0][n] = cached;
          next[1][n] = entry;
        }
        n++;
      }
      leave(at, objects.length);
      for (const one of next) one.length = n;
      [objects, entries] = next;
      return contentOf(entryOf({ kind: 'Version', namespace: '' }, VERSION_TYPE, sentVersion(version), slab));
    },
  };

  function contentOf(first: Entry): Content {
    const all: Uint8Array[] = [first.bytes];
    const of = entries;
    for (const one of of) if (one !== 'not sent') all.push(one.bytes);
    total.add(first);
    const content = {
      messages: all,
      digest: total.digest,
      counts: Object.fromEntries(total.counts),
      size: total.size,
      entries: () => [first, ...of.filter((one) => one !== 'not sent')],
    };
    total.remove(first);
    return content;
  }
}
