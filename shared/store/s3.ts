import { checkedKey, checkedPrefix } from './key.ts';
import { S3Error, codeOf, describe } from './s3-error.ts';
import { checkOrder, readListPage } from './s3-list.ts';
import { s3Sender } from './s3-request.ts';
import type { S3Exchange, S3Place, S3Ports, S3Request } from './s3-request.ts';
import type { Listed, ListQuery, ObjectStore } from './store.ts';
import { backoff, retrying } from './within.ts';
import type { Patience } from './within.ts';

export interface S3Options extends S3Place, S3Ports {
  /** Above all keys, without slashes around it. */
  readonly prefix: string;
  /** Default: as the bucket is configured. */
  readonly sse?: 'AES256' | { readonly kmsKeyId: string } | undefined;
  readonly patience?: Patience;
}

/** Bases and cap of the AWS SDKs' standard mode; fewer attempts, since the next run comes soon. */
const PATIENCE: Patience = { attempts: 4, baseMs: 100, maxMs: 20_000 };
/** ListObjectsV2 gives no more at once. */
const PAGE = 1000;

/** S3 and what speaks like it: whole bodies with their digest, no trailers, no multipart. */
export function s3Store(options: S3Options): ObjectStore {
  const { bucket, endpoint, region, clock, patience = PATIENCE } = options;
  const folder = options.prefix === '' ? '' : `${options.prefix}/`;
  const once = s3Sender(options, options);
  const encryption = encryptionHeaders(options.sse);
  const nameOf = (key: string): string => folder + checkedKey(key);

  /** Only for what has the same effect twice. */
  const send = <T>(request: S3Request, read: (exchange: S3Exchange) => T): Promise<T> =>
    retrying(
      clock,
      async () => read(await once(request)),
      (error, n) => (error instanceof S3Error && error.transient ? backoff(clock, patience, n) : undefined),
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
    url: `s3://${bucket}/${options.prefix}${endpoint === undefined ? '' : `?endpoint=${endpoint}`}`,
    get: (key) =>
      send({ operation: 'GetObject', method: 'GET', key: nameOf(key) }, ({ answer, failure }) => {
        if (answer.status === 404 && codeOf(answer) === 'NoSuchKey') return undefined;
        const etag = answer.headers.get('etag');
        if (answer.status !== 200 || etag === null) throw failure();
        return { body: answer.body, etag };
      }),
    put: (key, body) =>
      send(
        { operation: 'PutObject', method: 'PUT', key: nameOf(key), body, headers: encryption },
        ({ answer, failure }) => {
          if (answer.status !== 200) throw failure();
        },
      ),
    putIfAbsent: (key, body) => {
      const headers = { ...encryption, 'if-none-match': '*' };
      const request: S3Request = { operation: 'PutObject', method: 'PUT', key: nameOf(key), body, headers };
      return retrying(
        clock,
        async () => createdOrExists(await once(request)),
        // Said to have had no effect, and to be repeated. All else is for the log to find out.
        (error, n) =>
          error instanceof S3Error && error.code === 'ConditionalRequestConflict'
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
          throw new S3Error(`listing "${query.prefix}" in bucket "${bucket}" does not advance`);
        token = got.next;
      }
      checkOrder(listed, query, `listing "${query.prefix}" in bucket "${bucket}"`);
      return listed.slice(0, limit).map((one) => ({ ...one, key: one.key.slice(folder.length) }));
    },
  };
}

/**
 * 412: there is one; MinIO once said it with 304 (https://github.com/minio/minio/issues/19442).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
function createdOrExists({ answer, failure }: S3Exchange): 'created' | 'exists' {
  if (answer.status === 200) return 'created';
  if (answer.status === 412 || answer.status === 304) return 'exists';
  throw failure();
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
function encryptionHeaders(sse: S3Options['sse']): Readonly<Record<string, string>> {
  if (sse === undefined) return {};
  if (sse === 'AES256') return { 'x-amz-server-side-encryption': 'AES256' };
  return {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': sse.kmsKeyId,
  };
}
