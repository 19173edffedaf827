import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Estate, Merged } from '../model/links/estate.ts';
import type { Standing } from '../model/links/holder.ts';
import { isOfEveryKind, keysOf } from '../model/links/keys.ts';
import type { Key } from '../model/links/keys.ts';
import type { Label, Role } from '../model/links/label.ts';
import type { Space } from '../model/links/places.ts';
import type { Ref } from '../model/ref.ts';
import { BlockLengths } from './block-lengths.ts';
import { KeyTable } from './key-table.ts';
import { Routes } from './routes.ts';
import { spaceLanes } from './space-lanes.ts';
import { slim } from './slim.ts';
import { KIND_NUMBERS, Slots } from './slots.ts';
import { Sources } from './sources.ts';
import type { IndexSource } from './sources.ts';

/** Records of these change all the time, and nothing that addresses share says anything of them. */
const OWN: ReadonlySet<Kind> = new Set(['vm', 'nic', 'eip', 'lb_target', 'pod']);

/**
 * The merged estate in little memory: packed records, and tables from refs and
 * keys to them. A change costs what its own records cost. Fields that no answer
 * tells (see `slim.ts`) are not kept.
 */
export class EstateIndex implements Estate {
  readonly sources = new Sources();
  /** How long the prefixes are that it holds. */
  readonly blocks = new BlockLengths();
  readonly slots = new Slots(this.sources);
  readonly keys = new KeyTable();
  readonly routes = new Routes();
  /** How many targets of load balancers are addresses. */
  #ipTargets = 0;
  /** By provider: what is stale, and since when. */
  readonly #stale = new Map<string, Map<number, number>>();
  /** Moves with every change: what was derived from an earlier state says so by it. */
  version = 0;
  /** Moves when anything changes that addresses share. */
  commons = 0;

  get size(): number {
    return this.slots.records.size;
  }

  addSource(source: IndexSource): number {
    return this.sources.add(source);
  }

  setStanding(number: number, standing: Standing): void {
    if (!this.sources.stand(number, standing)) return;
    this.version++;
    this.commons++;
  }

  put(record: TagRecord, source: number): void {
    const kept = slim(record);
    if (kept === undefined) return;
    this.#moved(record.kind);
    const own = this.slots.find(record.ref, source);
    if (own < 0) return this.#link(this.slots.add(kept, source), kept);
    this.#unlink(own);
    this.slots.records.replace(own, kept);
    this.slots.setStale(own, false);
    this.#link(own, kept);
  }

  /** Of no scope any more, and only what doubtful records lead to. */
  carry(record: TagRecord, source: number, at: number): void {
    const kept = slim(record);
    if (kept === undefined || this.slots.find(record.ref, source) >= 0) return;
    this.#moved(record.kind);
    this.#rest(this.slots.add(kept, source), at);
  }

  /** `staleAt`: leave it as stale since then, for what may still refer to it. */
  delete(ref: string, source: number, staleAt: number | undefined): void {
    const slot = this.slots.find(ref, source);
    if (slot < 0 || this.slots.isStale(slot)) return;
    this.#moved(this.slots.kind(slot));
    this.#unlink(slot);
    if (staleAt === undefined) this.slots.drop(slot);
    else this.#rest(slot, staleAt);
  }

  /** Lets go of what is stale of a provider and is not wanted. */
  sweep(provider: string, wanted: ReadonlySet<string>): void {
    const stale = this.#stale.get(provider) ?? new Map<number, number>();
    for (const slot of stale.keys()) {
      if (wanted.has(this.slots.records.ref(slot))) continue;
      this.#moved(this.slots.kind(slot));
      stale.delete(slot);
      this.slots.drop(slot);
    }
  }

  staleCount(provider: string): number {
    return this.#stale.get(provider)?.size ?? 0;
  }

  get<K extends Kind>(ref: Ref<K>): Merged<K> | undefined {
    const slot = this.slots.standing(ref);
    return slot < 0 ? undefined : this.slots.merged<K>(slot);
  }

  label(role: Role, from: Pick<Merged, 'standing'>, ref: Ref): Label | undefined {
    const slot = this.slots.standing(ref);
    if (slot < 0 || (from.standing === 'current' && this.slots.isStale(slot))) return undefined;
    return this.slots.label(role, slot).toJSON();
  }

