/**
 * One request to the simulated cloud, from its bytes to its answer. A request
 * belongs to the region of its credential scope and to the account that owns
 * its key.
 */
import { type Sent, throttled, throwFault } from './answer.ts';
import { type Bucket, DEFAULT_BUCKET, type Quota, quotas, tokenBuckets } from '../cloud/buckets.ts';
import type { Call } from '../cloud/calls.ts';
import { AwsFailure } from './errors.ts';
import { type AccountEstate, type Estate, type RegionEstate, emptyRegion } from './estate.ts';
import { type Fault, type FaultScope, Faults, covers } from '../cloud/faults.ts';
import { Identities, type Identity } from './identities.ts';
import { Kept } from '../cloud/kept.ts';
import type { Operation, Service } from './operation.ts';
import { PageTurner } from './paging.ts';
import {
  type Asked,
  type Reply,
  codeOf,
  operationOf,
  readInput,
  serviceOf,
  writeAnswer,
  writeError,
} from './protocols.ts';
import { SERVICES } from './services/all.ts';
import { type Claim, type SignedRequest, readClaim, verifySignature } from './signature.ts';

export interface CloudOptions {
  readonly estate: Estate;
  /** The clock of quotas and of the record of calls: a test's own, if it likes. */
  readonly now?: () => number;
  /** The cloud's wall clock: of signatures, sessions and the header `Date`. Clients sign with the real time. */
  readonly wallClock?: () => number;
  /** Per IAM action, or for `*` all others; `undefined` as a value means no limit. Default: 100 at once, 20/s. */
  readonly buckets?: Readonly<Record<string, Bucket | undefined>>;
  /** What a call spends beside its bucket; `undefined`: nothing. */
  readonly quotaOf?: (asked: Spending) => Quota | undefined;
  /** Items of a page at most, by IAM action: a cloud may give fewer than it is asked for. */
  readonly mostOf?: (action: string) => number | undefined;
  /** The estate never changes: a page of a listing is made once, and given again to whoever asks the same. */
  readonly keeps?: boolean;
}

export interface Spending {
  readonly account: string;
  readonly region: string;
  readonly action: string;
}

export interface Answer {
  readonly reply: Sent;
  /** The part of a fault that is played when the reply is sent. */
  readonly fault: Fault | undefined;
}

type Noted = { -readonly [P in keyof Call]: Call[P] };

export class Cloud {
  readonly estate: Estate;
  readonly faults = new Faults();
  readonly identities = new Identities();
  readonly wallClock: () => number;
  calls: Call[] = [];
  readonly #now: () => number;
  readonly #mayPass: (account: string, region: string, action: string) => boolean;
  readonly #spend: (quota: Quota | undefined) => boolean;
  readonly #quotaOf: (asked: Spending) => Quota | undefined;
  readonly #mostOf: (action: string) => number | undefined;
  readonly #pages = new PageTurner();
  readonly #kept: Kept<Sent & { readonly body: Buffer }> | undefined;
  #hooks: { readonly scope: FaultScope; readonly run: () => void; left: number }[] = [];
  #served = 0;

  constructor(options: CloudOptions) {
    const { estate, now = Date.now, wallClock = Date.now, buckets = {}, quotaOf, mostOf, keeps } = options;
    this.estate = estate;
    this.#kept = keeps === true ? new Kept() : undefined;
    this.wallClock = wallClock;
    this.#now = now;
    this.#spend = quotas(now);
    this.#quotaOf = quotaOf ?? (() => undefined);
    this.#mostOf = mostOf ?? (() => undefined);
    const others = '*' in buckets ? buckets['*'] : DEFAULT_BUCKET;
    this.#mayPass = tokenBuckets((action) => (action in buckets ? buckets[action] : others), now);
    for (const account of Object.keys(estate.accounts)) this.identities.credentials(account);
  }

  beforePage(scope: FaultScope, run: () => void): void {
    this.#hooks.push({ scope, run, left: scope.times ?? 1 });
  }

