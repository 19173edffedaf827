import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { create, toBinary } from '@bufbuild/protobuf';
import type { JsonObject } from '../cached.ts';
import { KubernetesAPIInfoSchema } from './agent_pb.ts';

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

/** Objects are small: a small window costs no byte and half the time. Any window is valid zlib. */
const ZLIB = { windowBits: 11, memLevel: 6, chunkSize: 2048 };

export function entryOf(
  { kind, namespace }: Pick<Entry, 'kind' | 'namespace'>,
  type: string,
  object: JsonObject,
): Entry {
  const json = JSON.stringify(object);
  const digest = createHash('sha256').update(type).update('\n').update(json).digest();
  const info = create(KubernetesAPIInfoSchema, { type, compressedInfo: deflateSync(json, ZLIB) });
  return {
    kind,
    namespace,
    bytes: Buffer.from(toBinary(KubernetesAPIInfoSchema, info)), // of Node's pool: many share one allocation
    a: digest.readInt32LE(0),
    b: digest.readInt32LE(4),
    c: digest.readInt32LE(8),
    d: digest.readInt32LE(12),
  };
}
