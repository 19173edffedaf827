import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Merged } from '../model/links/estate.ts';
import { outranks, ownerOf } from '../model/links/holder.ts';
import type { Claim } from '../model/links/holder.ts';
import type { Label, Role } from '../model/links/label.ts';
import type { Ref } from '../model/ref.ts';
import { KeyTable } from './key-table.ts';
import { Records } from './records.ts';
import type { IndexSource, Sources } from './sources.ts';

/** Of a slot: other scopes hold the resource too; no scope does any more. */
const [SHARED, STALE] = [1, 2] as const;

/** Every scope's record of every resource, by numbers that stay while the record is there. */
export class Slots {
  readonly records = new Records();
  readonly #sources: Sources;
  readonly #refs = new KeyTable();
  /** Stale records and living ones, by kind. */
  readonly #counts = new Map<Kind, number>();
  #source = new Uint32Array(1 << 10);
  #flags = new Uint8Array(1 << 10);

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The slot of a source's record; -1: it has none. */
  find(ref: string, source: number): number {
    return this.#refs.all('', ref).find((slot) => this.#source[slot] === source) ?? -1;
  }

  all(ref: string): readonly number[] {
    return this.#refs.all('', ref);
  }

  add(record: TagRecord, source: number): number {
    const others = this.#refs.all('', record.ref);
    const slot = this.records.add(record);
    if (slot >= this.#source.length) this.#grow();
    this.#source[slot] = source;
    this.#flags[slot] = others.length > 0 ? SHARED : 0;
    for (const other of others) this.#flags[other] = (this.#flags[other] ?? 0) | SHARED;
    this.#refs.add(record.ref, slot);
    this.#count(record.kind, 1);
    return slot;
  }

  drop(slot: number): void {
    const kind = this.records.kind(slot);
    if (kind !== undefined) this.#count(kind, -1);
    this.#refs.delete(this.records.ref(slot), slot);
    this.records.delete(slot);
  }

  setStale(slot: number, stale: boolean): void {
    const flags = this.#flags[slot] ?? 0;
    this.#flags[slot] = stale ? flags | STALE : flags & ~STALE;
  }

  isStale(slot: number): boolean {
    return ((this.#flags[slot] ?? 0) & STALE) !== 0;
  }

  sourceNumber(slot: number): number {
    return this.#source[slot] ?? 0;
  }

  source(slot: number): IndexSource {
    return this.#sources.get(this.sourceNumber(slot));
  }

  has(kind: Kind): boolean {
    return (this.#counts.get(kind) ?? 0) > 0;
  }

  /** The slot whose record of a resource stands; -1: no scope has one. */
  standing(ref: string): number {
    const first = this.#refs.first(ref);
    return first < 0 || this.#flags[first] === 0 ? first : this.#winner(ref);
  }

  /** Whether it is the record that stands. */
  stands(slot: number): boolean {
    return this.#flags[slot] === 0 || this.#winner(this.records.ref(slot)) === slot;
  }

  merged<K extends Kind>(slot: number): Merged<K> {
    const record = this.records.read(slot);
    const { account, region, standing } = this.source(slot);
    return { record, account, region, standing: this.isStale(slot) ? 'stale' : standing } as Merged<K>;
  }

  label(role: Role, ref: Ref, slot: number): Label {
    const { account, standing } = this.source(slot);
    const { kind, id, name, tags } = this.records.head(slot);
    return { role, kind, ref, id, name, tags, account, standing: this.isStale(slot) ? 'stale' : standing };
  }

  /** Of several scopes' records: a living one before a stale one. */
  #winner(ref: string): number {
    let best: { readonly slot: number; readonly stale: boolean; readonly claim: Claim } | undefined;
    for (const slot of this.#refs.all('', ref)) {
      const stale = this.isStale(slot);
      const { record, account, region } = this.merged(slot);
      const claim = { account, region, own: ownerOf(record) === account };
      const isBetter =
        best === undefined || (stale === best.stale ? outranks(claim, best.claim) : best.stale);
      if (isBetter) best = { slot, stale, claim };
    }
    return best?.slot ?? -1;
  }

  #count(kind: Kind, by: number): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + by);
  }

  #grow(): void {
    const room = Math.ceil(this.#source.length * 1.5);
    const [source, flags] = [new Uint32Array(room), new Uint8Array(room)];
    source.set(this.#source);
    flags.set(this.#flags);
    this.#source = source;
    this.#flags = flags;
  }
}
