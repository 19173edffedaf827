import type { JsonObject, WatchCache } from '../cached.ts';
import { entryOf } from './entry.ts';
import type { Entry } from './entry.ts';
import { textAt } from './json.ts';
import { VERSION_TYPE, sentVersion } from './sent-node.ts';
import type { Surroundings } from './sent-parts.ts';
import { IN_PLACE_SET, kindOf, sentAs } from './sent.ts';

/** All that the server is to know of a cluster. */
export interface Content {
  readonly entries: readonly Entry[];
  /** The same for the same objects, in whatever order and process. */
  readonly digest: string;
  /** Of each group and kind, how many. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Skip {
  readonly namespace: (name: string) => boolean;
  /** By group and kind. */
  readonly kind: (kind: string) => boolean;
}

/**
 * Reads a cache as content. An object is encoded when it is first seen and never
 * again until it changes, so that after one change one object is encoded.
 */
export function contentReader(skip: Skip): (cache: WatchCache, version: JsonObject) => Content {
  let seen = new WeakMap<JsonObject, Entry | 'not sent'>();
  let hadInPlaceSets = false;

  return (cache, version) => {
    const hasInPlaceSets =
      !skip.kind(IN_PLACE_SET) &&
      cache.kinds.some(({ type, synced }) => synced && kindOf(type) === IN_PLACE_SET);
    if (hasInPlaceSets !== hadInPlaceSets) seen = new WeakMap();
    hadInPlaceSets = hasInPlaceSets;
    const entries = [entryOf({ kind: 'Version', namespace: '' }, VERSION_TYPE, sentVersion(version))];
    for (const { type, object } of cache.objects()) {
      let entry = seen.get(object);
      if (entry === undefined) {
        entry = encoded(type, object, { hasInPlaceSets }) ?? 'not sent';
        seen.set(object, entry);
      }
      if (entry !== 'not sent') entries.push(entry);
    }
    return { entries, ...summed(entries) };
  };

  function encoded(type: string, object: JsonObject, surroundings: Surroundings): Entry | undefined {
    const kind = kindOf(type);
    const sent = sentAs(kind);
    const namespace = textAt(object, 'metadata', kind === '/Namespace' ? 'name' : 'namespace') ?? '';
    if (sent === undefined || skip.kind(kind) || skip.namespace(namespace)) return undefined;
    return entryOf({ kind, namespace }, sent.type, sent.of(object, surroundings));
  }
}

function summed(entries: readonly Entry[]): Pick<Content, 'digest' | 'counts'> {
  let [a, b, c, d] = [0, 0, 0, 0];
  const counts: Record<string, number> = {};
  for (const { kind, hash } of entries) {
    a = (a + hash[0]) >>> 0;
    b = (b + hash[1]) >>> 0;
    c = (c + hash[2]) >>> 0;
    d = (d + hash[3]) >>> 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { digest: [a, b, c, d].map((part) => part.toString(16).padStart(8, '0')).join(''), counts };
}
