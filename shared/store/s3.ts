import { regionalEndpoint } from './aws-endpoint.ts';
import { bucketStore } from './bucket.ts';
import type { BucketOptions } from './bucket.ts';
import { addressOf } from './bucket-request.ts';
import { CREATE_ONLY } from './create-only.ts';
import { S3_REMEDIES } from './s3-remedies.ts';
import { signed } from './sigv4.ts';
import type { ObjectStore } from './store.ts';

export interface S3Options extends BucketOptions {
  /** Default: as the bucket is configured. */
  readonly sse?: 'AES256' | { readonly kmsKeyId: string } | undefined;
  /** Of every object. Putting them needs `s3:PutObjectTagging`. */
  readonly objectTags?: Readonly<Record<string, string>> | undefined;
  /** Default: `if-none-match`, as S3 has it. */
  readonly createOnly?: keyof typeof CREATE_ONLY | undefined;
}

/**
 * S3 and what speaks like it. The bucket is in the host name, as AWS wants it;
 * in the path where the name has dots, which no wildcard certificate covers, and
 * with an endpoint of its own, unless `pathStyle` says otherwise.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function s3Store(options: S3Options): ObjectStore {
  const { bucket, region, endpoint, pathStyle, clock, createOnly = 'if-none-match' } = options;
  const inPath = pathStyle ?? (endpoint !== undefined || bucket.includes('.'));
  return bucketStore(options, {
    ...addressOf(bucket, endpoint ?? regionalEndpoint('s3', region), inPath),
    scheme: 's3',
    createOnly: CREATE_ONLY[createOnly],
    headers: { ...encryptionHeaders(options.sse), ...taggingHeader(options.objectTags) },
    remedies: S3_REMEDIES,
    sign: (request, credentials) => signed(request, { service: 's3', region, credentials, clock }),
  });
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

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html: `x-amz-tagging`, encoded as a query. */
function taggingHeader(tags: S3Options['objectTags']): Readonly<Record<string, string>> {
  if (tags === undefined || Object.keys(tags).length === 0) return {};
  const pairs = Object.entries(tags).map((pair) => pair.map(encodeURIComponent).join('='));
  return { 'x-amz-tagging': pairs.join('&') };
}
