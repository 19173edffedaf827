import type { TagRecord } from '../model/kinds.ts';
import type { Tag } from '../model/parts.ts';
import { encodePart } from '../model/ref.ts';
import type { Label } from '../model/links/label.ts';
import type { Ref } from '../model/ref.ts';
import { KINDS } from '../model/shapes.ts';
import type { Dictionary } from './dictionary.ts';
import { CODE, FIELDS, WORD } from './packer.ts';
import type { Field } from './packer.ts';

/** What stands first in every record, after its kind. */
export type Head = Pick<Label, 'ref' | 'id' | 'name' | 'tags'>;

/** Reads what `Packer` wrote with the same dictionary. */
export class Unpacker {
  readonly #dictionary: Dictionary;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #id = '';
  #name = '';

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  unpack(bytes: Buffer, at: number): TagRecord {
    this.#bytes = bytes;
    this.#at = at;
    const kind = this.#number();
    this.#id = this.#text(this.#number());
    const ref = this.#link();
    this.#name = this.#text(this.#number());
    const record: Record<string, unknown> = { kind: KINDS[kind], ref, id: this.#id, name: this.#name };
    const fields = FIELDS[kind] ?? [];
    for (let n = 1; n < fields.length; n++) {
      const field = fields[n];
      if (field !== undefined) record[field.name] = this.#field(field);
    }
    return record as unknown as TagRecord; // as `pack` wrote it
  }

  head(bytes: Buffer, at: number): Head {
    this.#bytes = bytes;
    this.#at = at;
    this.#number(); // its kind
    this.#id = this.#text(this.#number());
    const ref = this.#link() as Ref; // as `pack` wrote it
    this.#name = this.#text(this.#number());
    const size = this.#number();
    const tags: Tag[] = [];
    for (let n = 0; n < size; n++) tags.push([this.#text(this.#number()), this.#text(this.#number())]);
    return { ref, id: this.#id, name: this.#name, tags };
  }

  /** Its ref alone. */
  ref(bytes: Buffer, at: number): string {
    this.#bytes = bytes;
    this.#at = at;
    this.#number();
    this.#id = this.#text(this.#number());
    return this.#link();
  }

  #field({ form, pairs }: Field): unknown {
    if (form === 'one') return this.#value();
    const size = this.#number();
    if (size === 0) return NOTHING;
    const members: unknown[] = [];
    for (let n = 0; n < size; n++) {
      if (pairs) members.push([this.#text(this.#number()), this.#text(this.#number())]);
      else if (typeof form === 'object') {
        const member: Record<string, unknown> = {};
        for (const key of form.set) member[key] = this.#value();
        members.push(member);
      } else members.push(this.#value());
    }
    return members;
  }

  #value(): unknown {
    const code = this.#number();
    switch (code) {
      case CODE.none:
        return undefined;
      case CODE.no:
        return false;
      case CODE.yes:
        return true;
      case CODE.whole:
        return this.#number();
      case CODE.link:
        return this.#link();
      case CODE.json:
        return JSON.parse(this.#text(this.#number()));
      default:
        return this.#text(code);
    }
  }

  #text(code: number): string {
    if (code >= WORD) return this.#dictionary.text(code - WORD);
    if (code === CODE.id) return this.#id;
    if (code === CODE.name) return this.#name;
    if (code === CODE.encoded) return encodePart(this.#id);
    const size = this.#number();
    const from = this.#at;
    this.#at += size;
    return this.#bytes.toString(code === CODE.ascii ? 'latin1' : 'utf8', from, this.#at);
  }

  #link(): string {
    const size = this.#number();
    let ref = this.#text(this.#number());
    for (let n = 0; n < size; n++) ref += `/${this.#text(this.#number())}`;
    return ref;
  }

  #number(): number {
    let byte = this.#bytes[this.#at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = this.#bytes[this.#at++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }
}

const NOTHING: readonly never[] = [];
