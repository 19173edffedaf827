import { describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/runtime/clock.ts';
import { BucketError } from '../../shared/store/bucket-error.ts';
import { s3Store } from '../../shared/store/s3.ts';
import type { S3Options } from '../../shared/store/s3.ts';
import type { AwsCredentials } from '../../shared/store/sigv4.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { testStore } from './store.ts';

/** An S3 server that we did not write, as it runs. */
export interface S3Server {
  readonly endpoint: string;
  readonly region: string;
  readonly keys: AwsCredentials;
  /** A new and empty bucket. */
  makeBucket(name: string): Promise<void>;
}

const LARGE = 40 * 1024 * 1024;

/** The S3 driver in a bucket of a server, without retries: what the server says first is what it says. */
export function storeIn(server: S3Server, bucket: string, over: Partial<S3Options> = {}): ObjectStore {
  const { endpoint, region, keys } = server;
  return s3Store({
    bucket,
    prefix: '',
    region,
    endpoint,
    credentials: async () => keys,
    clock: systemClock,
    patience: { attempts: 1, baseMs: 0, maxMs: 0 },
    ...over,
  });
}

/**
 * What the log relies on, asked of a real server: the contract of every store, with a prefix and without, and what
 * only a server can do: pages of its own, races between processes, refusals. `histories` bounds the property test.
 */
export function testS3Server(name: string, server: S3Server, { histories }: { histories: number }): void {
  let buckets = 0;
  const bucket = async (): Promise<string> => {
    const made = `contract-${++buckets}`;
    await server.makeBucket(made);
    return made;
  };

  for (const prefix of ['', 'teams/net & co']) {
    testStore(
      `${name}, prefix "${prefix}"`,
      async () => ({ store: storeIn(server, await bucket(), { prefix }), dispose: async () => {} }),
      { histories },
    );
  }

  describe(`S3 by ${name}`, () => {
    it('gives each number of a log to one of eight runs that race for it, and the others read what that one wrote', async () => {
      const place = await bucket();
      const versions = Array.from(
        { length: 25 },
        (_, n) => `log/aws/1/eu/${String(n + 1).padStart(20, '0')}.json`,
      );
      const runs = Array.from({ length: 8 }, (_, n) => `run ${n}`);
      const told = await Promise.all(
        runs.map(async (run) => {
          const store = storeIn(server, place);
          const authors: (string | undefined)[] = [];
          let won = 0;
          for (const version of versions) {
            const isMine = (await store.putIfAbsent(version, Buffer.from(run))) === 'created';
            won += isMine ? 1 : 0;
            authors.push(isMine ? run : text((await store.get(version))?.body));
          }
          return { won, authors };
        }),
      );
      const authors = told[0]?.authors ?? [];
      expect(told.map((one) => one.authors)).toEqual(runs.map(() => authors));
      expect(told.map(({ won }) => won)).toEqual(
        runs.map((run) => authors.filter((author) => author === run).length),
      );
      expect(told.reduce((sum, { won }) => sum + won, 0)).toBe(versions.length);
    });

    it('lists beyond the thousand of one page, and a folder that ends at a page', async () => {
      const store = storeIn(server, await bucket(), { prefix: 'net' });
      const keys = Array.from({ length: 1_003 }, (_, n) => `many/${String(n).padStart(20, '0')}.json`);
      for (let n = 0; n < keys.length; n += 25) {
        await Promise.all(keys.slice(n, n + 25).map((key) => store.put(key, Buffer.from('x'))));
      }
      await store.put('next/1', Buffer.from('x'));
      const listed = async (prefix: string, startAfter: string, limit: number): Promise<readonly string[]> =>
        (await store.list({ prefix, startAfter, limit })).map(({ key }) => key);
      expect(await listed('many/', '', 5_000)).toEqual(keys);
      expect(await listed('many/', keys[1] ?? '', 1_001)).toEqual(keys.slice(2));
      expect(await listed('many/', keys[2] ?? '', 1_000)).toEqual(keys.slice(3));
      expect(await listed('', '', 1_004)).toEqual([...keys, 'next/1']);
    });

    it('keeps forty megabytes as they are, created and put', async () => {
      const store = storeIn(server, await bucket());
      for (const how of ['putIfAbsent', 'put'] as const) {
        const large = Buffer.alloc(LARGE, `${how}, and not of a length that blocks have `);
        await store[how]('large', large);
        const got = await store.get('large');
        expect(Buffer.from(got?.body ?? []).equals(large)).toBe(true);
        expect(await store.list({ prefix: '', startAfter: '', limit: 2 })).toMatchObject([
          { key: 'large', size: LARGE, etag: got?.etag },
        ]);
      }
    });

    // A server may refuse, and hang up, while the body is still on its way: then no answer arrives, and the log reads.
    it('never says "created" of a large object that exists, and leaves it as it was', async () => {
      const store = storeIn(server, await bucket());
      await store.put('large', Buffer.from('small, and the first'));
      const created = store.putIfAbsent('large', Buffer.alloc(LARGE, 'second'));
      const told = await created.catch((error: unknown) =>
        error instanceof BucketError && error.status === undefined ? 'no answer' : error,
      );
      expect(['exists', 'no answer']).toContain(told);
      expect(text((await store.get('large'))?.body)).toBe('small, and the first');
    });

    it('says of a bucket that does not exist that it does not, and never that an object is absent', async () => {
      const store = storeIn(server, 'nobody-made-this');
      const lacking = /NoSuchBucket .*create the bucket "nobody-made-this", or correct its name/;
      await expect(store.get('a')).rejects.toThrow(lacking);
      await expect(store.put('a', Buffer.from('x'))).rejects.toThrow(lacking);
      await expect(store.putIfAbsent('a', Buffer.from('x'))).rejects.toThrow(lacking);
      await expect(store.delete('a')).rejects.toThrow(lacking);
      await expect(store.list({ prefix: '', startAfter: '', limit: 1 })).rejects.toThrow(lacking);
    });
  });
}

/** For a server that looks who asks: who may not is told so, and how to mend it, and nothing happens. */
export function testRefusals(name: string, server: S3Server): void {
  let buckets = 0;
  describe(`whom ${name} refuses`, () => {
    it.each<{ what: string; over: (to: S3Server) => Partial<S3Options>; says: RegExp }>([
      {
        what: 'a key that it does not know',
        over: ({ keys }) => ({ credentials: async () => ({ ...keys, accessKeyId: 'AKIANOBODYNOBODY0000' }) }),
        says: /InvalidAccessKeyId .*check the credentials and the endpoint/,
      },
      {
        what: 'a secret that is not of the key',
        over: ({ keys }) => ({ credentials: async () => ({ ...keys, secretAccessKey: 'another' }) }),
        says: /SignatureDoesNotMatch .*check the secret access key/,
      },
      {
        what: 'a signature for another region',
        over: () => ({ region: 'ap-south-1' }),
        says: /AuthorizationHeaderMalformed .*the bucket is not in region "ap-south-1": set region/,
      },
      {
        what: 'a clock that is an hour behind',
        over: () => ({ clock: { ...systemClock, now: () => Date.now() - 3_600_000 } }),
        says: /RequestTimeTooSkewed .*set this machine's clock/,
      },
    ])('$what', async ({ over, says }) => {
      const bucket = `refused-${++buckets}`;
      await server.makeBucket(bucket);
      const own = storeIn(server, bucket);
      await own.put('a', Buffer.from('ours'));
      const store = storeIn(server, bucket, over(server));
      const work = [
        store.get('a'),
        store.get('not-there'),
        store.put('a', Buffer.from('theirs')),
        store.putIfAbsent('b', Buffer.from('theirs')),
        store.delete('a'),
        store.list({ prefix: '', startAfter: '', limit: 9 }),
      ];
      for (const refused of await Promise.allSettled(work)) {
        const reason: unknown = refused.status === 'rejected' ? refused.reason : refused;
        expect(reason).toBeInstanceOf(BucketError);
        expect(String(reason)).toMatch(says);
      }
      expect((await own.list({ prefix: '', startAfter: '', limit: 9 })).map(({ key }) => key)).toEqual(['a']);
      expect(text((await own.get('a'))?.body)).toBe('ours');
    });
  });
}

function text(of: Uint8Array | undefined): string | undefined {
  return of && new TextDecoder().decode(of);
}
