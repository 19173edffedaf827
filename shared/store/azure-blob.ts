import { MOST } from '../collect/body.ts';
import { readBlobPage, quoted } from './azure-blob-list.ts';
import { blobSigned } from './azure-blob-signature.ts';
import { BucketError, REMEDIES, codeOf } from './bucket-error.ts';
import type { Remedies } from './bucket-error.ts';
import { checkOrder } from './bucket-list.ts';
import { bucketSender } from './bucket-request.ts';
import type { BucketExchange, BucketPorts, BucketRequest } from './bucket-request.ts';
import { checkedKey, checkedPrefix } from './key.ts';
import type { Listed, ObjectStore } from './store.ts';
import { backoff, retrying } from './within.ts';
import type { Patience } from './within.ts';

export interface BlobOptions extends BucketPorts {
  readonly account: string;
  readonly container: string;
  /** Above all keys, without slashes around it. */
  readonly prefix: string;
  /** Default: the account's own host in the public cloud. Of an emulator with the account in its path. */
  readonly endpoint?: string | undefined;
  readonly patience?: Patience;
}

const PATIENCE: Patience = { attempts: 4, baseMs: 100, maxMs: 20_000 };
/** https://learn.microsoft.com/en-us/rest/api/storageservices/list-blobs */
const PAGE = 5000;

/** Whole blobs, in one request each. A container is told as a bucket where people read of it. */
export function azureBlobStore(options: BlobOptions): ObjectStore {
  const { account, container, endpoint, clock, patience = PATIENCE } = options;
  const url = new URL(endpoint ?? `https://${account}.blob.core.windows.net`);
  const folder = options.prefix === '' ? '' : `${options.prefix}/`;
  const place = { bucket: container, region: account };
  const dialect = {
    base: url.origin,
    root: `${url.pathname.replace(/\/$/, '')}/${container}/`,
    remedies: BLOB_REMEDIES,
    sign: (request: Parameters<typeof blobSigned>[0], keys: Parameters<typeof blobSigned>[1]) =>
      blobSigned({ ...request, path: request.path.replace(/\/$/, '') }, keys, clock),
  };
  const once = bucketSender(place, dialect, options);
  const nameOf = (key: string): string => folder + checkedKey(key);
  const put = { 'x-ms-blob-type': 'BlockBlob' };

  /** Only for what has the same effect twice. */
  const send = <T>(request: BucketRequest, read: (exchange: BucketExchange) => T): Promise<T> =>
    retrying(
      clock,
      async () => read(await once(request)),
      (error, n) =>
        error instanceof BucketError && error.transient ? backoff(clock, patience, n) : undefined,
    );

  const page = (prefix: string, size: number, marker: string | undefined) =>
    send(
      {
        operation: 'ListObjectsV2',
        method: 'GET',
        key: '',
        query: {
          restype: 'container',
          comp: 'list',
          prefix,
          maxresults: String(size),
          ...(marker === undefined ? {} : { marker }),
        },
      },
      ({ answer, failure }) => {
        if (answer.status !== 200) throw failure();
        return readBlobPage(answer.body, `listing "${prefix}" in container "${container}"`);
      },
    );

  return {
    url: `azblob://${account}/${container}/${options.prefix}${endpoint === undefined ? '' : `?endpoint=${endpoint}`}`,
    get: (key, atMost = MOST.whole) =>
      send({ operation: 'GetObject', method: 'GET', key: nameOf(key), atMost }, ({ answer, failure }) => {
        if (answer.status === 404 && codeOf(answer) === 'BlobNotFound') return undefined;
        const etag = answer.headers.get('etag');
        if (answer.status !== 200 || etag === null) throw failure();
        return { body: answer.body, etag: quoted(etag) };
      }),
    put: (key, body) =>
      send(
        { operation: 'PutObject', method: 'PUT', key: nameOf(key), body, headers: put },
        ({ answer, failure }) => {
          if (answer.status !== 201) throw failure();
        },
      ),
    putIfAbsent: async (key, body, lastly) => {
      // Creates only: https://learn.microsoft.com/en-us/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations
      const headers = { ...put, 'if-none-match': '*' };
      const { answer, failure } = await once({
        operation: 'PutObject',
        method: 'PUT',
        key: nameOf(key),
        body,
        headers,
        lastly,
      });
      if (answer.status === 201) return 'created';
      const code = codeOf(answer);
      // 409 for what creates, 412 for other conditions; both have been seen.
      if (answer.status === 409 && code === 'BlobAlreadyExists') return 'exists';
      if (answer.status === 412 && code === 'ConditionNotMet') return 'exists';
      throw failure();
    },
    delete: (key) =>
      send({ operation: 'DeleteObject', method: 'DELETE', key: nameOf(key) }, ({ answer, failure }) => {
        if (answer.status === 404 && codeOf(answer) === 'BlobNotFound') return;
        if (answer.status !== 202) throw failure();
      }),
    // A list begins at its beginning: what comes before is read and passed over.
    list: async ({ prefix, startAfter, limit }) => {
      const whole = folder + checkedPrefix(prefix);
      const after = startAfter === '' ? '' : folder + startAfter;
      const where = `listing "${whole}" in container "${container}"`;
      const listed: Listed[] = [];
      let last = '';
      for (let marker: string | undefined; listed.length < limit;) {
        const got = await page(whole, after === '' ? Math.min(PAGE, limit - listed.length) : PAGE, marker);
        checkOrder(got.listed, { prefix: whole, startAfter: last }, where);
        last = got.listed.at(-1)?.key ?? last;
        listed.push(...got.listed.filter(({ key }) => key > after));
        if (got.next === undefined) break;
        if (got.next === marker) throw new BucketError(`${where} does not advance`);
        marker = got.next;
      }
      return listed.slice(0, limit).map((one) => ({ ...one, key: one.key.slice(folder.length) }));
    },
  };
}

/** https://learn.microsoft.com/en-us/rest/api/storageservices/common-rest-api-error-codes */
const BLOB_REMEDIES: Remedies = {
  ...REMEDIES,
  AuthenticationFailed: () =>
    'check the account, its key or the shared access signature, and the clock of this machine',
  AuthorizationPermissionMismatch: () =>
    'the signature has to allow read, add, create, write, delete and list',
  AuthorizationFailure: () => "the account's firewall does not let this machine in",
  KeyBasedAuthenticationNotPermitted: () => 'the account does not allow keys: use a shared access signature',
  ContainerNotFound: ({ bucket }) => `create the container "${bucket}", or correct its name or account`,
  ServerBusy: () => 'too many requests for this account: the next run continues',
};