  answer(request: SignedRequest): Answer {
    const requestId = `00000000-0000-4000-8000-${String(this.#served++).padStart(12, '0')}`;
    const call: Noted = {
      service: '',
      operation: '',
      action: '',
      account: '',
      region: '',
      page: 1,
      outcome: 'ok',
      at: this.#now(),
    };
    this.calls.push(call);
    let service: Service = FALLBACK;
    try {
      const claim = readClaim(request);
      service = serviceOf(SERVICES, claim, request) ?? FALLBACK;
      const operation = operationOf(checked(service, claim), request);
      Object.assign(call, {
        service: service.name,
        operation: operation.shape.name,
        action: operation.action,
        region: claim.region,
      });
      return this.#perform({ service, operation }, request, claim, call, requestId);
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      call.outcome = codeOf(service, error);
      return { reply: writeError(service, error, requestId), fault: undefined };
    }
  }

  #perform(asked: Asked, request: SignedRequest, claim: Claim, call: Noted, requestId: string): Answer {
    const { service, operation } = asked;
    const { region } = claim;
    const now = this.wallClock();
    const caller = this.#authenticate(request, claim, now);
    call.account = caller.account;
    const { account, here } = this.#placeOf(caller.account, region, operation.action);
    const spending = { account: caller.account, region, action: operation.action };
    if (!this.#mayPass(caller.account, region, operation.action) || !this.#spend(this.#quotaOf(spending)))
      throw throttled(service.name);
    const input = readInput(asked, request);
    if (operation.paging !== undefined) call.page = this.#pages.pageOf(input[operation.paging.token]);
    const fault = this.faults.take(call);
    if (fault !== undefined) {
      call.outcome = fault.kind;
      throwFault(fault, asked, caller.arn);
    }
    if (input['DryRun'] === true) {
      const message = 'Request would have succeeded, but DryRun flag is set.';
      throw new AwsFailure([412, 'DryRunOperation'], message);
    }
    for (const hook of this.#hooks.filter(({ scope, left }) => left > 0 && covers(scope, call))) {
      hook.left -= 1;
      hook.run();
    }
    const { estate, identities } = this;
    const context = { estate, account, region, here, caller, identities, pages: this.#pages, fault, now };
    const fewer = shortened(input, operation, this.#mostOf(operation.action));
    const made = (): Reply => writeAnswer(asked, operation.answer(fewer, context), requestId);
    if (this.#kept === undefined || operation.paging === undefined || fault !== undefined) {
      return { reply: made(), fault };
    }
    const key = JSON.stringify([service.name, operation.action, account.id, region, fewer]);
    return { reply: this.#kept.of(key, () => inBytes(made())), fault };
  }

  #authenticate(request: SignedRequest, claim: Claim, now: number): Identity {
    const token = request.headers['x-amz-security-token'];
    const caller = this.identities.find(
      claim.accessKeyId,
      typeof token === 'string' ? token : undefined,
      now,
    );
    verifySignature(request, claim, caller.secret, now);
    return caller;
  }

  #placeOf(
    id: string,
    region: string,
    action: string,
  ): { readonly account: AccountEstate; readonly here: RegionEstate } {
    const account = this.estate.accounts[id];
    const here = account?.regions[region] ?? (ANYWHERE.test(action) ? emptyRegion() : undefined);
    if (account !== undefined && here !== undefined && here.optIn !== 'not-opted-in') {
      return { account, here };
    }
    throw new AwsFailure('region-disabled', 'The security token included in the request is invalid.');
  }
}

/** What any region answers, also one that the estate holds nothing of. */
const ANYWHERE = /^(ec2:DescribeRegions|sts:.*|organizations:.*)$/;

const inBytes = ({ body, ...reply }: Reply) => ({ ...reply, body: Buffer.from(body) });

/** In whose words a request is refused that names no service of ours. */
const FALLBACK: Service = SERVICES[0];

function checked(service: Service, claim: Claim): Service {
  if (service.signingName === claim.service) return service;
  const message = `Credential should be scoped to a service of this simulator, not '${claim.service}'.`;
  throw new AwsFailure('bad-signature', message);
}

function shortened(
  input: Readonly<Record<string, unknown>>,
  { paging }: Operation,
  most: number | undefined,
): Readonly<Record<string, unknown>> {
  if (paging === undefined || most === undefined) return input;
  return { ...input, [paging.size]: Math.min(most, Number(input[paging.size] ?? most)) };
}
