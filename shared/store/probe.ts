import { randomUUID } from 'node:crypto';
import { BucketError } from './bucket-error.ts';
import { StoreError } from './store.ts';
import type { ObjectStore } from './store.ts';

/** The store lets two runs create the same commit: the log cannot live there. */
export class NotCreateOnly extends StoreError {}

const KEY = 'probe/create-only';

/**
 * Throws unless the store creates at most once. Asked at every start, since a
 * bucket can lose the property (OSS and COS do when versioning is switched on);
 * after the first time it costs one refused create and one get. `token` must
 * be new each time: it tells our bytes from those that were there.
 */
export async function proveCreateOnly(store: ObjectStore, token: string = randomUUID()): Promise<void> {
  const refuse = (why: string, cause?: unknown): NotCreateOnly =>
    new NotCreateOnly(
      `${store.url} cannot hold the log: ${why}. Use a store with create-only puts, such as S3 or a ` +
        `directory; on OSS and COS a bucket that never had versioning, since that makes them ignore the header; on ` +
        `COS and OBS set createOnly. Or, if nothing else ever writes ` +
        `there, set singleWriter: true, which excludes fan-out.`,
      { cause },
    );
  const bytes = (name: string): Uint8Array => new TextEncoder().encode(`cloud-tag-sync ${token} ${name}\n`);
  const create = async (body: Uint8Array): Promise<'created' | 'exists'> => {
    try {
      return await store.putIfAbsent(KEY, body);
    } catch (error) {
      const unknown =
        error instanceof BucketError && (error.status === 501 || error.code === 'NotImplemented');
      throw unknown ? refuse('it does not implement create-only puts', error) : error;
    }
  };

  const first = bytes('first');
  const second = bytes('second');
  let mine = first;
  let standing: Uint8Array | undefined;
  if ((await create(first)) === 'created') {
    if ((await create(second)) === 'created') throw refuse('it created the same object twice');
    mine = second;
    standing = first;
  }
  const found = (await store.get(KEY))?.body;
  if (found === undefined) throw refuse('it says that an object exists and does not give it');
  if (same(found, mine)) throw refuse('it says that an object exists and overwrites it all the same');
  if (standing !== undefined && !same(found, standing)) throw refuse('it does not give back what it created');
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}
