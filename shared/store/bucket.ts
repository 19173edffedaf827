import { MOST } from '../collect/body.ts';
import { BucketError, codeOf, describe } from './bucket-error.ts';
import { checkOrder, readListPage } from './bucket-list.ts';
import { bucketSender } from './bucket-request.ts';
import type {
  BucketExchange,
  BucketPlace,
  BucketPorts,
  BucketRequest,
  Dialect as Wire,
} from './bucket-request.ts';
import type { CreateOnly } from './create-only.ts';
import { checkedKey, checkedPrefix } from './key.ts';
import type { Listed, ListQuery, ObjectStore } from './store.ts';
import { backoff, retrying } from './within.ts';
import type { Patience } from './within.ts';

export interface BucketOptions extends BucketPlace, BucketPorts {
  /** Above all keys, without slashes around it. */
  readonly prefix: string;
  readonly patience?: Patience;
}

export interface Dialect extends Wire {
  /** In the store's URL. */
  readonly scheme: string;
  readonly createOnly: CreateOnly;
  /** Of every put. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Bases and cap of the AWS SDKs' standard mode; fewer attempts, since the next run comes soon. */
const PATIENCE: Patience = { attempts: 4, baseMs: 100, maxMs: 20_000 };
/** ListObjectsV2 gives no more at once. */
const PAGE = 1000;

/** Whole bodies with their digest, no trailers, no multipart: what S3 and OSS have in common. */
export function bucketStore(options: BucketOptions, dialect: Dialect): ObjectStore {
  const { bucket, endpoint, region, clock, patience = PATIENCE } = options;
  const folder = options.prefix === '' ? '' : `${options.prefix}/`;
  const once = bucketSender(options, dialect, options);
  const nameOf = (key: string): string => folder + checkedKey(key);

  /** Only for what has the same effect twice. */
  const send = <T>(request: BucketRequest, read: (exchange: BucketExchange) => T): Promise<T> =>
    retrying(
      clock,
      async () => read(await once(request)),
      (error, n) =>
        error instanceof BucketError && error.transient ? backoff(clock, patience, n) : undefined,
    );

  const page = (query: Omit<ListQuery, 'limit'>, size: number, token: string | undefined) => {
    const where = describe({ operation: 'ListObjectsV2', bucket, region, key: query.prefix });
    return send(
      {
        operation: 'ListObjectsV2',
        method: 'GET',
        key: '',
        query: {
          'list-type': '2',
          prefix: query.prefix,
          'max-keys': String(size),
          ...(query.startAfter === '' ? {} : { 'start-after': query.startAfter }),
          ...(token === undefined ? {} : { 'continuation-token': token }),
        },
      },
      ({ answer, failure }) => {
        if (answer.status !== 200) throw failure();
        return readListPage(answer.body, where);
      },
    );
  };

  return {
    url: `${dialect.scheme}://${bucket}/${options.prefix}${endpoint === undefined ? '' : `?endpoint=${endpoint}`}`,
    get: (key, atMost = MOST.whole) =>
      send({ operation: 'GetObject', method: 'GET', key: nameOf(key), atMost }, ({ answer, failure }) => {
        if (answer.status === 404 && codeOf(answer) === 'NoSuchKey') return undefined;
        const etag = answer.headers.get('etag');
        if (answer.status !== 200 || etag === null) throw failure();
        return { body: answer.body, etag };
      }),
    put: (key, body) =>
      send(
        { operation: 'PutObject', method: 'PUT', key: nameOf(key), body, headers: dialect.headers },
        ({ answer, failure }) => {
          if (answer.status !== 200) throw failure();
        },
      ),
    putIfAbsent: (key, body, lastly) => {
      const headers = { ...dialect.headers, ...dialect.createOnly.headers };
      const name = nameOf(key);
      const request = { operation: 'PutObject', method: 'PUT', key: name, body, headers, lastly } as const;
      return retrying(
        clock,
        async () => {
          const { answer, failure } = await once(request);
          if (answer.status === 200) return 'created';
          if (dialect.createOnly.exists(answer)) return 'exists';
          throw failure();
        },
        // Said to have had no effect, and to be repeated. All else is for the log to find out.
        (error, n) =>
          error instanceof BucketError && error.code === 'ConditionalRequestConflict'
            ? backoff(clock, patience, n)
            : undefined,
      );
    },
    delete: (key) =>
      send({ operation: 'DeleteObject', method: 'DELETE', key: nameOf(key) }, ({ answer, failure }) => {
        if (answer.status === 404 && codeOf(answer) === 'NoSuchKey') return; // other stores than S3
        if (answer.status !== 204 && answer.status !== 200) throw failure();
      }),
    list: async ({ prefix, startAfter, limit }) => {
      const query = {
        prefix: folder + checkedPrefix(prefix),
        startAfter: startAfter === '' ? '' : folder + startAfter,
      };
      const listed: Listed[] = [];
      for (let token: string | undefined; listed.length < limit;) {
        const got = await page(query, Math.min(PAGE, limit - listed.length), token);
        listed.push(...got.listed);
        if (got.next === undefined) break;
        if (got.next === token)
          throw new BucketError(`listing "${query.prefix}" in bucket "${bucket}" does not advance`);
        token = got.next;
      }
      checkOrder(listed, query, `listing "${query.prefix}" in bucket "${bucket}"`);
      return listed.slice(0, limit).map((one) => ({ ...one, key: one.key.slice(folder.length) }));
    },
  };
}
