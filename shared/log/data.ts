import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import { blocksOf } from '../model/blocks.ts';
import type { Lines } from '../model/lines.ts';
import type { ObjectStore } from '../store/store.ts';
import { Corrupt } from './commit.ts';
import type { Data } from './commit.ts';

export interface DataObject {
  readonly data: Data;
  readonly body: Uint8Array;
}

/** Packs what will be stored; `name` gives the key for the hash of the packed bytes. */
export async function pack(content: Uint8Array, name: (sha256: string) => string): Promise<DataObject> {
  return packed(content.length <= AT_ONCE ? gzipSync(content) : await promisify(gzip)(content), name);
}

/** A whole state, block by block: it may be large, and packed it is a twentieth. */
export async function packLines(lines: Lines, name: (sha256: string) => string): Promise<DataObject> {
  if (lines.bytes <= AT_ONCE) return pack(lines.joined(), name);
  const parts: Uint8Array[] = [];
  await pipeline(copiesOf(lines), createGzip(), async (packing) => {
    for await (const part of packing) parts.push(part);
  });
  return packed(Buffer.concat(parts), name);
}

function* copiesOf(lines: Lines): Generator<Uint8Array, void, undefined> {
  for (const block of blocksOf(lines)) yield Buffer.from(block);
}

function packed(body: Uint8Array, name: (sha256: string) => string): DataObject {
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { data: { key: name(sha256), sha256, size: body.length }, body };
}

/** Reads it back; throws `Corrupt` if it is gone or is something else. */
export async function unpack(store: ObjectStore, { key, sha256 }: Data): Promise<Uint8Array> {
  const stored = await store.get(key);
  if (stored === undefined) throw new Corrupt(key, 'is missing although a commit names it');
  if (createHash('sha256').update(stored.body).digest('hex') !== sha256) {
    throw new Corrupt(key, 'holds something else than was written');
  }
  return stored.body.length <= AT_ONCE / 8 ? gunzipSync(stored.body) : promisify(gunzip)(stored.body);
}

/** Bytes that are packed sooner than the thread pool would take them. */
const AT_ONCE = 64 * 1024;
