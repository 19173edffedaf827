import type { Kind, TagRecord } from '../model/kinds.ts';
import { encodePart } from '../model/ref.ts';
import { KINDS, SHAPES } from '../model/shapes.ts';
import type { Form } from '../model/shape.ts';
import type { Dictionary } from './dictionary.ts';

/** What stands before a value: what it is. From `WORD` on, it is that string of the dictionary. */
export const CODE = {
  none: 0,
  no: 1,
  yes: 2,
  whole: 3,
  id: 4,
  name: 5,
  ascii: 6,
  utf8: 7,
  link: 8,
  json: 9,
  /** The id, as refs spell it. */
  encoded: 10,
} as const;
export const WORD = 16;

/** Fields whose strings come once, or once in two kinds: they are written out. */
const ALONE: ReadonlySet<string> = new Set(
  'mac ip public_ip private_ip hostname created device nic nics uid'.split(' '),
);

const PAIRS: ReadonlySet<string> = new Set(['tags', 'pod_labels']);

export interface Field {
  readonly name: string;
  readonly form: Form;
  readonly alone: boolean;
  /** Its members are tags: two strings each. */
  readonly pairs: boolean;
}

/** The fields of each kind, by the kind's number; the id goes first, before the ref. */
export const FIELDS: readonly (readonly Field[])[] = KINDS.map((kind) =>
  Object.entries<Form>(SHAPES[kind])
    .filter(([name]) => name !== 'id')
    .map(([name, form]) => ({ name, form, alone: ALONE.has(name), pairs: PAIRS.has(name) })),
);
const NUMBERS: ReadonlyMap<Kind, number> = new Map(KINDS.map((kind, n) => [kind, n]));

/** Writes records in a third of the bytes of their lines: kind, id, ref, then the fields in their order. */
export class Packer {
  readonly #dictionary: Dictionary;
  #bytes = Buffer.allocUnsafeSlow(64 * 1024);
  #end = 0;
  #id: string | undefined;
  #name: string | undefined;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** A view that is good until the next one. */
  pack(record: TagRecord): Uint8Array {
    this.#end = 0;
    this.#id = undefined;
    this.#name = undefined;
    const kind = NUMBERS.get(record.kind) ?? 0;
    this.#number(kind);
    this.#string(record.id, true);
    this.#id = record.id;
    this.#link(record.ref);
    this.#string(record.name, false);
    this.#name = record.name;
    const values: Readonly<Record<string, unknown>> = Object(record);
    for (const field of FIELDS[kind] ?? []) {
      if (field.name !== 'name') this.#field(values[field.name], field);
    }
    return this.#bytes.subarray(0, this.#end);
  }

  #field(value: unknown, { form, alone, pairs }: Field): void {
    if (form === 'one') return this.#value(value, alone);
    const members: readonly unknown[] = Array.isArray(value) ? value : [];
    this.#number(members.length);
    for (const member of members) {
      if (pairs && Array.isArray(member)) for (const text of member) this.#string(text, false);
      else if (typeof form === 'object') {
        for (const key of form.set) this.#value(Object(member)[key], ALONE.has(key));
      } else this.#value(member, alone);
    }
  }

  #value(value: unknown, alone: boolean): void {
    if (typeof value === 'string') {
      if (!alone || !value.includes('/')) return this.#string(value, alone);
      this.#number(CODE.link);
      this.#link(value);
    } else if (value === undefined) this.#number(CODE.none);
    else if (typeof value === 'boolean') this.#number(value ? CODE.yes : CODE.no);
    else if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31) {
      this.#number(CODE.whole);
      this.#number(value);
    } else {
      this.#number(CODE.json);
      this.#inline(JSON.stringify(value));
    }
  }

  #string(text: string, alone: boolean): void {
    if (text === this.#id) return this.#number(CODE.id);
    if (text === this.#name) return this.#number(CODE.name);
    const number = alone ? -1 : this.#dictionary.numberOf(text);
    if (number >= 0) this.#number(number + WORD);
    else this.#inline(text);
  }

  /** `provider/kind` comes again, and so may all that stands before the native id; that itself is this record's, or alone. */
  #link(ref: string): void {
    const parts = ref.split('/');
    this.#number(parts.length - 2);
    this.#string(`${parts[0] ?? ''}/${parts[1] ?? ''}`, false);
    for (let n = 2; n < parts.length; n++) this.#part(parts[n] ?? '', parts.length === 3);
  }

  #part(part: string, alone: boolean): void {
    if (part.includes('%') && this.#id !== undefined && part === encodePart(this.#id))
      this.#number(CODE.encoded);
    else this.#string(part, alone);
  }

  #inline(text: string): void {
    const size = Buffer.byteLength(text);
    this.#number(size === text.length ? CODE.ascii : CODE.utf8);
    this.#number(size);
    this.#room(size);
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Seven bits a byte, the lowest first. */
  #number(value: number): void {
    this.#room(5);
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#end++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#end++] = rest;
  }

  #room(size: number): void {
    if (this.#end + size <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(this.#bytes.length * 2 + size);
    this.#bytes.copy(bytes, 0, 0, this.#end);
    this.#bytes = bytes;
  }
}
