import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Estate, Merged } from '../model/links/estate.ts';
import type { Standing } from '../model/links/holder.ts';
import { isOfEveryKind } from '../model/links/keys.ts';
import type { Key } from '../model/links/keys.ts';
import type { Label, Role } from '../model/links/label.ts';
import type { Space } from '../model/links/places.ts';
import type { Ref } from '../model/ref.ts';
import { keyNumber } from './head.ts';
import { found, living, ofKind } from './reading.ts';
import { slim } from './slim.ts';
import { Slots } from './slots.ts';
import { Sources } from './sources.ts';
import type { IndexSource } from './sources.ts';
import { spaceLanes } from './space-lanes.ts';
import { Stale } from './stale.ts';
import { Tables } from './tables.ts';

/** Records of these change all the time, and nothing that addresses share says anything of them. */
const OWN: ReadonlySet<Kind> = new Set(['vm', 'nic', 'eip', 'lb_target', 'pod']);

/**
 * The merged estate in little memory: packed records, and tables from refs and
 * keys to them. A change costs what its own records cost. Fields that no answer
 * tells (see `slim.ts`) are not kept.
 */
export class EstateIndex implements Estate {
  readonly sources = new Sources();
  readonly slots = new Slots(this.sources);
  readonly tables = new Tables(this.slots);
  readonly #stale = new Stale(this.slots);
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
    if (own < 0) return this.tables.put(this.slots.add(kept, source), kept);
    if (!this.#stale.revive(own)) this.tables.delete(own, this.slots.records.read(own));
    this.slots.records.replace(own, kept);
    this.tables.put(own, kept);
  }

  /** Of no scope any more, and only what doubtful records lead to. */
  carry(record: TagRecord, source: number, at: number): void {
    const kept = slim(record);
    if (kept === undefined || this.slots.find(record.ref, source) >= 0) return;
    this.#moved(record.kind);
    this.#stale.put(this.slots.add(kept, source), at);
    this.tables.neighbours.forget(record);
  }

  /** `staleAt`: leave it as stale since then, for what may still refer to it. */
  delete(ref: string, source: number, staleAt: number | undefined): void {
    const slot = this.slots.find(ref, source);
    if (slot < 0 || this.slots.isStale(slot)) return;
    this.#moved(this.slots.kind(slot));
    this.tables.delete(slot, this.slots.records.read(slot));
    if (staleAt === undefined) this.slots.drop(slot);
    else this.#stale.put(slot, staleAt);
  }

  /** Lets go of what is stale of a provider and is not wanted. */
  sweep(provider: string, wanted: ReadonlySet<string>): void {
    for (const slot of this.#stale.slots(provider)) {
      const record = this.slots.records.read(slot);
      if (wanted.has(record.ref)) continue;
      this.#moved(record.kind);
      this.#stale.drop(slot);
      this.tables.neighbours.forget(record);
    }
  }

  staleCount(provider: string): number {
    return this.#stale.count(provider);
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

  of<K extends Kind>(kind: K): Generator<Merged<K>, void, undefined> {
    return ofKind(this.slots, kind);
  }

  under<K extends Kind>(kind: K, key: Key): readonly Merged<K>[] {
    if (!this.slots.has(kind)) return NOTHING;
    if (!isOfEveryKind(key)) return found(this.slots, this.tables.keys.all(key, keyNumber(kind)));
    return found(this.slots, this.tables.keys.all(key)).filter(
      (one): one is Merged<K> => one.record.kind === kind,
    );
  }

  /** Of every kind: those that hold an address, or a block. */
  found(key: Key): readonly Merged[] {
    return found(this.slots, this.tables.keys.all(key));
  }

  /** Of every kind: those that hold an address in a space. */
  at(space: Space, ip: string): readonly Merged[] {
    return found(this.slots, this.tables.keys.all(ip, 0, spaceLanes(space)));
  }

  /** Whether a load balancer has the address itself for a target. */
  isTarget(ip: string): boolean {
    return this.tables.ipTargets > 0 && this.under('lb_target', ip).length > 0;
  }

  /** The refs of a source's records, stale ones apart. */
  refsOf(source: number): readonly string[] {
    return [...living(this.slots, new Set([source]))].map((slot) => this.slots.records.ref(slot));
  }

  /** Every record of these sources, stale ones apart. */
  *held(sources: ReadonlySet<number>): Generator<TagRecord, void, undefined> {
    for (const slot of living(this.slots, sources)) yield this.slots.records.read(slot);
  }

  #moved(kind: Kind): void {
    this.version++;
    if (!OWN.has(kind)) this.commons++;
  }
}

const NOTHING: readonly never[] = [];
