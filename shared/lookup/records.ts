import type { Kind, TagRecord } from '../model/kinds.ts';
import type { Role } from '../model/links/label.ts';
import { CELL } from './cells.ts';
import type { Cells } from './cells.ts';
import { Dictionary } from './dictionary.ts';
import { PackedLabel } from './packed-label.ts';
import { Packer } from './packer.ts';
import type { IndexSource } from './sources.ts';
import { Unpacker } from './unpacker.ts';

const CHUNK_BITS = 20;
const CHUNK = 2 ** CHUNK_BITS;
/** Bytes of records that are no more, before they are worth a copy of the others. */
const WORTH = 16 * CHUNK;

/** Packed records by number. What is replaced or deleted leaves its bytes behind until half of all are such. */
export class Records {
  readonly #dictionary = new Dictionary();
  readonly #packer = new Packer(this.#dictionary);
  readonly #unpacker = new Unpacker(this.#dictionary);
  #chunks: Buffer[] = [];
  #end = CHUNK;
  /** Of each slot: chunk number and offset in it, and how many bytes; 0 of records that are no more. */
  readonly #cells: Cells;
  readonly #free: number[] = [];
  #slots = 0;
  #live = 0;
  #dead = 0;

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  get size(): number {
    return this.#slots - this.#free.length;
  }

  add(record: TagRecord): number {
    const slot = this.#free.pop() ?? this.#slots++;
    this.#put(slot, this.#packer.pack(record));
    return slot;
  }

  replace(slot: number, record: TagRecord): void {
    this.#release(slot);
    this.#put(slot, this.#packer.pack(record));
    this.#tidy();
  }

  delete(slot: number): void {
    this.#release(slot);
    this.#cells.set(slot, CELL.size, 0);
    this.#free.push(slot);
    this.#tidy();
  }

  read(slot: number): TagRecord {
    const position = this.#cells.get(slot, CELL.position);
    return this.#unpacker.unpack(this.#chunkOf(position), position & (CHUNK - 1));
  }

  /** A label that reads it when it is asked. */
  label(role: Role, kind: Kind, slot: number, source: IndexSource): PackedLabel {
    const position = this.#cells.get(slot, CELL.position);
    const bytes = this.#chunkOf(position);
    return new PackedLabel(role, kind, source, this.#unpacker, bytes, position & (CHUNK - 1));
  }

  ref(slot: number): string {
    const position = this.#cells.get(slot, CELL.position);
    return this.#unpacker.ref(this.#chunkOf(position), position & (CHUNK - 1));
  }

  *slots(): Generator<number, void, undefined> {
    for (let slot = 0; slot < this.#slots; slot++) if (this.#cells.get(slot, CELL.size) > 0) yield slot;
  }

  #chunkOf(position: number): Buffer {
    const chunk = this.#chunks[position >>> CHUNK_BITS];
    if (chunk === undefined) throw new RangeError(`no record at ${position}`);
    return chunk;
  }

  #put(slot: number, bytes: Uint8Array): void {
    if (this.#end + bytes.length > CHUNK) {
      // One that is larger than a chunk has a chunk for itself.
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK, bytes.length)));
      this.#end = 0;
    }
    const number = this.#chunks.length - 1;
    this.#chunks[number]?.set(bytes, this.#end);
    this.#cells.set(slot, CELL.position, number * CHUNK + this.#end);
    this.#cells.set(slot, CELL.size, bytes.length);
    this.#end += bytes.length;
    this.#live += bytes.length;
  }

  #release(slot: number): void {
    const size = this.#cells.get(slot, CELL.size);
    this.#live -= size;
    this.#dead += size;
  }

  /** Copies what lives, when that is the smaller part: each byte is copied once per byte that died. */
  #tidy(): void {
    if (this.#dead < WORTH || this.#dead < this.#live) return;
    const old = this.#chunks;
    this.#chunks = [];
    this.#end = CHUNK;
    this.#live = 0;
    this.#dead = 0;
    for (const slot of this.slots()) {
      const position = this.#cells.get(slot, CELL.position);
      const from = position & (CHUNK - 1);
      const bytes = old[position >>> CHUNK_BITS]?.subarray(from, from + this.#cells.get(slot, CELL.size));
      if (bytes !== undefined) this.#put(slot, bytes);
    }
  }
}
