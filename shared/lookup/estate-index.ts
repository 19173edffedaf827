import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Estate, Merged } from '../model/links/estate.ts';
import type { Standing } from '../model/links/holder.ts';
import { addressKey, isOfEveryKind, keysOf } from '../model/links/keys.ts';
import type { Key } from '../model/links/keys.ts';
import type { Label, Role } from '../model/links/label.ts';
import { Memo } from '../model/links/memo.ts';
import type { Space } from '../model/links/places.ts';
import type { Ref } from '../model/ref.ts';
import { KINDS } from '../model/shapes.ts';
import { BlockLengths } from './block-lengths.ts';
import { KeyTable } from './key-table.ts';
import { slim } from './slim.ts';
import { Slots } from './slots.ts';
import { Sources } from './sources.ts';
import type { IndexSource } from './sources.ts';

/** What the keys of a kind begin with. */
const PREFIXES = Object.fromEntries(KINDS.map((kind) => [kind, `${kind} `])) as Readonly<
  Record<Kind, string>
>;

/**
 * The merged estate in little memory: packed records, and tables from refs and
 * keys to them. A change costs what its own records cost. Fields that no answer
 * tells (see `slim.ts`) are not kept.
 */
export class EstateIndex implements Estate {
  readonly sources = new Sources();
  /** How long the prefixes are that it holds. */
  readonly blocks = new BlockLengths();
  readonly #slots = new Slots(this.sources);
  readonly #keys = new KeyTable();
  /** What the keys of a space's addresses begin with. */
  readonly #spaces = new Memo<string>(() => 0);
  /** By provider: what is stale, and since when. */
  readonly #stale = new Map<string, Map<number, number>>();
  /** Moves with every change: what was derived from an earlier state says so by it. */
  version = 0;

  get size(): number {
    return this.#slots.records.size;
  }

  addSource(source: IndexSource): number {
    return this.sources.add(source);
  }

  setStanding(number: number, standing: Standing): void {
    if (this.sources.stand(number, standing)) this.version++;
  }

  put(record: TagRecord, source: number): void {
    const kept = slim(record);
    if (kept === undefined) return;
    this.version++;
    const own = this.#slots.find(record.ref, source);
    if (own < 0) return this.#link(this.#slots.add(kept, source), kept);
    this.#unlink(own);
    this.#slots.records.replace(own, kept);
    this.#slots.setStale(own, false);
    this.#link(own, kept);
  }

