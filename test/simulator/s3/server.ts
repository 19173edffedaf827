import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verify } from './verify.ts';
import type { Expected, Received, Rejected } from './verify.ts';

/** Something that goes wrong, once. */
export type Fault =
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly code: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'reset'; readonly effect: 'before' | 'after' }
  | { readonly kind: 'hang'; readonly effect: 'before' | 'after' }
  /** The answer is cut in its middle, as a shorter one or as a connection that breaks. */
  | { readonly kind: 'cut'; readonly how: 'short' | 'broken' };

export interface S3Simulator {
  readonly endpoint: string;
  /** Faults of the next requests, in their order; for the method, or any. */
  readonly faults: { readonly on?: string; readonly fault: Fault }[];
  /** What was asked, as `PUT /bucket/key`. */
  readonly requests: string[];
  readonly seen: Received[];
  /** By bucket and key. */
  readonly buckets: Map<string, Map<string, { body: Buffer; modified: number }>>;
  createOnly: 'honoured' | 'ignored' | 'refused' | 'always-exists';
  /** By what a request says that it creates only, and what it is told where there is an object. */
  header: CreateHeader;
  /** ListObjectsV2 gives no more at once, whatever is asked. */
  pageSize: number;
  now: () => number;
  close(): Promise<void>;
}

