/** Gives room for so many bytes, with anything in it. */
export type Slab = (length: number) => Buffer;

const SIZE = 16 * 1024;

/**
 * Small buffers that live long, side by side in a few allocations. In Node's own
 * pool they would lie among texts that are thrown away at once, and keep those.
 */
export function createSlab(): Slab {
  let slab = Buffer.alloc(0);
  let at = 0;
  return (length) => {
    if (length > SIZE / 8) return Buffer.allocUnsafeSlow(length);
    if (at + length > slab.length) {
      slab = Buffer.allocUnsafeSlow(SIZE);
      at = 0;
    }
    at += length;
    return slab.subarray(at - length, at);
  };
}
