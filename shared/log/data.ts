import { constants } from 'node:buffer';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import { blocksOf } from '../model/blocks.ts';
import type { Lines } from '../model/lines.ts';
import { TooLong } from '../store/store.ts';
import type { ObjectStore, Stored } from '../store/store.ts';
import { Corrupt } from './commit.ts';
import type { Data } from './commit.ts';

export interface DataObject {
  readonly data: Data;
  readonly body: Uint8Array;
}

/** Packs what will be stored; `name` gives the key for the hash of the packed bytes. */
export async function pack(content: Uint8Array, name: (sha256: string) => string): Promise<DataObject> {
  const body = content.length <= AT_ONCE ? gzipSync(content) : await promisify(gzip)(content);
  return packed(body, content.length, name);
}

/** A whole state, block by block: it may be large, and packed it is a twentieth. */
export async function packLines(lines: Lines, name: (sha256: string) => string): Promise<DataObject> {
  if (lines.bytes <= AT_ONCE) return pack(lines.joined(), name);
  const parts: Uint8Array[] = [];
  await pipeline(copiesOf(lines), createGzip(), async (packing) => {
    for await (const part of packing) parts.push(part);
  });
  return packed(Buffer.concat(parts), lines.bytes, name);
}

function* copiesOf(lines: Lines): Generator<Uint8Array, void, undefined> {
  for (const block of blocksOf(lines)) yield Buffer.from(block);
}

function packed(body: Uint8Array, bytes: number, name: (sha256: string) => string): DataObject {
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { data: { key: name(sha256), sha256, size: body.length, bytes }, body };
}

/**
 * Reads it back; throws `Corrupt` if it is gone or is something else. No more is
 * fetched, and no more unpacked, than the commit says that there is.
 */
export async function unpack(store: ObjectStore, data: Data): Promise<Uint8Array> {
  const { key, sha256, size } = data;
  const stored = await storedOf(store, key, size);
  if (stored === undefined) throw new Corrupt(key, 'is missing although a commit names it');
  if (createHash('sha256').update(stored.body).digest('hex') !== sha256) throw new Corrupt(key, ELSE);
  const maxOutputLength = mostOf(data);
  try {
    return stored.body.length <= AT_ONCE / 8
      ? gunzipSync(stored.body, { maxOutputLength })
      : await promisify(gunzip)(stored.body, { maxOutputLength });
  } catch (cause) {
    const isLonger = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    const what = isLonger ? `unpacks to more than ${maxOutputLength} bytes` : 'cannot be unpacked';
    throw new Corrupt(key, what, { cause });
  }
}

const ELSE = 'holds something else than was written';

async function storedOf(store: ObjectStore, key: string, size: number): Promise<Stored | undefined> {
  try {
    return await store.get(key, size);
  } catch (cause) {
    if (cause instanceof TooLong) throw new Corrupt(key, ELSE, { cause });
    throw cause;
  }
}

/** Nothing is packed more tightly: https://zlib.net/zlib_tech.html, "Maximum Compression Factor" */
const TIGHTEST = 1032;

function mostOf({ size, bytes = size * TIGHTEST }: Data): number {
  return Math.min(Math.max(1, Math.floor(bytes)), constants.MAX_LENGTH);
}

/** Bytes that are packed sooner than the thread pool would take them. */
const AT_ONCE = 64 * 1024;
