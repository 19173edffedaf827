import type { Kind, TagRecord } from './kinds.ts';
import { SHAPES } from './shapes.ts';
import type { Form } from './shapes.ts';

/** Between ref and JSON; it sorts below every byte of a ref. */
export const TAB = 9;

/** A chunk's bytes: the first one's, since most sources are small, and at most. */
const FIRST_CHUNK = 16 * 1024;
const CHUNK = 1024 * 1024;

/**
 * Writes records as lines, one after the other, straight into the bytes that
 * stay: a cycle writes every record it lists, and does nothing else as often.
 */
export class LineWriter {
  readonly #chunks: Buffer[] = [];
  #bytes = Buffer.alloc(0);
  /** Of the line in `#bytes`. */
  #start = 0;
  #used = 0;

  get chunks(): readonly Uint8Array[] {
    return this.#chunks;
  }

  /** The line written last. */
  last(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#used);
  }

  /** Where it begins in the last chunk. */
  get start(): number {
    return this.#start;
  }

  get length(): number {
    return this.#used - this.#start;
  }

  write(record: TagRecord): void {
    this.#start = this.#used;
    this.#raw(record.ref);
    this.#byte(TAB);
    this.#object(FIELDS[record.kind], Object(record));
  }

  /** The declared fields, in their declared order, with nothing left out. */
  #object(fields: readonly Field[], values: Values): void {
    for (const { prefix, name, isSet, members } of fields) {
      this.#copy(prefix);
      if (isSet) this.#set(values[name], members);
      else this.#value(values[name]);
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
      const from = this.length;
      if (fields === undefined) this.#value(members[n]);
      else this.#object(fields, Object(members[n]));
      const span = { from, to: this.length };
      const last = spans.at(-1);
      if (last !== undefined && compare(this.#bytes, this.#start, last, span) >= 0) isOrdered = false;
      spans.push(span);
    }
    if (!isOrdered) this.#reorder(spans);
    this.#byte(CLOSE);
  }

  /** From a copy behind the line, back to where the first member was. */
  #reorder(spans: Span[]): void {
    const from = spans[0]?.from ?? 0;
    const size = this.length - from;
    this.#room(size);
    const bytes = this.#bytes;
    bytes.copyWithin(this.#used, this.#start + from, this.#used);
    const copy = this.#start + size;
    spans.sort((a, b) => compare(bytes, copy, a, b));
    let at = this.#start + from;
    let last: Span | undefined;
    for (const span of spans) {
      if (last !== undefined && compare(bytes, copy, last, span) === 0) continue;
      if (last !== undefined) bytes[at++] = COMMA;
      bytes.copyWithin(at, copy + span.from, copy + span.to);
      at += span.to - span.from;
      last = span;
    }
    this.#used = at;
  }

  #quoted(text: string): void {
    const before = this.length; // not `#used`: the line may move while it is written
    this.#byte(QUOTE);
    if (this.#plain(text)) return this.#byte(QUOTE);
    this.#used = this.#start + before;
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

  /** A line that does not fit takes what is written of it along to the next chunk. */
  #room(needed: number): void {
    if (this.#used + needed <= this.#bytes.length) return;
    const { length } = this;
    if (this.#start === 0) this.#chunks.pop();
    const usual = Math.min(CHUNK, FIRST_CHUNK * 2 ** this.#chunks.length);
    const chunk = Buffer.allocUnsafeSlow(Math.max(usual, length * 2 + needed));
    this.#bytes.copy(chunk, 0, this.#start, this.#used);
    this.#chunks.push(chunk);
    this.#bytes = chunk;
    this.#start = 0;
    this.#used = length;
  }
}

type Values = Readonly<Record<string, unknown>>;

/** Where a member of a set stands in its line. */
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

function compare(bytes: Uint8Array, line: number, a: Span, b: Span): number {
  const [x, y] = [line + a.from, line + b.from];
  const length = Math.min(a.to - a.from, b.to - b.from);
  for (let n = 0; n < length; n++) {
    const difference = (bytes[x + n] ?? 0) - (bytes[y + n] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.to - a.from - (b.to - b.from);
}

const NULL = Buffer.from('null');
const [QUOTE, COMMA, OPEN, BACKSLASH, CLOSE, CLOSE_BRACE] = [0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7d] as const;
