/** What object stores answer to a list, and how they refuse, damaged. */
import { describe, it } from 'vitest';
import { azureBlobStore } from '../../shared/store/azure-blob.ts';
import { ossStore } from '../../shared/store/oss.ts';
import { s3Store } from '../../shared/store/s3.ts';
import { StoreError } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { fakeClock } from '../shared/store/fake-clock.ts';
import { expectRefused } from './refused.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: Buffer.from('a secret').toString('base64') };

const object = (n: number): string =>
  `<Contents><Key>log/a/0${n}.json</Key><LastModified>2026-03-0${n}T12:00:00.000Z</LastModified>` +
  `<ETag>&quot;etag-${n}&quot;</ETag><Size>${n}00</Size><StorageClass>STANDARD</StorageClass></Contents>`;
const S3_LIST =
  '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>b</Name><Prefix>log/</Prefix>' +
  `<KeyCount>3</KeyCount><MaxKeys>3</MaxKeys><IsTruncated>false</IsTruncated>${[1, 2, 3].map(object).join('')}</ListBucketResult>`;

const blob = (n: number): string =>
  `<Blob><Name>log/a/0${n}.json</Name><Properties><Last-Modified>Sun, 0${n} Mar 2026 12:00:00 GMT</Last-Modified>` +
  `<Etag>0x8D${n}</Etag><Content-Length>${n}00</Content-Length></Properties></Blob>`;
const BLOB_LIST =
  '\uFEFF<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Prefix>log/</Prefix>' +
  `<Blobs>${[1, 2, 3].map(blob).join('')}</Blobs><NextMarker /></EnumerationResults>`;

const REFUSAL =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message>' +
  '<Region>eu-west-1</Region><RequestId>1</RequestId></Error>';
const BLOB_REFUSAL = REFUSAL.replace('NoSuchKey', 'BlobNotFound');

type Make = (answer: () => Response) => ObjectStore;
const ports = (answer: () => Response) => ({
  prefix: '',
  credentials: async () => KEYS,
  clock: fakeClock(),
  fetch: async () => answer(),
  patience: { attempts: 1, baseMs: 1, maxMs: 1 },
});
const STORES: readonly (readonly [string, Make, string, string])[] = [
  ['S3', (answer) => s3Store({ bucket: 'b', region: 'eu-west-1', ...ports(answer) }), S3_LIST, REFUSAL],
  ['OSS', (answer) => ossStore({ bucket: 'b', region: 'cn-hangzhou', ...ports(answer) }), S3_LIST, REFUSAL],
  [
    'Azure Blob',
    (answer) => azureBlobStore({ account: 'a', container: 'c', ...ports(answer) }),
    BLOB_LIST,
    BLOB_REFUSAL,
  ],
];
const isNamed = (error: unknown): boolean => error instanceof StoreError;

describe.each(STORES)('answers of %s', (_, make, list, refusal) => {
  it('to a list are read, or refused by name', () =>
    expectRefused({
      sound: [list],
      read: (text) => make(() => new Response(text)).list({ prefix: 'log/', startAfter: '', limit: 10 }),
      isNamed,
      atLeast: 1 / 4,
    }));

  it('that say that there is no object are believed, or refused by name', () =>
    expectRefused({
      sound: [refusal],
      read: (text) => make(() => new Response(text, { status: 404 })).get('a'),
      isNamed,
      atLeast: 1 / 4,
    }));
});
