import { Bytes } from './bytes.ts';
import type { Kind, TagRecord } from './kinds.ts';
import { SHAPES } from './shapes.ts';
import type { Form } from './shape.ts';
import { Spans } from './spans.ts';

/** Between ref and JSON; it sorts below every byte of a ref. */
export const TAB = 9;

/**
 * Writes records as lines, straight into the bytes that stay: a cycle writes
 * every record it lists, and does nothing else as often.
 */
export class LineWriter {
  readonly bytes = new Bytes();
  readonly #spans = new Spans();

  write(record: TagRecord): void {
    this.bytes.newLine();
    this.bytes.text(record.ref);
    this.bytes.byte(TAB);
    this.#object(FIELDS[record.kind], Object(record));
  }

  /** The declared fields, in their declared order, with nothing left out. */
  #object(fields: readonly Field[], values: Values): void {
    for (const { prefix, name, isSet, members } of fields) {
      this.bytes.copy(prefix);
      if (isSet) this.#set(values[name], members);
      else this.#value(values[name]);
    }
    this.bytes.byte(CLOSE_BRACE);
  }

  #value(value: unknown): void {
    if (typeof value === 'string') this.#string(value);
    else if (Array.isArray(value)) this.#list(value);
    else if (value === undefined || value === null) this.bytes.copy(NULL);
    else this.bytes.text(JSON.stringify(value));
  }

  #string(text: string): void {
    const before = this.bytes.length;
    this.bytes.byte(QUOTE);
    if (this.bytes.plain(text)) return this.bytes.byte(QUOTE);
    this.bytes.cut(before);
    this.bytes.text(JSON.stringify(text));
  }

  #list(values: readonly unknown[]): void {
    this.bytes.byte(OPEN);
    for (let n = 0; n < values.length; n++) {
      if (n > 0) this.bytes.byte(COMMA);
      this.#value(values[n]);
    }
    this.bytes.byte(CLOSE);
  }

  /** Members in the order of their bytes, each once; of objects, if it says with which fields. */
  #set(value: unknown, fields: readonly Field[] | undefined): void {
    const spans = this.#spans;
    spans.clear();
    this.bytes.byte(OPEN);
    for (const member of Array.isArray(value) ? value : []) {
      if (spans.size > 0) this.bytes.byte(COMMA);
      const from = this.bytes.length;
      if (fields === undefined) this.#value(member);
      else this.#object(fields, Object(member));
      spans.add(from, this.bytes.length);
    }
    this.bytes.sort(spans, COMMA);
    this.bytes.byte(CLOSE);
  }
}

type Values = Readonly<Record<string, unknown>>;

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

const NULL = Buffer.from('null');
const [QUOTE, COMMA, OPEN, CLOSE, CLOSE_BRACE] = [0x22, 0x2c, 0x5b, 0x5d, 0x7d] as const;