  *of<K extends Kind>(kind: K): Generator<Merged<K>, void, undefined> {
    const { records } = this.slots;
    const slots = [...records.slots()].filter((slot) => this.slots.kind(slot) === kind);
    const named = slots.map((slot) => ({ slot, ref: records.ref(slot) }));
    for (const { slot } of named.toSorted((a, b) => (a.ref < b.ref ? -1 : 1))) {
      if (this.slots.stands(slot)) yield this.slots.merged<K>(slot);
    }
  }

  under<K extends Kind>(kind: K, key: Key): readonly Merged<K>[] {
    if (!this.slots.has(kind)) return NOTHING;
    if (!isOfEveryKind(key)) return this.#found(this.keys.all(key, KIND_NUMBERS[kind] + 1));
    return this.#found(this.keys.all(key)).filter((one): one is Merged<K> => one.record.kind === kind);
  }

  /** Of every kind: those that hold an address, or a block. */
  found(key: Key): readonly Merged[] {
    return this.#found(this.keys.all(key));
  }

  /** Of every kind: those that hold an address in a space. */
  at(space: Space, ip: string): readonly Merged[] {
    return this.#found(this.keys.all(ip, 0, spaceLanes(space)));
  }

  /** Whether a load balancer has the address itself for a target. */
  isTarget(ip: string): boolean {
    return this.#ipTargets > 0 && this.under('lb_target', ip).length > 0;
  }

  /** The refs of a source's records, stale ones apart. */
  refsOf(source: number): readonly string[] {
    return [...this.#living(new Set([source]))].map((slot) => this.slots.records.ref(slot));
  }

  /** Every record of these sources, stale ones apart. */
  *held(sources: ReadonlySet<number>): Generator<TagRecord, void, undefined> {
    for (const slot of this.#living(sources)) yield this.slots.records.read(slot);
  }

  *#living(sources: ReadonlySet<number>): Generator<number, void, undefined> {
    for (const slot of this.slots.records.slots()) {
      if (sources.has(this.slots.sourceNumber(slot)) && !this.slots.isStale(slot)) yield slot;
    }
  }

  #found<K extends Kind>(slots: readonly number[]): readonly Merged<K>[] {
    if (slots.length === 0) return NOTHING;
    const found: Merged<K>[] = [];
    for (const slot of slots) if (this.slots.stands(slot)) found.push(this.slots.merged<K>(slot));
    return found.length < 2 ? found : found.toSorted((a, b) => (a.record.ref < b.record.ref ? -1 : 1));
  }

  #moved(kind: Kind): void {
    this.version++;
    if (!OWN.has(kind)) this.commons++;
  }

  #link(slot: number, record: TagRecord): void {
    this.routes.put(slot, record);
    for (const key of tableKeys(record)) {
      this.keys.add(key, numberIn(record, key), slot);
      this.blocks.count(key, 1);
    }
    if (record.kind === 'lb_target' && record.ip !== undefined) this.#ipTargets++;
  }

  #unlink(slot: number): void {
    const stale = this.#stale.get(this.slots.source(slot).provider);
    if (stale?.delete(slot) === true) return; // it lost its keys when it became stale
    const record = this.slots.records.read(slot);
    this.routes.delete(slot, record);
    for (const key of tableKeys(record)) {
      this.keys.delete(key, numberIn(record, key), slot);
      this.blocks.count(key, -1);
    }
    if (record.kind === 'lb_target' && record.ip !== undefined) this.#ipTargets--;
  }

  /** Of several scopes' stale records, the one that was there last is kept. */
  #rest(slot: number, at: number): void {
    const { provider } = this.slots.source(slot);
    const stale = this.#stale.get(provider) ?? new Map<number, number>();
    this.#stale.set(provider, stale.set(slot, at));
    this.slots.setStale(slot, true);
    const ref = this.slots.records.ref(slot);
    const all = this.slots.all(ref).filter((one) => stale.has(one));
    const last = all.toSorted((a, b) => (stale.get(b) ?? 0) - (stale.get(a) ?? 0) || Number(a === slot))[0];
    for (const one of all) {
      if (one === last) continue;
      stale.delete(one);
      this.slots.drop(one);
    }
  }
}

const tableKeys = (record: TagRecord): ReadonlySet<Key> => new Set(keysOf(record));
const numberIn = ({ kind }: TagRecord, key: Key): number => (isOfEveryKind(key) ? 0 : KIND_NUMBERS[kind] + 1);

const NOTHING: readonly never[] = [];
