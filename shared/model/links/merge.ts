import type { Kind } from '../kinds.ts';
import type { Lines } from '../lines.ts';
import { kindOf, recordOf } from '../record.ts';
import type { Ref } from '../ref.ts';
import type { Estate, Merged, Placed } from './estate.ts';
import { outranks, ownerOf } from './holder.ts';
import type { Claim, Holder, Standing } from './holder.ts';
import { keysOf } from './keys.ts';
import type { Key } from './keys.ts';
import { follow, labelOf } from './label.ts';

/** The records of one source of one scope; or, `stale`, what was carried from earlier versions of that scope. */
export interface SourceState extends Holder {
  readonly standing: Standing;
  readonly lines: Lines;
}

/** Where a resource's record is. */
interface Place {
  readonly source: SourceState;
  readonly n: number;
}

/** Every resource that any scope holds, once. Records are read when asked for: the lines are what stays in memory. */
export function merge(sources: Iterable<SourceState>): Estate {
  const kinds = new Map<Kind, Map<string, Place>>();
  for (const source of sources) {
    const { lines } = source;
    for (let n = 0; n < lines.size; n++) {
      const ref = lines.ref(n);
      const kind = kindOf(ref);
      if (kind === undefined) continue; // of a newer release: its readers know it
      const places = kinds.get(kind) ?? new Map<string, Place>();
      kinds.set(kind, places);
      const place = { source, n };
      const other = places.get(ref);
      if (other === undefined || isBefore(place, other)) places.set(ref, place);
    }
  }
  const keyed = new Map<Kind, Map<Key, Place[]>>();
  const estate: Estate = {
    get<K extends Kind>(ref: Ref<K>) {
      const kind = kindOf(ref);
      const place = kind === undefined ? undefined : kinds.get(kind)?.get(ref);
      return place === undefined ? undefined : mergedOf<K>(place);
    },
    label(role, from, ref) {
      const found = follow(estate, from, ref);
      return found === undefined ? undefined : labelOf(role, found);
    },
    *of<K extends Kind>(kind: K, isWanted: (one: Placed) => boolean = () => true) {
      for (const [ref, place] of byRef(kinds.get(kind))) {
        const { account, region, standing } = place.source;
        if (isWanted({ ref, account, region, standing })) yield mergedOf<K>(place);
      }
    },
    under<K extends Kind>(kind: K, key: Key) {
      const index = keyed.get(kind) ?? byKey(ordered(kinds.get(kind)));
      keyed.set(kind, index);
      return (index.get(key) ?? []).map((place) => mergedOf<K>(place));
    },
  };
  return estate;
}

const byRef = (places: ReadonlyMap<string, Place> | undefined): readonly (readonly [string, Place])[] =>
  [...(places ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));

const ordered = (places: ReadonlyMap<string, Place> | undefined): readonly Place[] =>
  byRef(places).map(([, place]) => place);

function byKey(places: readonly Place[]): Map<Key, Place[]> {
  const index = new Map<Key, Place[]>();
  for (const place of places) {
    if (place.source.standing === 'stale') continue;
    for (const key of new Set(keysOf(mergedOf(place).record))) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [place]);
      else found.push(place);
    }
  }
  return index;
}

function isBefore(a: Place, b: Place): boolean {
  if ((a.source.standing === 'stale') !== (b.source.standing === 'stale'))
    return b.source.standing === 'stale';
  return outranks(claimOf(a), claimOf(b));
}

function claimOf(place: Place): Claim {
  const { record, account, region } = mergedOf(place);
  return { account, region, own: ownerOf(record) === account };
}

function mergedOf<K extends Kind>({ source, n }: Place): Merged<K> {
  const { account, region, standing, lines } = source;
  const record = recordOf(lines.line(n));
  if (record === undefined) throw new TypeError(`${lines.ref(n)} is of no kind`);
  return { record, account, region, standing } as Merged<K>; // the ref, which was asked for, names the kind
}
