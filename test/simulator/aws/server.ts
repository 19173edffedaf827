/**
 * AWS on loopback: one HTTP server that speaks the protocols of every API our
 * collectors call, so that the vendor's clients work against it unmodified
 * (`AWS_ENDPOINT_URL`, or `endpoint`).
 *
 * A request belongs to the region of its credential scope and to the account
 * that owns its key.
 */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { send, throttled, throwFault } from './answer.ts';
import { type Bucket, DEFAULT_BUCKET, tokenBuckets } from './buckets.ts';
import type { Call } from './calls.ts';
import { AwsFailure } from './errors.ts';
import { type Estate, emptyRegion } from './estate.ts';
import { type Fault, type FaultScope, Faults, covers } from './faults.ts';
import { type Credentials, Identities } from './identities.ts';
import { PageTurner } from './paging.ts';
import { type Asked, type Reply, codeOf, operationOf, readInput, serviceOf, writeAnswer, writeError } from './protocols.ts';
import { SERVICES } from './services/all.ts';
import { type SignedRequest, readClaim, verifySignature } from './signature.ts';

export interface AwsOptions {
  readonly estate: Estate;
  /** The clock of quotas and of the record of calls: a test's own, if it likes. */
  readonly now?: () => number;
  /** The cloud's wall clock: of signatures, sessions and the header `Date`. Clients sign with the real time. */
  readonly wallClock?: () => number;
  /** Per IAM action, or for `*` all others; `undefined` as a value means no limit. Default: 100 at once, 20/s. */
  readonly buckets?: Readonly<Record<string, Bucket | undefined>>;
  /** Added to every call, in real time. */
  readonly latencyMs?: number;
}

export interface Aws {
  readonly url: string;
  readonly estate: Estate;
  readonly faults: Faults;
  /** Long-lived keys of an account. */
  credentials(account: string): Credentials;
  calls(): readonly Call[];
  resetCalls(): void;
  /** IAM actions that were called, sorted; denied ones too. */
  actions(): readonly string[];
  /** Runs once before the next answer that the scope covers, or `times` times. */
  beforePage(scope: FaultScope, run: () => void): void;
  close(): Promise<void>;
}

/** What any region answers, also one that the estate holds nothing of. */
function isAnywhere(action: string): boolean {
  return /^(ec2:DescribeRegions|sts:.*|organizations:.*)$/.test(action);
}

export async function startAws(options: AwsOptions): Promise<Aws> {
  const { estate, now = Date.now, wallClock = Date.now, latencyMs = 0, buckets = {} } = options;
  const identities = new Identities();
  for (const account of Object.keys(estate.accounts)) identities.credentials(account);
  const pages = new PageTurner();
  const faults = new Faults();
  const hooks: { readonly scope: FaultScope; readonly run: () => void; left: number }[] = [];
  const others = '*' in buckets ? buckets['*'] : DEFAULT_BUCKET;
  const mayPass = tokenBuckets((action) => (action in buckets ? buckets[action] : others), now);
  let calls: Call[] = [];
  let served = 0;

  const respond = (request: SignedRequest): { readonly reply: Reply; readonly fault: Fault | undefined } => {
    const at = now();
    const time = wallClock();
    const requestId = `00000000-0000-4000-8000-${String(served++).padStart(12, '0')}`;
    const call: { -readonly [P in keyof Call]: Call[P] } = {
      service: '',
      operation: '',
      action: '',
      account: '',
      region: '',
      page: 1,
      outcome: 'ok',
      at,
    };
    calls.push(call);
    let service = SERVICES[0];
    let fault: Fault | undefined;
    try {
      const claim = readClaim(request);
      call.region = claim.region;
      service = serviceOf(SERVICES, claim, request) ?? service;
      if (service?.signingName !== claim.service) {
        const message = `Credential should be scoped to a service of this simulator, not '${claim.service}'.`;
        throw new AwsFailure('bad-signature', message);
      }
      call.service = service.name;
      const operation = operationOf(service, request);
      const asked: Asked = { service, operation };
      call.operation = operation.shape.name;
      call.action = operation.action;
      const token = request.headers['x-amz-security-token'];
      const caller = identities.find(claim.accessKeyId, typeof token === 'string' ? token : undefined, time);
      call.account = caller.account;
      verifySignature(request, claim, caller.secret, time);
      const account = estate.accounts[caller.account];
      const here = account?.regions[claim.region] ?? (isAnywhere(operation.action) ? emptyRegion() : undefined);
      if (account === undefined || here === undefined || here.optIn === 'not-opted-in') {
        throw new AwsFailure('region-disabled', 'The security token included in the request is invalid.');
      }
      if (!mayPass(caller.account, claim.region, operation.action)) throw throttled(service.name);
      const input = readInput(asked, request);
      call.page = operation.paging === undefined ? 1 : pages.pageOf(input[operation.paging.token]);
      fault = faults.take(call);
      if (fault !== undefined) {
        call.outcome = fault.kind;
        throwFault(fault, asked, caller.arn);
      }
      if (input['DryRun'] === true) {
        const message = 'Request would have succeeded, but DryRun flag is set.';
        throw new AwsFailure([412, 'DryRunOperation'], message);
      }
      for (const hook of hooks.filter(({ scope, left }) => left > 0 && covers(scope, call))) {
        hook.left -= 1;
        hook.run();
      }
      const region = claim.region;
      const context = { estate, account, region, here, caller, identities, pages, fault, now: time };
      return { reply: writeAnswer(asked, operation.answer(input, context), requestId), fault };
    } catch (error) {
      if (!(error instanceof AwsFailure) || service === undefined) throw error;
      call.outcome = codeOf(service, error);
      return { reply: writeError(service, error, requestId), fault };
    }
  };

  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      // A bug of the simulator: loud, and not to be taken for a fault of the cloud.
      response.writeHead(501, { 'content-type': 'text/plain' });
      response.end(`simulator: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(chunks);
    if (latencyMs > 0) await sleep(latencyMs);
    const { reply, fault } = respond({ method, url, headers, body });
    if (fault?.kind === 'delay') await sleep(fault.ms);
    send(response, reply, fault, wallClock());
  };

  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    estate,
    faults,
    credentials: (account) => identities.credentials(account),
    calls: () => calls,
    resetCalls: () => {
      calls = [];
    },
    actions: () => [...new Set(calls.map(({ action }) => action).filter((action) => action !== ''))].toSorted(),
    beforePage: (scope, run) => {
      hooks.push({ scope, run, left: scope.times ?? 1 });
    },
    close: async () => {
      const closed = new Promise<void>((done) => {
        server.close(() => done());
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
