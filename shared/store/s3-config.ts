import * as z from 'zod/mini';
import { configuredEndpoint } from './aws-endpoint.ts';
import { NOT_WHOLE, Text, areWhole, keys, place, trimmed } from './bucket-config.ts';
import { s3Store } from './s3.ts';
import type { AwsCredentials } from './sigv4.ts';
import type { StorePorts } from './store-ports.ts';
import { StoreError } from './store.ts';
import type { ObjectStore } from './store.ts';

export const S3Config = z
  .strictObject({
    type: z.literal('s3'),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and what other stores allow
    bucket: z.string().check(z.regex(/^[A-Za-z0-9][\w.-]{1,62}$/, 'expected the name of a bucket')),
    ...place,
    sse: z.optional(z.enum(['AES256', 'aws:kms'])),
    kmsKeyId: z.optional(Text),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
    objectTags: z.optional(
      z
        .record(
          Text.check(z.maxLength(128, 'expected a key of at most 128 characters')),
          z.string().check(z.maxLength(256, 'expected at most 256 characters')),
        )
        .check(z.refine((tags) => Object.keys(tags).length <= 10, 'expected at most ten tags')),
    ),
    // Which header creates only: Tencent COS and Huawei OBS have their own.
    createOnly: z.optional(z.enum(['if-none-match', 'cos', 'obs'])),
    ...keys,
  })
  .check(
    z.refine(
      (s3) => (s3.sse === 'aws:kms') === (s3.kmsKeyId !== undefined),
      'sse "aws:kms" and kmsKeyId go together',
    ),
    z.refine(areWhole, NOT_WHOLE),
  );
export type S3Config = z.infer<typeof S3Config>;

export function openS3(config: S3Config, ports: StorePorts): ObjectStore {
  const { env, clock } = ports;
  const endpoint = config.endpoint ?? configuredEndpoint(env, 'S3');
  const region = config.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? (endpoint && 'us-east-1');
  if (!region) {
    throw new StoreError(
      `store s3://${config.bucket} has no region: set region in the store's section or AWS_REGION`,
    );
  }
  return s3Store({
    bucket: config.bucket,
    prefix: trimmed(config.prefix ?? ''),
    region,
    endpoint,
    pathStyle: config.pathStyle,
    sse: config.kmsKeyId === undefined ? config.sse && 'AES256' : { kmsKeyId: config.kmsKeyId },
    objectTags: config.objectTags,
    createOnly: config.createOnly,
    credentials: credentialsOf(config, ports),
    clock,
    ...(ports.fetch ? { fetch: ports.fetch } : {}),
  });
}

function credentialsOf(
  { bucket, accessKeyId, secretAccessKey, sessionToken }: S3Config,
  { env, awsCredentials }: StorePorts,
): () => Promise<AwsCredentials> {
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  }
  if (awsCredentials !== undefined) return awsCredentials;
  const id = env['AWS_ACCESS_KEY_ID'];
  const secret = env['AWS_SECRET_ACCESS_KEY'];
  if (!id || !secret) {
    throw new StoreError(
      `no credentials for store s3://${bucket}: set accessKeyId and secretAccessKey in its section, ` +
        'or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  }
  return async () => ({ accessKeyId: id, secretAccessKey: secret, sessionToken: env['AWS_SESSION_TOKEN'] });
}
