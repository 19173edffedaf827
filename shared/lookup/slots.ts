import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Merged } from '../model/links/estate.ts';
import { outranks, ownerOf } from '../model/links/holder.ts';
import type { Claim } from '../model/links/holder.ts';
import type { Role } from '../model/links/label.ts';
import { CELL, Cells } from './cells.ts';
import { DOUBTS, KIND_NUMBERS, SHARED, STALE, headOf, isOnly, kindIn, sourceIn } from './head.ts';
import { KeyTable } from './key-table.ts';
import type { PackedLabel } from './packed-label.ts';
import { Records } from './records.ts';
import type { IndexSource, Sources } from './sources.ts';

/** Every scope's record of every resource, by numbers that stay while the record is there. */
export class Slots {
  readonly cells = new Cells();
  readonly records = new Records(this.cells);
  readonly #sources: Sources;
  readonly #refs = new KeyTable();
  /** Stale records and living ones, by kind. */
  readonly #counts = new Uint32Array(Object.keys(KIND_NUMBERS).length);

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The slot of a source's record; -1: it has none. */
  find(ref: string, source: number): number {
    const first = this.#refs.first(ref);
    if (first < 0 || this.sourceNumber(first) === source) return first;
    return this.#refs.all(ref).find((slot) => this.sourceNumber(slot) === source) ?? -1;
  }

  all(ref: string): readonly number[] {
    return this.#refs.all(ref);
  }

  /** The only one of a ref, by its lanes; `NONE`, or `SEVERAL`. */
  onlyAt(a: number, b: number): number {
    return this.#refs.onlyAt(a, b, 0);
  }

  add(record: TagRecord, source: number): number {
    const others = this.#refs.all(record.ref);
    const slot = this.records.add(record);
    this.#set(slot, headOf(record.kind, source, others.length > 0 ? SHARED : 0));
    for (const other of others) this.#set(other, this.#head(other) | SHARED);
    this.#refs.add(record.ref, 0, slot);
    this.#count(record.kind, 1);
    return slot;
  }

  drop(slot: number): void {
    this.#count(this.kind(slot), -1);
    this.#refs.delete(this.records.ref(slot), 0, slot);
    this.records.delete(slot);
  }

  setStale(slot: number, stale: boolean): void {
    const head = this.#head(slot);
    this.#set(slot, stale ? head | STALE : head & ~STALE);
  }

  isStale(slot: number): boolean {
    return (this.#head(slot) & STALE) !== 0;
  }

  /** Its resource has no other record, and a scope holds it. */
  isAlone(slot: number): boolean {
    return (this.#head(slot) & DOUBTS) === 0;
  }

  kind(slot: number): Kind {
    return kindIn(this.#head(slot));
  }

  /** Of that kind, and alone. */
  isOnly(kind: Kind, slot: number): boolean {
    return isOnly(kind, this.#head(slot));
  }

  sourceNumber(slot: number): number {
    return sourceIn(this.#head(slot));
  }

  source(slot: number): IndexSource {
    return this.#sources.get(this.sourceNumber(slot));
  }

  has(kind: Kind): boolean {
    return (this.#counts[KIND_NUMBERS[kind]] ?? 0) > 0;
  }

  /** The slot whose record of a resource stands; -1: no scope has one. */
  standing(ref: string): number {
    const first = this.#refs.first(ref);
    return first < 0 || this.isAlone(first) ? first : this.#winner(ref);
  }

  /** Whether it is the record that stands. */
  stands(slot: number): boolean {
    return this.isAlone(slot) || this.#winner(this.records.ref(slot)) === slot;
  }

  merged<K extends Kind>(slot: number): Merged<K> {
    const record = this.records.read(slot);
    const { account, region, standing } = this.source(slot);
    return { record, account, region, standing: this.isStale(slot) ? 'stale' : standing } as Merged<K>;
  }

  /** Reads its record when it is asked. */
  label(role: Role, slot: number): PackedLabel {
    const source = this.source(slot);
    return this.records.label(
      role,
      this.kind(slot),
      slot,
      this.isStale(slot) ? { ...source, standing: 'stale' } : source,
    );
  }

  /** Of several scopes' records: a living one before a stale one. */
  #winner(ref: string): number {
    let best: { readonly slot: number; readonly stale: boolean; readonly claim: Claim } | undefined;
    for (const slot of this.#refs.all(ref)) {
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
    const number = KIND_NUMBERS[kind];
    this.#counts[number] = (this.#counts[number] ?? 0) + by;
  }

  /** All that decides whether a record can be told as it is. */
  #head(slot: number): number {
    return this.cells.get(slot, CELL.head);
  }

  #set(slot: number, head: number): void {
    this.cells.set(slot, CELL.head, head);
  }
}
