import * as z from 'zod/mini';
import { azureBlobStore } from './azure-blob.ts';
import { Text, place, trimmed } from './bucket-config.ts';
import type { StorePorts } from './store-ports.ts';
import { StoreError } from './store.ts';
import type { ObjectStore } from './store.ts';

export const AzureBlobConfig = z.strictObject({
  type: z.literal('azblob'),
  // https://learn.microsoft.com/en-us/azure/storage/common/storage-account-overview
  bucket: z.string().check(z.regex(/^[a-z0-9]{3,24}$/, 'expected the name of a storage account')),
  /** The container, and what is above all keys in it. */
  prefix: place.prefix,
  endpoint: place.endpoint,
  accountKey: z.optional(Text),
  sharedAccessToken: z.optional(Text),
});
export type AzureBlobConfig = z.infer<typeof AzureBlobConfig>;

/** https://learn.microsoft.com/en-us/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata */
const CONTAINER = /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Keys as given, or under the names that the Azure CLI reads. */
export function openAzureBlob(config: AzureBlobConfig, { env, clock, fetch }: StorePorts): ObjectStore {
  const { bucket: account, endpoint, accountKey, sharedAccessToken } = config;
  const [container = '', ...prefix] = trimmed(config.prefix ?? '').split('/');
  if (!CONTAINER.test(container))
    throw new StoreError(
      `store azblob://${account} has no container: write azblob://${account}/<container>/<prefix>`,
    );
  const key = accountKey ?? (sharedAccessToken === undefined ? env['AZURE_STORAGE_KEY'] : undefined);
  const token = key ? undefined : (sharedAccessToken ?? env['AZURE_STORAGE_SAS_TOKEN']);
  if (!key && !token)
    throw new StoreError(
      `no credentials for store azblob://${account}: set accountKey or sharedAccessToken in its section, ` +
        'or AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN',
    );
  return azureBlobStore({
    account,
    container,
    prefix: prefix.join('/'),
    endpoint,
    credentials: async () => ({
      accessKeyId: account,
      secretAccessKey: key ?? '',
      sessionToken: token || undefined,
    }),
    clock,
    ...(fetch ? { fetch } : {}),
  });
}
