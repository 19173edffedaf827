import { hash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { JsonObject } from '../cached.ts';
import { infoOf } from './info.ts';
import type { Slab } from './slab.ts';

/** One object as the server gets it. Small: there are as many as objects. */
export interface Entry {
  /** By group and kind: `apps/Deployment`. */
  readonly kind: string;
  readonly namespace: string;
  /** A `KubernetesAPIInfo`, encoded. */
  readonly bytes: Uint8Array;
  /** 128 bits of the hash of what it says, in four numbers that can be added up with those of others. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * Objects are small: a small window costs no byte and half the time, and a lower
 * level would save nothing. Any window is valid zlib. A chunk is kept until the
 * next large collection, and most objects fit in one.
 */
const ZLIB = { windowBits: 11, memLevel: 6, chunkSize: 512 };

export function entryOf(
  { kind, namespace }: Pick<Entry, 'kind' | 'namespace'>,
  type: string,
  object: JsonObject,
  slab: Slab,
): Entry {
  const json = JSON.stringify(object);
  const digest = hash('sha256', `${type}\n${json}`, 'buffer');
  return {
    kind,
    namespace,
    bytes: infoOf(type, deflateSync(json, ZLIB), slab),
    a: digest.readInt32LE(0),
    b: digest.readInt32LE(4),
    c: digest.readInt32LE(8),
    d: digest.readInt32LE(12),
  };
}
