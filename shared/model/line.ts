import type { TagRecord } from './kinds.ts';
import { LineWriter, TAB } from './line-writer.ts';

/** One stored record: `ref` TAB canonical JSON, UTF-8, without its newline. The same resource gives the same bytes. */
export type Line = Uint8Array;

export const NEWLINE = 10;

export function lineOf(record: TagRecord): Line {
  const writer = new LineWriter();
  writer.write(record);
  return writer.bytes.line;
}

/** What follows the ref: the declared fields, in their declared order, with nothing left out. */
export function jsonOf(record: TagRecord): string {
  return textOf(lineOf(record)).slice(record.ref.length + 1);
}

/** Refs are ASCII, so one byte is one character. */
export function refOf(line: Line): string {
  return Buffer.from(line.buffer, line.byteOffset, line.indexOf(TAB)).toString('latin1');
}

/** The fields of a stored line, as plain JSON, with the kind that its ref names. */
export function read(line: Line): Stored {
  const text = textOf(line);
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

const textOf = (line: Line): string => Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();
