import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Clock } from '../collect/clock.ts';
import { configuredEndpoint } from './aws-endpoint.ts';
import { fileStore } from './file.ts';
import { s3Store } from './s3.ts';
import type { AwsCredentials } from './sigv4.ts';
import { StoreError } from './store.ts';
import type { ObjectStore } from './store.ts';

const Text = z.string().check(z.minLength(1, 'must not be empty'));

const FileConfig = z.strictObject({ type: z.literal('file'), path: Text });

const S3Config = z
  .strictObject({
    type: z.literal('s3'),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and what other stores allow
    bucket: z.string().check(z.regex(/^[A-Za-z0-9][\w.-]{1,62}$/, 'expected the name of a bucket')),
    prefix: z.optional(
      z.string().check(z.refine(isPrefix, 'expected names of letters, digits, ._~:- between slashes')),
    ),
    region: z.optional(Text),
    endpoint: z.optional(
      z.string().check(z.refine(isEndpoint, 'expected http(s)://host[:port], without user and query')),
    ),
    pathStyle: z.optional(z.boolean()),
    sse: z.optional(z.enum(['AES256', 'aws:kms'])),
    kmsKeyId: z.optional(Text),
    accessKeyId: z.optional(Text),
    secretAccessKey: z.optional(Text),
    sessionToken: z.optional(Text),
  })
  .check(
    z.refine(
      (s3) => (s3.sse === 'aws:kms') === (s3.kmsKeyId !== undefined),
      'sse "aws:kms" and kmsKeyId go together',
    ),
    z.refine(
      (s3) => (s3.accessKeyId === undefined) === (s3.secretAccessKey === undefined),
      'accessKeyId and secretAccessKey go together',
    ),
  );

/** A section, or a URL: `file:///var/lib/tagsync`, `s3://bucket/prefix?region=eu-west-1&endpoint=https://…`. */
export const StoreConfig = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? sectionOf(value) : value)),
  z.discriminatedUnion('type', [FileConfig, S3Config]),
);
export type StoreConfig = z.infer<typeof StoreConfig>;

/** URLs are printed, and kept by shells. */
const SECRETS: ReadonlySet<string> = new Set(['accessKeyId', 'secretAccessKey', 'sessionToken']);

export interface StorePorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Refreshed by whoever gives them; used where the section has no keys of its own. */
  readonly awsCredentials?: () => Promise<AwsCredentials>;
  readonly fetch?: typeof fetch;
}

export function openStore(config: StoreConfig, ports: StorePorts): ObjectStore {
  if (config.type === 'file') return fileStore(config.path, { now: () => ports.clock.now() });
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
    credentials: credentialsOf(config, ports),
    clock,
    ...(ports.fetch ? { fetch: ports.fetch } : {}),
  });
}

function credentialsOf(
  { bucket, accessKeyId, secretAccessKey, sessionToken }: z.infer<typeof S3Config>,
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

/** What is not a store's URL becomes a section that the schema refuses, with a path in its message. */
function sectionOf(text: string): unknown {
  if (!URL.canParse(text)) return { type: text };
  const url = new URL(text);
  const query = Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [
      SECRETS.has(name) ? `${name} (not in a URL)` : name,
      value,
    ]),
  );
  const type = url.protocol.slice(0, -1);
  if (type === 'file') return { ...query, type, path: url.host === '' ? fileURLToPath(url) : '' };
  const { pathStyle } = query;
  return {
    ...query,
    ...(pathStyle === undefined
      ? {}
      : { pathStyle: pathStyle === 'true' || (pathStyle !== 'false' && pathStyle) }),
    ...(url.username === '' && url.password === '' ? {} : { userinfo: 'not here' }),
    type,
    bucket: url.hostname,
    prefix: decodeURIComponent(url.pathname.slice(1)),
  };
}

function isPrefix(text: string): boolean {
  return (
    trimmed(text) === '' ||
    trimmed(text)
      .split('/')
      .every((part) => /^(?!\.{1,2}$)[\w.~:-]+$/.test(part))
  );
}

function trimmed(prefix: string): string {
  return prefix.replace(/^\/+|\/+$/g, '');
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && search === '';
}
