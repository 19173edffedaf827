import type { TagRecord } from '../model/kinds.ts';
import type { Role } from '../model/links/label.ts';
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
  /** Chunk number and offset in it; records that are no more stand nowhere. */
  #positions = new Uint32Array(1 << 10);
  #sizes = new Uint32Array(1 << 10);
  readonly #free: number[] = [];
  #slots = 0;
  #live = 0;
  #dead = 0;

  get size(): number {
    return this.#slots - this.#free.length;
  }

  add(record: TagRecord): number {
    const slot = this.#free.pop() ?? this.#slots++;
    if (slot >= this.#positions.length) this.#grow();
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
    this.#sizes[slot] = 0;
    this.#free.push(slot);
    this.#tidy();
  }

  read(slot: number): TagRecord {
    const position = this.#positions[slot] ?? 0;
    return this.#unpacker.unpack(this.#chunkOf(position), position & (CHUNK - 1));
  }

  /** A label that reads it when it is asked. */
  label(role: Role, slot: number, source: IndexSource): PackedLabel {
    const position = this.#positions[slot] ?? 0;
    const bytes = this.#chunkOf(position);
    return new PackedLabel(role, source, this.#unpacker, bytes, position & (CHUNK - 1));
  }

  ref(slot: number): string {
    const position = this.#positions[slot] ?? 0;
    return this.#unpacker.ref(this.#chunkOf(position), position & (CHUNK - 1));
  }

  *slots(): Generator<number, void, undefined> {
    for (let slot = 0; slot < this.#slots; slot++) if ((this.#sizes[slot] ?? 0) > 0) yield slot;
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
    this.#positions[slot] = number * CHUNK + this.#end;
    this.#sizes[slot] = bytes.length;
    this.#end += bytes.length;
    this.#live += bytes.length;
  }

  #release(slot: number): void {
    const size = this.#sizes[slot] ?? 0;
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
      const position = this.#positions[slot] ?? 0;
      const from = position & (CHUNK - 1);
      const bytes = old[position >>> CHUNK_BITS]?.subarray(from, from + (this.#sizes[slot] ?? 0));
      if (bytes !== undefined) this.#put(slot, bytes);
    }
  }

  #grow(): void {
    const room = Math.ceil(this.#positions.length * 1.5);
    const [positions, sizes] = [new Uint32Array(room), new Uint32Array(room)];
    positions.set(this.#positions);
    sizes.set(this.#sizes);
    this.#positions = positions;
    this.#sizes = sizes;
  }
}
