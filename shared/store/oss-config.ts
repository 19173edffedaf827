import * as z from 'zod/mini';
import { NOT_WHOLE, areWhole, keys, place, trimmed } from './bucket-config.ts';
import { ossStore } from './oss.ts';
import type { AwsCredentials } from './sigv4.ts';
import type { StorePorts } from './store-ports.ts';
import { StoreError } from './store.ts';
import type { ObjectStore } from './store.ts';

export const OssConfig = z
  .strictObject({
    type: z.literal('oss'),
    // https://help.aliyun.com/en/oss/user-guide/bucket-naming-conventions
    bucket: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'expected the name of a bucket')),
    ...place,
    region: z.optional(
      z.string().check(z.regex(/^[a-z]{2}-[a-z0-9-]+$/, 'expected the id of a region, such as cn-hangzhou')),
    ),
    internal: z.optional(z.boolean()),
    ...keys,
  })
  .check(
    z.refine(areWhole, NOT_WHOLE),
    z.refine(
      ({ internal, endpoint }) => internal === undefined || endpoint === undefined,
      'expected either internal or endpoint, not both',
    ),
  );
export type OssConfig = z.infer<typeof OssConfig>;

/** `https://oss-cn-hangzhou-internal.aliyuncs.com` names its region. */
const REGIONAL = /^https?:\/\/oss-([a-z]{2}-[a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com/;

export function openOss(config: OssConfig, ports: StorePorts): ObjectStore {
  const { bucket, endpoint, internal, pathStyle } = config;
  const region = config.region ?? REGIONAL.exec(endpoint ?? '')?.[1];
  if (region === undefined) {
    throw new StoreError(`store oss://${bucket} has no region: set region, such as cn-hangzhou`);
  }
  return ossStore({
    bucket,
    prefix: trimmed(config.prefix ?? ''),
    region,
    endpoint,
    internal,
    pathStyle,
    credentials: credentialsOf(config, ports),
    clock: ports.clock,
    ...(ports.fetch ? { fetch: ports.fetch } : {}),
  });
}

/**
 * The names that Aliyun's SDKs read, and that Function Compute sets.
 * https://help.aliyun.com/zh/sdk/developer-reference/v2-manage-node-js-access-credentials
 */
function credentialsOf(
  { bucket, accessKeyId, secretAccessKey, sessionToken }: OssConfig,
  { env }: StorePorts,
): () => Promise<AwsCredentials> {
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  }
  const id = env['ALIBABA_CLOUD_ACCESS_KEY_ID'];
  const secret = env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
  if (!id || !secret) {
    throw new StoreError(
      `no credentials for store oss://${bucket}: set accessKeyId and secretAccessKey in its section, ` +
        'or ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    );
  }
  const token = env['ALIBABA_CLOUD_SECURITY_TOKEN'] || undefined;
  return async () => ({ accessKeyId: id, secretAccessKey: secret, sessionToken: token });
}
