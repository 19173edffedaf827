import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Merged } from '../model/links/estate.ts';
import { outranks, ownerOf } from '../model/links/holder.ts';
import type { Claim } from '../model/links/holder.ts';
import type { Role } from '../model/links/label.ts';
import { KINDS } from '../model/shapes.ts';
import { KeyTable } from './key-table.ts';
import type { PackedLabel } from './packed-label.ts';
import { Records } from './records.ts';
import type { IndexSource, Sources } from './sources.ts';

/** Of a slot: other scopes hold the resource too; no scope does any more. */
const [SHARED, STALE] = [1, 2] as const;
const DOUBTS = SHARED | STALE;
/** Above these bits stands the kind's number, above that the source's. */
const [KIND_AT, SOURCE_AT, KIND_MASK] = [2, 8, 0x3f] as const;
export const KIND_NUMBERS = Object.fromEntries(KINDS.map((kind, n) => [kind, n])) as Readonly<
  Record<Kind, number>
>;

/** Every scope's record of every resource, by numbers that stay while the record is there. */
export class Slots {
  readonly records = new Records();
  readonly #sources: Sources;
  readonly #refs = new KeyTable();
  /** Stale records and living ones, by kind. */
  readonly #counts = new Uint32Array(KINDS.length);
  /** One word each: all that decides whether a record can be told as it is. */
  #words = new Uint32Array(1 << 10);

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
    if (slot >= this.#words.length) this.#grow();
    const own = (source << SOURCE_AT) | ((KIND_NUMBERS[record.kind] & KIND_MASK) << KIND_AT);
    this.#words[slot] = own | (others.length > 0 ? SHARED : 0);
    for (const other of others) this.#words[other] = (this.#words[other] ?? 0) | SHARED;
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
    const word = this.#words[slot] ?? 0;
    this.#words[slot] = stale ? word | STALE : word & ~STALE;
  }

  isStale(slot: number): boolean {
    return ((this.#words[slot] ?? 0) & STALE) !== 0;
  }

  /** Its resource has no other record, and a scope holds it. */
  isAlone(slot: number): boolean {
    return ((this.#words[slot] ?? 0) & DOUBTS) === 0;
  }

  kind(slot: number): Kind {
    return KINDS[((this.#words[slot] ?? 0) >>> KIND_AT) & KIND_MASK] ?? 'region';
  }

  /** Of that kind, and alone. */
  isOnly(kind: Kind, slot: number): boolean {
    const word = (this.#words[slot] ?? 0) & ((KIND_MASK << KIND_AT) | DOUBTS);
    return word === KIND_NUMBERS[kind] << KIND_AT;
  }

  sourceNumber(slot: number): number {
    return (this.#words[slot] ?? 0) >>> SOURCE_AT;
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
    return this.records.label(role, slot, this.isStale(slot) ? { ...source, standing: 'stale' } : source);
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

  #grow(): void {
    const words = new Uint32Array(Math.ceil(this.#words.length * 1.5));
    words.set(this.#words);
    this.#words = words;
  }
}
