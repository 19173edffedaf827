/** The hash of a text so far, in two lanes: kept, it serves for every text that begins so. */
export interface Lanes {
  readonly a: number;
  readonly b: number;
}

export const START: Lanes = { a: 0x9e3779b9, b: 0x85ebca6b };

/** `from`: the lanes of what stands before it. */
export function lanesOf(text: string, from = START): Lanes {
  let { a, b } = from;
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n);
    a = Math.imul(a ^ unit, 0x27d4eb2f);
    b = Math.imul(b ^ unit, 0x165667b1);
  }
  return { a: a >>> 0, b: b >>> 0 };
}
