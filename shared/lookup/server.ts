import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { LookupError, plainResult } from './answer.ts';
import { PROMETHEUS } from './exports/choice.ts';
import { MEDIA, exported } from './exports/formats.ts';
import type { Lookup } from './lookup.ts';
import { lookupMetrics } from './metrics.ts';

export interface ServerOptions {
  readonly lookup: Lookup;
  /** What `Authorization: Bearer` must say; `undefined`: nobody is asked, which is for loopback alone. */
  readonly token: string | undefined;
  readonly now: () => number;
  /** When the log was last read without a problem; milliseconds since 1970. */
  readonly refreshedAt: () => number;
  /** What else `/metrics` tells, in the form of Prometheus. */
  readonly state: () => string;
  /** What went wrong in answering, for a person: whoever asked is told that something did, and no more. */
  readonly onError: (error: unknown) => void;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: Iterable<string>;
}

/** Most addresses in one request. */
const MOST = 1_000;

/**
 * `GET /v1/lookup?ip=…&vpc=…`, `GET /v1/prometheus` (HTTP SD), `GET /healthz`,
 * `GET /metrics`. Health and metrics tell no tags and need no token.
 */
export function lookupServer(options: ServerOptions): Server {
  const counts = new Map<string, number>();
  return createServer((request, response) => {
    try {
      send(request, response, replyTo(request, options, counts));
    } catch (error) {
      options.onError(error);
      // A document that breaks off must not look whole.
      if (response.headersSent) response.destroy();
      else send(request, response, problem(500, 'this cannot be answered: see what "tagsync serve" prints'));
    }
  });
}

function replyTo(request: IncomingMessage, options: ServerOptions, counts: Map<string, number>): Reply {
  const url = urlOf(request);
  if (url === undefined) return problem(400, 'the request names no path: ask for one such as /healthz');
  if (request.method !== 'GET' && request.method !== 'HEAD') return problem(405, 'only GET is answered');
  if (url.pathname === '/healthz') return health(options);
  if (url.pathname === '/metrics') return metrics(options, counts);
  if (!isAllowed(request, options.token)) {
    return problem(401, 'the bearer token is missing or wrong: send it as "Authorization: Bearer <token>"');
  }
  if (url.pathname === '/v1/lookup') return answers(url, options, counts);
  if (url.pathname === '/v1/prometheus') return targets(url, options);
  return problem(
    404,
    `there is no ${url.pathname}: /v1/lookup, /v1/prometheus, /healthz and /metrics are there`,
  );
}

/** `undefined` for a target that is no URL, such as `//`: whoever asks writes what he likes. */
function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  return URL.canParse(url, 'http://loopback') ? new URL(url, 'http://loopback') : undefined;
}

function answers({ searchParams }: URL, { lookup }: ServerOptions, counts: Map<string, number>): Reply {
  const ips = searchParams.getAll('ip');
  const vpc = searchParams.get('vpc') ?? undefined;
  if (ips.length === 0) return problem(400, 'name an address: /v1/lookup?ip=10.0.0.1');
  if (ips.length > MOST) return problem(400, `${ips.length} addresses in one request: send at most ${MOST}`);
  try {
    const results = ips.map((ip) => lookup.lookup(ip, { vpc }));
    for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
    return json(200, results.map(plainResult));
  } catch (error) {
    if (!(error instanceof LookupError)) throw error;
    counts.set('invalid', (counts.get('invalid') ?? 0) + 1);
    return problem(400, error.message);
  }
}

function targets({ searchParams }: URL, { lookup }: ServerOptions): Reply {
  const port = Number(searchParams.get('port') ?? PROMETHEUS.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return problem(400, `"${searchParams.get('port') ?? ''}" is no port: write 1 to 65535`);
  }
  // Prometheus goes on with the list that it got last: https://prometheus.io/docs/prometheus/latest/http_sd/
  const missing = lookup.problems().find(({ isMissing }) => isMissing);
  if (missing !== undefined) {
    return problem(
      503,
      `${missing.what} could not be read, so some targets are not known: "tagsync verify" says why`,
    );
  }
  return {
    status: 200,
    type: MEDIA.prometheus,
    body: exported(lookup, 'prometheus', { ...PROMETHEUS, port }),
  };
}

function health({ lookup, now, refreshedAt }: ServerOptions): Reply {
  const problems = lookup.problems().map(({ what }) => what);
  const age = Math.round((now() - refreshedAt()) / 1000);
  // Answers go on, from what was read last: the process is healthy, what it knows may be old.
  return json(200, {
    status: problems.length === 0 ? 'ok' : 'degraded',
    scopes: lookup.scopes().length,
    age,
    problems,
  });
}

function metrics(
  { lookup, now, refreshedAt, state }: ServerOptions,
  counts: ReadonlyMap<string, number>,
): Reply {
  const own = lookupMetrics(lookup, { ageMs: now() - refreshedAt(), counts });
  return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: [own, state()] };
}

/** Compared by their hashes, so that time tells neither where they differ nor how long the token is. */
function isAllowed({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return true;
  const [, given = ''] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(sha256(given), sha256(token));
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const json = (status: number, value: unknown): Reply => ({
  status,
  type: 'application/json',
  body: [`${JSON.stringify(value)}\n`],
});
const problem = (status: number, message: string): Reply => json(status, { error: message });

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Reply): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  if (request.method !== 'HEAD') for (const piece of body) response.write(piece);
  response.end();
}
