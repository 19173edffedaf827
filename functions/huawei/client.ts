import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { collectorFor } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, isNoHost, jsonOf } from '../../shared/collect/exchange.ts';
import type { Answered, Exchange } from '../../shared/collect/exchange.ts';
import type { Api } from './apis.ts';
import type { Credentials } from './credentials.ts';
import { isRefusal, saidIn, toCloudError } from './errors.ts';
import { isCentral } from './hosts.ts';
import { listsOf } from './lists.ts';
import type { Lists } from './lists.ts';
import { regionOf } from './project.ts';
import type { Project } from './project.ts';
import { requestOf } from './requests.ts';

/** The fields of an answer, not read yet. */
export type Answer = Readonly<Record<string, unknown>>;

export interface Asked {
  /** Ids in the path; `project_id` and `domain_id` are told by headers too. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body?: object;
}

/** One signed request, its answer as JSON; throws `CloudError`. */
export type Ask = (api: Api, asked: Asked) => Promise<Answer>;

/** What collectors talk to: one account in one region, for one run. */
export interface Huawei {
  /** The id of the account: its domain. */
  readonly account: string;
  /** The scope's: the name of a project, or `global`. */
  readonly region: string;
  readonly ask: Ask;
  /** As `ask`; `undefined` where the service says that there is no such thing (any more). */
  readonly find: (api: Api, asked: Asked) => Promise<Answer | undefined>;
  /** The one that the scope is. */
  readonly project: () => Promise<Project>;
  /** All of the account. */
  readonly projects: () => Promise<readonly Project[]>;
  readonly lists: Lists;
  /** Lists that have shown something: who may not read one of those that hide is shown nothing. */
  readonly shown: ReadonlySet<Api>;
  /** How many items to ask for at once, where that many are allowed. */
  readonly pageSize: (largest: number) => number;
}

export const collector = collectorFor<Huawei>();

export interface Sending {
  readonly call: Call;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly domain: string;
  /** Where every service is, instead of Huawei's own hosts. */
  readonly endpoint: string | undefined;
  readonly onAnswer?: (answer: Answered) => void;
  /** Smaller pages than the APIs allow. */
  readonly pageSize?: number;
}

export function connect(
  account: string,
  region: string,
  projects: () => Promise<readonly Project[]>,
  sending: Sending,
): Huawei {
  const shown = new Set<Api>();
  const send = askIn(regionOf(region), sending);
  const ask: Ask = async (operation, asked) => {
    const answer = await send(operation, asked);
    if (!isEmpty(answer)) shown.add(operation);
    return answer;
  };
  const api = {
    shown,
    account,
    region,
    ask,
    find: (operation: Api, asked: Asked) => ask(operation, asked).catch(unlessGone),
    async project() {
      const own = (await projects()).find(({ name }) => name === region);
      if (own !== undefined) return own;
      throw new CloudError('unsupported', `no project ${region} that these credentials may enter`);
    },
    projects,
    pageSize: (largest: number) => Math.min(largest, sending.pageSize ?? largest),
  };
  return Object.assign(api, { lists: listsOf(api) });
}

/** Requests that go to the hosts of one region. */
export function askIn(region: string, sending: Sending): Ask {
  const { call, credentials, clock, onAnswer } = sending;
  return async (api, asked) => {
    const keys = await credentials();
    return call(api.operation, async (signal) => {
      const request = await requestOf(api, asked, region, sending, keys, clock.now());
      const answer = await sent(request, api, region, signal);
      onAnswer?.(answer);
      return read(answer, api, clock.now());
    });
  };
}

async function sent(request: Exchange, api: Api, region: string, signal: AbortSignal): Promise<Answered> {
  try {
    return await exchange(request, api.action, signal);
  } catch (cause) {
    if (isCentral(api) || !isNoHost(cause)) throw cause;
    const message = `${api.action}: ${api.service} has no host in ${region}`;
    throw new CloudError('unsupported', message, { cause, code: 'ENOTFOUND' });
  }
}

function read(answer: Answered, { action }: Api, now: number): Answer {
  const { status } = answer;
  const body = jsonOf(answer, action);
  if (status < 200 || status > 299 || isRefusal(body)) {
    const error = toCloudError(action, saidIn(status, body), answer, now);
    if (status === 404 && isOfService(error)) GONE.add(error);
    throw error;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new CloudError('invalid', `${action}: an answer that is no object`);
  return { ...body };
}

/** Has an answer nothing in any of its lists? */
export const isEmpty = (answer: Answer): boolean =>
  Object.values(answer).every((value) => !Array.isArray(value) || value.length === 0);

/** Answers of 404, under whatever code the service has for it. */
const GONE = new WeakSet<CloudError>();

/** The gateway knows of APIs, not of what they list: its 404 says nothing about a thing, nor does one without a code. */
const isOfService = ({ reason, code = '' }: CloudError): boolean =>
  reason === 'invalid' && !/^(?:APIGW?\.|HTTP |$)/.test(code);

function unlessGone(error: unknown): undefined {
  if (error instanceof CloudError && GONE.has(error)) return undefined;
  throw error;
}
