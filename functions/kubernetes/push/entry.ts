import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { create, toBinary } from '@bufbuild/protobuf';
import type { JsonObject } from '../cached.ts';
import { KubernetesAPIInfoSchema } from './agent_pb.ts';

/** One object as the server gets it. */
export interface Entry {
  /** By group and kind: `apps/Deployment`. */
  readonly kind: string;
  readonly namespace: string;
  /** A `KubernetesAPIInfo`, encoded. */
  readonly bytes: Uint8Array;
  /** 128 bits of the hash of what it says; in four parts, so that those of many can be added up. */
  readonly hash: readonly [number, number, number, number];
}

/** Objects are small: a small window costs no byte and half the time. Any window is valid zlib. */
const ZLIB = { windowBits: 11, memLevel: 6, chunkSize: 2048 };

export function entryOf(of: Pick<Entry, 'kind' | 'namespace'>, type: string, object: JsonObject): Entry {
  const json = JSON.stringify(object);
  const digest = createHash('sha256').update(type).update('\n').update(json).digest();
  const info = create(KubernetesAPIInfoSchema, { type, compressedInfo: deflateSync(json, ZLIB) });
  return {
    ...of,
    bytes: toBinary(KubernetesAPIInfoSchema, info),
    hash: [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)],
  };
}
