/**
 * Azure Blob as the store driver needs it: block blobs, conditional creates, lists with markers, Shared Key verified.
 * https://learn.microsoft.com/en-us/rest/api/storageservices/put-blob , …/get-blob , …/delete-blob , …/list-blobs ,
 * …/authorize-with-shared-key (written from that page, without the signer's code), …/status-and-error-codes2
 */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Stored {
  readonly body: Buffer;
  readonly modified: number;
  readonly etag: string;
}

export interface BlobSimulator {
  /** With the account in the path, as emulators have it. */
  readonly endpoint: string;
  readonly seen: Received[];
  readonly containers: Map<string, Map<string, Stored>>;
  /** Answers of the next requests instead of their own: a status and a code. */
  readonly refusals: (readonly [status: number, code: string])[];
  createOnly: 'honoured' | 'ignored' | 'by 412';
  pageSize: number;
  now: () => number;
  close(): Promise<void>;
}

export interface BlobIdentity {
  readonly account: string;
  /** Base64. */
  readonly key: string;
  /** A shared access signature, as its query. */
  readonly sas: string;
}

interface Reply {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const SKEW_MS = 15 * 60_000;

export async function startBlob(
  identity: BlobIdentity,
  containers: readonly string[],
): Promise<BlobSimulator> {
  let written = 0;
  const server = createServer((request, response) => {
    receive(request)
      .then((received) => send(response, answer(received)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const simulator: BlobSimulator = {
    endpoint: `http://127.0.0.1:${port}/${identity.account}`,
    seen: [],
    containers: new Map(containers.map((name) => [name, new Map()])),
    refusals: [],
    createOnly: 'honoured',
    pageSize: 5000,
    now: Date.now,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function answer(received: Received): Reply {
    simulator.seen.push(received);
    const refusal = simulator.refusals.shift();
    if (refusal !== undefined) return failure(...refusal);
    if (!isAllowed(received, identity, simulator.now())) return failure(403, 'AuthenticationFailed');
    const { method, url } = received;
    const [, account, container = '', ...key] = url.pathname.split('/').map(decodeURIComponent);
    if (account !== identity.account) return failure(400, 'InvalidUri');
    const blobs = simulator.containers.get(container);
    if (blobs === undefined) return failure(404, 'ContainerNotFound');
    const name = key.join('/');
    const query = url.searchParams;
    if (method === 'GET' && name === '')
      return query.get('comp') === 'list' ? list(query, blobs) : failure(400, 'InvalidUri');
    const found = blobs.get(name);
    if (method === 'PUT') return put(received, name, found, blobs);
    if (found === undefined) return failure(404, 'BlobNotFound');
    if (method === 'GET') return { status: 200, body: found.body, headers: { etag: found.etag } };
    if (method !== 'DELETE') return failure(405, 'UnsupportedHttpVerb');
    blobs.delete(name);
    return { status: 202 };
  }

  function put(
    { headers, body }: Received,
    name: string,
    found: Stored | undefined,
    blobs: Map<string, Stored>,
  ): Reply {
    if (headers['x-ms-blob-type'] !== 'BlockBlob') return failure(400, 'MissingRequiredHeader');
    if (headers['if-none-match'] === '*' && found !== undefined && simulator.createOnly !== 'ignored') {
      return simulator.createOnly === 'by 412'
        ? failure(412, 'ConditionNotMet')
        : failure(409, 'BlobAlreadyExists');
    }
    const etag = `"0x8D${(++written).toString(16).toUpperCase().padStart(12, '0')}"`;
    blobs.set(name, { body, modified: simulator.now(), etag });
    return { status: 201, headers: { etag } };
  }

  function list(query: URLSearchParams, blobs: ReadonlyMap<string, Stored>): Reply {
    const prefix = query.get('prefix') ?? '';
    const marker = query.get('marker') ?? '';
    const asked = Number(query.get('maxresults') ?? '5000');
    if (!Number.isInteger(asked) || asked < 1 || asked > 5000)
      return failure(400, 'OutOfRangeQueryParameterValue');
    const after = Buffer.from(marker, 'base64url').toString();
    const names = [...blobs.keys()]
      .filter((name) => name.startsWith(prefix) && name > after)
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const page = names.slice(0, Math.min(asked, simulator.pageSize));
    const last = page.at(-1);
    const next =
      page.length < names.length && last !== undefined ? Buffer.from(last).toString('base64url') : '';
    const rows = page.map((name) => {
      const { body = Buffer.alloc(0), modified = 0, etag = '' } = blobs.get(name) ?? {};
      return (
        `<Blob><Name>${xml(name)}</Name><Properties><Last-Modified>${new Date(modified).toUTCString()}</Last-Modified>` +
        `<Etag>${etag.replaceAll('"', '')}</Etag><Content-Length>${body.length}</Content-Length>` +
        `<Content-Type>application/octet-stream</Content-Type><BlobType>BlockBlob</BlobType></Properties></Blob>`
      );
    });
    return {
      status: 200,
      body:
        `\uFEFF<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="http://x/" ContainerName="c">` +
        `<Prefix>${xml(prefix)}</Prefix><MaxResults>${asked}</MaxResults>` +
        (rows.length === 0 ? '<Blobs />' : `<Blobs>${rows.join('')}</Blobs>`) +
        (next === '' ? '<NextMarker />' : `<NextMarker>${next}</NextMarker>`) +
        '</EnumerationResults>',
    };
  }
  return simulator;
}

function isAllowed(
  { method, url, headers, body }: Received,
  { account, key, sas }: BlobIdentity,
  now: number,
): boolean {
  if (headers['x-ms-version'] === undefined) return false;
  const of = (name: string): string => String(headers[name] ?? '');
  if (Math.abs(Date.parse(of('x-ms-date')) - now) > SKEW_MS) return false;
  if (headers.authorization === undefined) return url.search.endsWith(sas);
  const length = body.length === 0 ? '' : String(body.length);
  const standard = [
    'content-encoding',
    'content-language',
    '',
    'content-md5',
    'content-type',
    'date',
    'if-modified-since',
    'if-match',
    'if-none-match',
    'if-unmodified-since',
    'range',
  ];
  let text = method;
  for (const name of standard) text += `\n${name === '' ? length : of(name)}`;
  for (const name of Object.keys(headers)
    .filter((one) => one.startsWith('x-ms-'))
    .toSorted())
    text += `\n${name}:${of(name)}`;
  text += `\n/${account}${url.pathname}`;
  for (const name of [...new Set(url.searchParams.keys())].toSorted())
    text += `\n${name}:${url.searchParams.getAll(name).toSorted().join(',')}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest('base64');
  return headers.authorization === `SharedKey ${account}:${signature}`;
}

const failure = (status: number, code: string): Reply => ({
  status,
  headers: { 'x-ms-error-code': code },
  body: `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}\nRequestId:0</Message></Error>`,
});

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { ...headers, 'x-ms-request-id': '0' }).end(body);
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', headers } = request;
  return {
    method,
    url: new URL(request.url ?? '/', 'http://localhost'),
    headers,
    body: Buffer.concat(chunks),
  };
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
