/**
 * What the simulators of clouds that speak JSON have in common: a server on
 * loopback that authenticates, throttles, plays faults, records calls. What a
 * cloud is, it is told by a `Dialect`.
 */
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bucket, type Quota, quotas, tokenBuckets } from './buckets.ts';
import type { Call } from './calls.ts';
import { type Fault, type FaultScope, Faults, covers } from './faults.ts';
import { Kept } from './kept.ts';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who asks, and for what; found out before anything is answered. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  /** As the cloud's policy language spells it. */
  readonly action: string;
  readonly account: string;
  readonly region: string;
  /** Where the request was let in, for clouds whose quotas count by that and not by `region`. */
  readonly accessRegion?: string;
  /** Page of a listing, from 1. */
  readonly page: number;
}

/** The cloud's way to say that something is wrong. */
export class Refusal extends Error {
  readonly reply: Reply;
  /** What the record of calls has as its outcome. */
  readonly code: string;
  constructor(reply: Reply, code = String(reply.status)) {
    super(JSON.stringify(reply.body));
    this.reply = reply;
    this.code = code;
  }
}

export interface Dialect<A extends Asked> {
  /** Verifies the signature and finds the operation; throws `Refusal`. */
  ask(request: Request, now: number): A;
  /** Throws `Refusal` for parameters that the cloud does not document. */
  answer(asked: A, request: Request, fault: Fault | undefined): Reply;
  /** The cloud's own code and status for a fault that is an answer; `undefined` where the fault is played on the wire. */
  refuse(fault: Fault, asked: A): Reply | undefined;
  /**
   * What else than service, operation, account and region chooses the rows of a page of a listing; `undefined` of
   * what is no listing. Default: no answer is one that may be given again.
   */
  listing?(asked: A): unknown;
}

export interface CloudOptions {
  readonly now?: () => number;
  /** Per action, or for `*` all others; `undefined`: no limit. */
  readonly buckets?: Readonly<Record<string, Bucket | undefined>>;
  /** What a call spends beside its bucket; `undefined`: nothing. */
  readonly quotaOf?: (asked: Asked) => Quota | undefined;
  /** Spells what is answered in another way, before it is sent. */
  readonly rewrite?: (body: unknown) => unknown;
  /** The estate never changes: a page of a listing is made once, and given again to whoever asks the same. */
  readonly keeps?: boolean;
  readonly latencyMs?: number;
}

export interface Cloud {
  readonly url: string;
  readonly faults: Faults;
  calls(): readonly Call[];
  resetCalls(): void;
  /** Actions that were called, sorted; refused ones too. */
  actions(): readonly string[];
  /** Runs once (or `times` times) before the next answer that the scope covers. */
  beforePage(scope: FaultScope, run: () => void): void;
  close(): Promise<void>;
}

/** A reply as it is sent. */
interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const NOBODY: Asked = { service: '', operation: '', action: '', account: '', region: '', page: 1 };

export async function startCloud<A extends Asked>(
  dialect: Dialect<A>,
  options: CloudOptions = {},
): Promise<Cloud> {
  const { now = Date.now, buckets = {}, quotaOf, rewrite, keeps = false, latencyMs = 0 } = options;
  const faults = new Faults();
  const hooks: { readonly scope: FaultScope; readonly run: () => void; left: number }[] = [];
  const mayPass = tokenBuckets((action) => (action in buckets ? buckets[action] : buckets['*']), now);
  const spend = quotas(now);
  const kept = new Kept<Written>();
  let calls: Call[] = [];

  function answered(asked: A, request: Request, fault: Fault | undefined): Written {
    const answer = dialect.answer(asked, request, fault);
    return written(rewrite === undefined ? answer : { ...answer, body: rewrite(answer.body) });
  }

  /** Quotas, faults and the record of calls do not depend on it. */
  function given(asked: A, request: Request, fault: Fault | undefined): Written {
    const chosen = keeps && fault === undefined ? dialect.listing?.(asked) : undefined;
    if (chosen === undefined) return answered(asked, request, fault);
    const { service, operation, account, region } = asked;
    const key = JSON.stringify([service, operation, account, region, chosen]);
    return kept.of(key, () => answered(asked, request, undefined));
  }

  function respond(request: Request): { readonly reply: Written; readonly fault: Fault | undefined } {
    const at = now();
    let known: Asked = NOBODY;
    const note = (outcome: string): void => {
      const { service, operation, action, account, region, page } = known;
      calls.push({ service, operation, action, account, region, page, outcome, at });
    };
    try {
      const asked = dialect.ask(request, at);
      known = asked;
      const isLet =
        mayPass(asked.account, asked.accessRegion ?? asked.region, asked.action) && spend(quotaOf?.(asked));
      const throttle = isLet ? undefined : ({ kind: 'throttle' } as const);
      const fault = throttle ?? faults.take(asked);
      const refusal = fault === undefined ? undefined : dialect.refuse(fault, asked);
      if (fault !== undefined && refusal !== undefined) {
        note(fault.kind);
        return { reply: written(refusal), fault: undefined };
      }
      for (const hook of hooks.filter(({ scope, left }) => left > 0 && covers(scope, asked))) {
        hook.left -= 1;
        hook.run();
      }
      const reply = given(asked, request, fault);
      note(fault?.kind ?? 'ok');
      return { reply, fault };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      note(error.code);
      return { reply: written(error.reply), fault: undefined };
    }
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', headers } = incoming;
    const url = new URL(incoming.url ?? '/', `http://${headers.host ?? 'localhost'}`);
    if (latencyMs > 0) await sleep(latencyMs);
    const { reply, fault } = respond({ method, url, headers, body: Buffer.concat(chunks).toString() });
    if (fault?.kind === 'delay') await sleep(fault.ms);
    send(response, reply, fault);
  }

  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch((error: unknown) => {
      // A bug of the simulator: loud, and not to be taken for a fault of the cloud.
      response.writeHead(501, { 'content-type': 'text/plain' });
      response.end(`simulator: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  // A machine that is busy for longer than the usual five seconds would find connections closed under its requests.
  server.keepAliveTimeout = 0;
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    calls: () => calls,
    resetCalls: () => {
      calls = [];
    },
    actions: () =>
      [...new Set(calls.map(({ action }) => action).filter((action) => action !== ''))].toSorted(),
    beforePage: (scope, run) => void hooks.push({ scope, run, left: scope.times ?? 1 }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const PROXY_PAGE = '<html><head><title>Sign in</title></head><body>Corporate proxy</body></html>';

const written = ({ status, headers, body }: Reply): Written => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

function send(response: ServerResponse, reply: Written, fault: Fault | undefined): void {
  const { headers, body } = reply;
  const kind = fault?.kind;
  if (kind === 'hang') return;
  if (kind === 'reset') response.socket?.resetAndDestroy();
  else if (kind === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end(PROXY_PAGE);
  else if (kind === 'truncate') {
    response.writeHead(reply.status, { ...headers, 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
  } else if (kind === 'cut-body')
    response.writeHead(reply.status, headers).end(body.subarray(0, body.length / 2));
  else response.writeHead(reply.status, headers).end(body);
}
