import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Corrupt } from '../../../shared/log/commit.ts';
import type { Data } from '../../../shared/log/commit.ts';
import { pack, unpack } from '../../../shared/log/data.ts';
import { memoryStore } from '../../../shared/store/memory.ts';

const KEY = 'data/k';
const ZEROS = gzipSync(Buffer.alloc(20_000_000));

/** Reads a body whose hash is the one that is asked for: written by somebody who can write commits too. */
async function unpacked(body: Uint8Array, said: Partial<Data>): Promise<Uint8Array> {
  const store = memoryStore(() => 0);
  await store.put(KEY, body);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return unpack(store, { key: KEY, sha256, size: body.length, ...said });
}

test.each([0, 5, 300_000])('%i bytes that were packed are read back', async (length) => {
  const content = Buffer.alloc(length, 'content');
  const { data, body } = await pack(content, () => KEY);
  expect(data).toMatchObject({ size: body.length, bytes: length });
  const store = memoryStore(() => 0);
  await store.put(KEY, body);
  expect(Buffer.from(await unpack(store, data))).toEqual(content);
  const { bytes: _, ...older } = data;
  expect(Buffer.from(await unpack(store, older))).toEqual(content);
});

test.each([
  ['unpacks to more than its commit says', ZEROS, { bytes: 60_000 }, 'unpacks to more than 60000 bytes'],
  ['unpacks to a byte more', gzipSync('four'), { bytes: 3 }, 'unpacks to more than 3 bytes'],
  ['has a length that is none', gzipSync('four'), { bytes: -1 }, 'unpacks to more than 1 bytes'],
  [
    'is of an older commit, and not of that size',
    ZEROS,
    { size: 10_000 },
    'unpacks to more than 10320000 bytes',
  ],
  ['is no gzip', Buffer.from('plain'), {}, 'cannot be unpacked'],
  ['breaks off', gzipSync('broken').subarray(0, 12), {}, 'cannot be unpacked'],
])('an object that %s is named as corrupt', async (_, body, said, what) => {
  const reading = unpacked(body, said);
  await expect(reading).rejects.toBeInstanceOf(Corrupt);
  await expect(reading).rejects.toThrow(`${KEY}: ${what}`);
});