export interface CreateHeader {
  readonly name: string;
  readonly value: string;
  readonly status: number;
  readonly code: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const IF_NONE_MATCH: CreateHeader = {
  name: 'if-none-match',
  value: '*',
  status: 412,
  code: 'PreconditionFailed',
};

export interface Addressed {
  readonly bucket: string;
  readonly key: string;
}

/** What stores that are built like S3 do each in their own way. */
export interface Dialect {
  verify(received: Received, at: Addressed, now: number): Rejected | undefined;
  readonly header: CreateHeader;
  /** Headers that the store does not implement. */
  readonly unknown: readonly string[];
}

type Reply = {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
};

type Identity = Omit<Expected, 'service' | 'now'>;

/** S3 over HTTP as the store driver needs it: path style and virtual-hosted style, signatures verified. */
export function startS3(options: Identity & { readonly buckets: readonly string[] }): Promise<S3Simulator> {
  return startBuckets(options.buckets, {
    verify: (received, _, now) => verify(received, { ...options, service: 's3', now }),
    header: IF_NONE_MATCH,
    unknown: [],
  });
}

export async function startBuckets(buckets: readonly string[], dialect: Dialect): Promise<S3Simulator> {
  const server = createServer((request, response) => {
    receive(request)
      .then((received) => serve(received, response))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const simulator: S3Simulator = {
    endpoint: `http://127.0.0.1:${port}`,
    faults: [],
    requests: [],
    seen: [],
    buckets: new Map(buckets.map((name) => [name, new Map()])),
    createOnly: 'honoured',
    header: dialect.header,
    pageSize: 1000,
    now: Date.now,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  const serve = (received: Received, response: ServerResponse): void => {
    const { method } = received;
    simulator.seen.push(received);
    simulator.requests.push(`${method} ${received.target}`);
    const next = simulator.faults.findIndex(({ on }) => on === undefined || on === method);
    const fault = next < 0 ? undefined : simulator.faults.splice(next, 1)[0]?.fault;
    if (fault?.kind === 'error') {
      return send(response, received, { ...failure(fault.status, fault.code), headers: fault.headers ?? {} });
    }
    if (fault?.kind === 'reset' && fault.effect === 'before') return void response.destroy();
    if (fault?.kind === 'hang' && fault.effect === 'before') return undefined;
    const reply = answer(received);
    if (fault?.kind === 'reset') return void response.destroy();
    if (fault?.kind === 'hang') return undefined;
    if (fault?.kind === 'cut') return cut(response, reply, fault.how);
    return send(response, received, reply);
  };

  const answer = (received: Received): Reply => {
    const { bucket, key } = addressed(received);
    const rejected = dialect.verify(received, { bucket, key }, simulator.now());
    if (rejected) return failure(rejected.status, rejected.code, received);
    const objects = simulator.buckets.get(bucket);
    if (objects === undefined) return failure(404, 'NoSuchBucket');
    if (received.method === 'GET' && key === '') return list(received, objects);
    const found = objects.get(key);
    switch (received.method) {
      case 'GET':
        if (found === undefined) return failure(404, 'NoSuchKey');
        return { status: 200, body: found.body, headers: { etag: etagOf(found.body) } };
      case 'PUT': {
        if (dialect.unknown.some((name) => received.headers[name] !== undefined)) {
          return failure(501, 'NotImplemented');
        }
        const { name, value, status, code } = simulator.header;
        if (received.headers[name] === value) {
          if (simulator.createOnly === 'refused') return failure(501, 'NotImplemented');
          if (simulator.createOnly === 'always-exists') return failure(status, code);
          if (simulator.createOnly === 'honoured' && found) return failure(status, code);
        }
        objects.set(key, { body: received.body, modified: simulator.now() });
        return { status: 200, headers: { etag: etagOf(received.body) } };
      }
      case 'DELETE':
        objects.delete(key);
        return { status: 204 };
      default:
        return failure(405, 'MethodNotAllowed');
    }
  };

  const list = (
    { target }: Received,
    objects: ReadonlyMap<string, { readonly body: Buffer; readonly modified: number }>,
  ): Reply => {
    const query = new URL(target, simulator.endpoint).searchParams;
    if (query.get('list-type') !== '2') return failure(400, 'InvalidArgument');
    const prefix = query.get('prefix') ?? '';
    const token = query.get('continuation-token');
    // With a token, S3 does not look at start-after any more.
    const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64').toString();
    const asked = Number(query.get('max-keys') ?? '1000');
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const page = keys.slice(0, Math.min(asked, simulator.pageSize, 1000));
    const last = page.at(-1);
    const more = page.length < keys.length && last !== undefined;
    const contents = page.map((key) => {
      const { body = Buffer.alloc(0), modified = 0 } = objects.get(key) ?? {};
      const at = new Date(modified).toISOString();
      return (
        `<Contents><Key>${xml(key)}</Key><LastModified>${at}</LastModified><ETag>${xml(etagOf(body))}</ETag>` +
        `<Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
      );
    });
    return {
      status: 200,
      body:
        `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
        `<Prefix>${xml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${asked}</MaxKeys>` +
        `<IsTruncated>${more}</IsTruncated>${contents.join('')}` +
        (more
          ? `<NextContinuationToken>${Buffer.from(last).toString('base64')}</NextContinuationToken>`
          : '') +
        `</ListBucketResult>`,
    };
  };
  return simulator;
}

function addressed({ headers, target }: Received): Addressed {
  const path = (target.split('?')[0] ?? '/').slice(1);
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const virtual = /^(.+?)\.(?:s3\.|oss-|localhost$)/.exec(host)?.[1];
  const decoded = path.split('/').map(decodeURIComponent);
  if (virtual !== undefined) return { bucket: virtual, key: decoded.join('/') };
  const [bucket = '', ...key] = decoded;
  return { bucket, key: key.join('/') };
}

/** The message of SignatureDoesNotMatch repeats the request, as the true one's does. */
function failure(status: number, code: string, received?: Received): Reply {
  const message =
    code === 'InvalidToken' ? `bad token ${String(received?.headers['x-amz-security-token'])}` : code;
  return {
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xml(message)}</Message></Error>`,
  };
}

function send(response: ServerResponse, { method }: Received, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { ...headers, 'x-amz-request-id': 'SIMULATED', server: 'AmazonS3' });
  response.end(method === 'HEAD' ? undefined : body);
}

function cut(
  response: ServerResponse,
  { status, body = '', headers = {} }: Reply,
  how: 'short' | 'broken',
): void {
  const whole = Buffer.from(body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const stated = how === 'short' ? half.length : whole.length;
  response.writeHead(status, { ...headers, 'content-length': stated });
  if (how === 'short') response.end(half);
  else response.write(half, () => response.destroy());
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  return { method, target: url, headers, body: Buffer.concat(chunks) };
}

function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
