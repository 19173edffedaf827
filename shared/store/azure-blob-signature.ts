import { createHmac } from 'node:crypto';
import type { Clock } from '../collect/clock.ts';
import { rfc3986 } from './sigv4.ts';
import type { AwsCredentials, AwsRequest, SignedRequest } from './sigv4.ts';

/** https://learn.microsoft.com/en-us/rest/api/storageservices/versioning-for-the-azure-storage-services */
const VERSION = '2021-12-02';

/** Of the standard headers, those that are signed, in their order. */
const SIGNED = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
];

/**
 * Shared Key, by the name of the account and one of its keys; or, with a session token, the shared access signature
 * that it is, which stands in the query.
 * https://learn.microsoft.com/en-us/rest/api/storageservices/authorize-with-shared-key
 */
export async function blobSigned(
  request: AwsRequest,
  { accessKeyId: account, secretAccessKey: key, sessionToken: sas }: AwsCredentials,
  clock: Pick<Clock, 'now'>,
): Promise<SignedRequest> {
  const headers: Readonly<Record<string, string>> = {
    ...request.headers,
    'x-ms-date': new Date(clock.now()).toUTCString(),
    'x-ms-version': VERSION,
  };
  const query = Object.entries(request.query).map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`);
  const urlOf = (parts: readonly string[]): string =>
    `${request.base}${request.path}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
  if (sas !== undefined) return { url: urlOf([...query, sas.replace(/^\?/, '')]), headers };
  // An empty body has no length here.
  const length = request.body.length === 0 ? '' : String(request.body.length);
  const own: Readonly<Record<string, string>> = { ...headers, 'content-length': length };
  const text = [
    request.method,
    ...SIGNED.map((name) => own[name] ?? ''),
    ...Object.keys(headers)
      .filter((name) => name.startsWith('x-ms-'))
      .toSorted()
      .map((name) => `${name}:${headers[name]?.trim() ?? ''}`),
    `/${account}${request.path}`,
    ...Object.entries(request.query)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name.toLowerCase()}:${value}`),
  ].join('\n');
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
  return { url: urlOf(query), headers: { ...headers, authorization: `SharedKey ${account}:${signature}` } };
}
