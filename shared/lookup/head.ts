import type { Kind } from '../model/kinds.ts';
import { KINDS } from '../model/shapes.ts';

/** Of a slot: other scopes hold the resource too; no scope does any more. */
export const [SHARED, STALE] = [1, 2] as const;
export const DOUBTS = SHARED | STALE;
/** Above these bits stands the kind's number, above that the source's. */
const [KIND_AT, SOURCE_AT, KIND_MASK] = [2, 8, 0x3f] as const;

export const KIND_NUMBERS = Object.fromEntries(KINDS.map((kind, n) => [kind, n])) as Readonly<
  Record<Kind, number>
>;
/** Of the keys that are asked of one kind alone; those of all kinds have 0. */
export const keyNumber = (kind: Kind): number => KIND_NUMBERS[kind] + 1;

/** One word for all that decides whether a record can be told as it is. */
export const headOf = (kind: Kind, source: number, doubts: number): number =>
  (source << SOURCE_AT) | (KIND_NUMBERS[kind] << KIND_AT) | doubts;
export const kindIn = (head: number): Kind => KINDS[(head >>> KIND_AT) & KIND_MASK] ?? 'region';
export const sourceIn = (head: number): number => head >>> SOURCE_AT;
/** Of that kind, and without a doubt. */
export const isOnly = (kind: Kind, head: number): boolean =>
  (head & ((KIND_MASK << KIND_AT) | DOUBTS)) === KIND_NUMBERS[kind] << KIND_AT;