  /** Of no scope any more, and only what doubtful records lead to. */
  carry(record: TagRecord, source: number, at: number): void {
    const kept = slim(record);
    if (kept === undefined || this.#slots.find(record.ref, source) >= 0) return;
    this.version++;
    this.#rest(this.#slots.add(kept, source), at);
  }

  /** `staleAt`: leave it as stale since then, for what may still refer to it. */
  delete(ref: string, source: number, staleAt: number | undefined): void {
    const slot = this.#slots.find(ref, source);
    if (slot < 0 || this.#slots.isStale(slot)) return;
    this.version++;
    this.#unlink(slot);
    if (staleAt === undefined) this.#slots.drop(slot);
    else this.#rest(slot, staleAt);
  }

  /** Lets go of what is stale of a provider and is not wanted. */
  sweep(provider: string, wanted: ReadonlySet<string>): void {
    const stale = this.#stale.get(provider) ?? new Map<number, number>();
    for (const slot of stale.keys()) {
      if (wanted.has(this.#slots.records.ref(slot))) continue;
      stale.delete(slot);
      this.#slots.drop(slot);
      this.version++;
    }
  }

  staleCount(provider: string): number {
    return this.#stale.get(provider)?.size ?? 0;
  }

  get<K extends Kind>(ref: Ref<K>): Merged<K> | undefined {
    const slot = this.#slots.standing(ref);
    return slot < 0 ? undefined : this.#slots.merged<K>(slot);
  }

  label(role: Role, from: Pick<Merged, 'standing'>, ref: Ref): Label | undefined {
    const slot = this.#slots.standing(ref);
    if (slot < 0 || (from.standing === 'current' && this.#slots.isStale(slot))) return undefined;
    return this.#slots.label(role, ref, slot);
  }

  *of<K extends Kind>(kind: K): Generator<Merged<K>, void, undefined> {
    const { records } = this.#slots;
    const slots = [...records.slots()].filter((slot) => records.kind(slot) === kind);
    const named = slots.map((slot) => ({ slot, ref: records.ref(slot) }));
    for (const { slot } of named.toSorted((a, b) => (a.ref < b.ref ? -1 : 1))) {
      if (this.#slots.stands(slot)) yield this.#slots.merged<K>(slot);
    }
  }

  under<K extends Kind>(kind: K, key: Key): readonly Merged<K>[] {
    if (!this.#slots.has(kind)) return NOTHING;
    if (!isOfEveryKind(key)) return this.#found(PREFIXES[kind], key);
    return this.#found('', key).filter((one): one is Merged<K> => one.record.kind === kind);
  }

  /** Of every kind: those that hold an address, or a block. */
  found(key: Key): readonly Merged[] {
    return this.#found('', key);
  }

  /** Of every kind: those that hold an address in a space. */
  at(space: Space, ip: string): readonly Merged[] {
    const prefix = this.#spaces.get(space) ?? this.#spaces.put(space, addressKey(space, ''));
    return this.#found(prefix, ip);
  }

  /** The refs of a source's records, stale ones apart. */
  refsOf(source: number): readonly string[] {
    return [...this.#living(new Set([source]))].map((slot) => this.#slots.records.ref(slot));
  }

  /** Every record of these sources, stale ones apart. */
  *held(sources: ReadonlySet<number>): Generator<TagRecord, void, undefined> {
    for (const slot of this.#living(sources)) yield this.#slots.records.read(slot);
  }

  *#living(sources: ReadonlySet<number>): Generator<number, void, undefined> {
    for (const slot of this.#slots.records.slots()) {
      if (sources.has(this.#slots.sourceNumber(slot)) && !this.#slots.isStale(slot)) yield slot;
    }
  }

  #found<K extends Kind>(prefix: string, key: string): readonly Merged<K>[] {
    const slots = this.#keys.all(prefix, key);
    if (slots.length === 0) return NOTHING;
    const found: Merged<K>[] = [];
    for (const slot of slots) if (this.#slots.stands(slot)) found.push(this.#slots.merged<K>(slot));
    return found.length < 2 ? found : found.toSorted((a, b) => (a.record.ref < b.record.ref ? -1 : 1));
  }

  #link(slot: number, record: TagRecord): void {
    for (const key of tableKeys(record)) {
      this.#keys.add(key, slot);
      this.blocks.count(key, 1);
    }
  }

  #unlink(slot: number): void {
    const stale = this.#stale.get(this.#slots.source(slot).provider);
    if (stale?.delete(slot) === true) return; // it lost its keys when it became stale
    for (const key of tableKeys(this.#slots.records.read(slot))) {
      this.#keys.delete(key, slot);
      this.blocks.count(key, -1);
    }
  }

  /** Of several scopes' stale records, the one that was there last is kept. */
  #rest(slot: number, at: number): void {
    const { provider } = this.#slots.source(slot);
    const stale = this.#stale.get(provider) ?? new Map<number, number>();
    this.#stale.set(provider, stale.set(slot, at));
    this.#slots.setStale(slot, true);
    const ref = this.#slots.records.ref(slot);
    const all = this.#slots.all(ref).filter((one) => stale.has(one));
    const last = all.toSorted((a, b) => (stale.get(b) ?? 0) - (stale.get(a) ?? 0) || Number(a === slot))[0];
    for (const one of all) {
      if (one === last) continue;
      stale.delete(one);
      this.#slots.drop(one);
    }
  }
}

function tableKeys(record: TagRecord): ReadonlySet<string> {
  return new Set(keysOf(record).map((key) => (isOfEveryKind(key) ? key : PREFIXES[record.kind] + key)));
}

const NOTHING: readonly never[] = [];
