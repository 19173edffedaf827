import type { Kind, TagRecord } from './kinds.ts';
import { SHAPES } from './shapes.ts';
import type { Form } from './shapes.ts';

/** One stored record: `ref` TAB canonical JSON, UTF-8, without its newline. The same resource gives the same bytes. */
export type Line = Uint8Array;

export const TAB = 9;
export const NEWLINE = 10;

type Write = (value: unknown) => string;

/** What follows the ref: the declared fields, in their declared order, with nothing left out. */
export function jsonOf(record: TagRecord): string {
  const values: Values = Object(record);
  let text = '';
  for (const [prefix, field, write] of WRITERS[record.kind]) text += prefix + write(values[field]);
  return `${text}}`;
}

export function lineOf(record: TagRecord): Line {
  return Buffer.from(`${record.ref}\t${jsonOf(record)}`);
}

/** Refs are ASCII, so one byte is one character. */
export function refOf(line: Line): string {
  return Buffer.from(line.buffer, line.byteOffset, line.indexOf(TAB)).toString('latin1');
}

/** The fields of a stored line, as plain JSON, with the kind that its ref names. */
export function read(line: Line): Stored {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString();
  const tab = text.indexOf('\t');
  const ref = text.slice(0, tab);
  return { ...JSON.parse(text.slice(tab + 1)), ref, kind: ref.split('/', 2)[1] ?? '' };
}

/** A record as readers see it: unknown fields of a newer release included. */
export interface Stored {
  readonly ref: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly tags: readonly (readonly [string, string])[];
  readonly [field: string]: unknown;
}

type Values = Readonly<Record<string, unknown>>;

const WRITERS: Readonly<Record<Kind, readonly (readonly [prefix: string, field: string, write: Write])[]>> =
  Object.fromEntries(
    Object.entries(SHAPES).map(([kind, shape]) => [
      kind,
      Object.entries<Form>(shape).map(([field, form], n) => [
        `${n === 0 ? '{' : ','}${JSON.stringify(field)}:`,
        field,
        writerOf(form),
      ]),
    ]),
  ) as never;

function writerOf(form: Form): Write {
  if (form === 'one') return plain;
  if (form === 'list') return plain;
  if (form === 'set') return (value) => asSet(value, plain);
  const keys = form.set.map((key, n) => [`${n === 0 ? '{' : ','}${JSON.stringify(key)}:`, key] as const);
  const object: Write = (value) => {
    const values: Values = Object(value);
    let text = '';
    for (const [prefix, key] of keys) text += prefix + plain(values[key]);
    return `${text}}`;
  };
  return (value) => asSet(value, object);
}

/** Control characters, quotes, backslashes and surrogates need JSON's own care; most text has none. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function plain(value: unknown): string {
  if (typeof value === 'string') return NEEDS_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`;
  if (Array.isArray(value)) return join(value, plain);
  return value === undefined ? 'null' : JSON.stringify(value);
}

function join(values: readonly unknown[], write: Write): string {
  let text = '[';
  for (let n = 0; n < values.length; n++) text += n === 0 ? write(values[n]) : `,${write(values[n])}`;
  return `${text}]`;
}

/** Code units and UTF-8 bytes order text alike, but for surrogates beside what is above them. */
const ORDERS_DIFFER = /[\ud800-\uffff]/;

function asSet(value: unknown, write: Write): string {
  if (!Array.isArray(value)) return '[]';
  if (value.length < 2) return join(value, write);
  const members = value.map(write).toSorted(byUnits);
  let text = together(members);
  if (ORDERS_DIFFER.test(text)) text = together(members.toSorted(byBytes));
  return text;
}

function together(members: readonly string[]): string {
  let text = `[${members[0]}`;
  for (let n = 1; n < members.length; n++) if (members[n] !== members[n - 1]) text += `,${members[n]}`;
  return `${text}]`;
}

/** Without a comparator the runtime makes strings of its own first. */
const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
