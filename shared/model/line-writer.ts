import type { Kind, TagRecord } from './kinds.ts';
import { SHAPES } from './shapes.ts';
import type { Form } from './shapes.ts';

/** Between ref and JSON; it sorts below every byte of a ref. */
export const TAB = 9;

/**
 * Writes records as lines, straight into bytes: a cycle writes every record it
 * lists, and pieces of text that are put together first cost three times that.
 */
export class LineWriter {
  #bytes = Buffer.allocUnsafe(4096);
  #used = 0;

  /** The line's bytes; good until the next record is written. */
  write(record: TagRecord): Uint8Array {
    this.#used = 0;
    this.#raw(record.ref);
    this.#byte(TAB);
    this.#object(FIELDS[record.kind], Object(record));
    return this.#bytes.subarray(0, this.#used);
  }

  /** The declared fields, in their declared order, with nothing left out. */
  #object(fields: readonly Field[], values: Values): void {
    for (let n = 0; n < fields.length; n++) {
      const field = fields[n] as Field;
      this.#copy(field.prefix);
      if (field.isSet) this.#set(values[field.name], field.members);
      else this.#value(values[field.name]);
    }
    this.#byte(CLOSE_BRACE);
  }

  #value(value: unknown): void {
    if (typeof value === 'string') this.#quoted(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (value === undefined || value === null) this.#copy(NULL);
    else this.#raw(JSON.stringify(value));
  }

  #list(values: readonly unknown[]): void {
    this.#byte(OPEN);
    for (let n = 0; n < values.length; n++) {
      if (n > 0) this.#byte(COMMA);
      this.#value(values[n]);
    }
    this.#byte(CLOSE);
  }

  /** Members in the order of their bytes, each once; of objects, if it says with which fields. */
  #set(value: unknown, fields: readonly Field[] | undefined): void {
    this.#byte(OPEN);
    const members: readonly unknown[] = Array.isArray(value) ? value : [];
    const spans: Span[] = [];
    let isOrdered = true;
    for (let n = 0; n < members.length; n++) {
      if (n > 0) this.#byte(COMMA);
      const from = this.#used;
      if (fields === undefined) this.#value(members[n]);
      else this.#object(fields, Object(members[n]));
      const span = { from, to: this.#used };
      const last = spans.at(-1);
      if (last !== undefined && compare(this.#bytes, last, span) >= 0) isOrdered = false;
      spans.push(span);
    }
    if (!isOrdered) this.#reorder(spans);
    this.#byte(CLOSE);
  }

  #reorder(spans: Span[]): void {
    const start = spans[0]?.from ?? 0;
    const bytes = Buffer.from(this.#bytes.subarray(0, this.#used));
    spans.sort((a, b) => compare(bytes, a, b));
    this.#used = start;
    for (const [n, span] of spans.entries()) {
      const last = spans[n - 1];
      if (last !== undefined && compare(bytes, last, span) === 0) continue;
      if (last !== undefined) this.#byte(COMMA);
      this.#used += bytes.copy(this.#bytes, this.#used, span.from, span.to);
    }
  }

  #quoted(text: string): void {
    const from = this.#used;
    this.#byte(QUOTE);
    if (this.#plain(text)) return this.#byte(QUOTE);
    this.#used = from;
    this.#raw(JSON.stringify(text));
  }

  #raw(text: string): void {
    if (!this.#plain(text)) this.#used += this.#bytes.write(text, this.#used);
  }

  /** UTF-8, unless it needs JSON's own care: control characters, quotes, backslashes, surrogates. */
  #plain(text: string): boolean {
    this.#room(text.length * 3);
    const bytes = this.#bytes;
    let at = this.#used;
    for (let n = 0; n < text.length; n++) {
      const unit = text.charCodeAt(n);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) return false;
        bytes[at++] = unit;
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else {
        if (unit >= 0xd800 && unit <= 0xdfff) return false;
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
        bytes[at++] = 0x80 | (unit & 0x3f);
      }
    }
    this.#used = at;
    return true;
  }

  #copy(bytes: Uint8Array): void {
    this.#room(bytes.length);
    const to = this.#bytes;
    let at = this.#used;
    for (let n = 0; n < bytes.length; n++) to[at++] = bytes[n] ?? 0;
    this.#used = at;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#used++] = byte;
  }

  #room(needed: number): void {
    if (this.#used + needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#used + needed));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}

type Values = Readonly<Record<string, unknown>>;

/** Where a member of a set stands. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Field {
  /** What stands before the value: `{"id":`, `,"name":`. */
  readonly prefix: Uint8Array;
  readonly name: string;
  readonly isSet: boolean;
  /** Of a set of objects: their fields. */
  readonly members: readonly Field[] | undefined;
}

const FIELDS = Object.fromEntries(
  Object.entries(SHAPES).map(([kind, shape]) => [
    kind,
    Object.entries<Form>(shape).map(([name, form], n) => fieldOf(name, form, n)),
  ]),
) as unknown as Readonly<Record<Kind, readonly Field[]>>;

function fieldOf(name: string, form: Form, n: number): Field {
  return {
    prefix: Buffer.from(`${n === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    name,
    isSet: form !== 'one' && form !== 'list',
    members: typeof form === 'object' ? form.set.map((key, k) => fieldOf(key, 'one', k)) : undefined,
  };
}

function compare(bytes: Uint8Array, a: Span, b: Span): number {
  const length = Math.min(a.to - a.from, b.to - b.from);
  for (let n = 0; n < length; n++) {
    const difference = (bytes[a.from + n] ?? 0) - (bytes[b.from + n] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.to - a.from - (b.to - b.from);
}

const NULL = Buffer.from('null');
const [QUOTE, COMMA, OPEN, BACKSLASH, CLOSE, CLOSE_BRACE] = [0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7d] as const;
