import * as z from 'zod/mini';
import { AzureBlobConfig, openAzureBlob } from './azure-blob-config.ts';
import { Text } from './bucket-config.ts';
import { fileStore } from './file.ts';
import { OssConfig, openOss } from './oss-config.ts';
import { S3Config, openS3 } from './s3-config.ts';
import type { StorePorts } from './store-ports.ts';
import { sectionOf } from './store-url.ts';
import type { ObjectStore } from './store.ts';

const FileConfig = z.strictObject({ type: z.literal('file'), path: Text });

/**
 * A section, or a URL: `file:///var/lib/tagsync`, `oss://bucket/prefix?region=cn-hangzhou`, `azblob://account/container/prefix`,
 * `s3://bucket/prefix?region=eu-west-1&endpoint=https://…`.
 */
export const StoreConfig = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? sectionOf(value) : value)),
  z.discriminatedUnion('type', [FileConfig, S3Config, OssConfig, AzureBlobConfig]),
);
export type StoreConfig = z.infer<typeof StoreConfig>;

export function openStore(config: StoreConfig, ports: StorePorts): ObjectStore {
  if (config.type === 'file') return fileStore(config.path, { now: () => ports.clock.now() });
  if (config.type === 'azblob') return openAzureBlob(config, ports);
  return config.type === 's3' ? openS3(config, ports) : openOss(config, ports);
}
