/** The hash of a text so far, in two lanes: kept, it serves for every text that begins so. */
export interface Lanes {
  readonly a: number;
  readonly b: number;
}

export const START: Lanes = { a: 0x9e3779b9 | 0, b: 0x85ebca6b | 0 };

/** `from`: the lanes of what stands before it. */
export function lanesOf(text: string, from = START): Lanes {
  let { a, b } = from;
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n);
    a = Math.imul(a ^ unit, 0x27d4eb2f);
    b = Math.imul(b ^ unit, 0x165667b1);
  }
  return { a, b };
}

/**
 * The lanes of a key, mixed so that any bits of them serve. The kind of record
 * that it is a key of goes last: one pass over a ref serves for all kinds.
 */
export function mixed(laneA: number, laneB: number, kind: number): Lanes {
  let a = Math.imul(laneA ^ kind, 0x27d4eb2f);
  let b = Math.imul(laneB ^ kind, 0x165667b1);
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (b >>> 13), 0x297a2d39);
  return { a: a ^ (a >>> 12) ^ (b >>> 17), b: b ^ (b >>> 15) ^ Math.imul(a, 0x9e3779b1) };
}
