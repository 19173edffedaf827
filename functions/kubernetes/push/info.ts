import type { Slab } from './slab.ts';

/** Fields 1 and 3 of the message, both of bytes: https://protobuf.dev/programming-guides/encoding/ */
const [TYPE, COMPRESSED] = [0x0a, 0x1a];

/**
 * A `KubernetesAPIInfo` of agent.proto, written out: there are as many as objects,
 * and generated code takes half as long for one as its object takes to compress.
 */
export function infoOf(type: string, compressed: Uint8Array, slab: Slab): Uint8Array {
  const head = [TYPE, ...varint(type.length)];
  const middle = [COMPRESSED, ...varint(compressed.length)];
  const bytes = slab(head.length + type.length + middle.length + compressed.length);
  bytes.set(head);
  bytes.write(type, head.length, 'latin1'); // Go's names of types are ASCII
  bytes.set(middle, head.length + type.length);
  bytes.set(compressed, head.length + type.length + middle.length);
  return bytes;
}

function varint(n: number): number[] {
  const bytes: number[] = [];
  for (let rest = n; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}
