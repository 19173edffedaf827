/**
 * How Huawei Cloud is spoken to: REST, each service at a host of its own in each region
 * (`vpc.cn-north-4.myhuaweicloud.com`; https://developer.huaweicloud.com/endpoint). An endpoint that stands for all
 * hosts has the first label of the host in front of the path, as private gateways do: `/vpc/v3/…`.
 *
 * What a request is about is said by its path (`{project_id}`, `{domain_id}`), and where the path does not, by
 * `X-Project-Id`: "mandatory if the path has no project"
 * (https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-provide-aksk.html , and
 * huaweicloud-sdk-nodejs-v3 core/auth/BasicCredentials.ts, GlobalCredentials.ts).
 */
import type { Fault } from '../cloud/faults.ts';
import type { Asked, Dialect, Reply, Request } from '../cloud/server.ts';
import {
  type AccountEstate,
  type Estate,
  type Project,
  emptyAccount,
  emptyResources,
  regionOf,
} from './estate.ts';
import type { Identities, Identity } from './identities.ts';
import type { Operation } from './operation.ts';
import { pageAsked } from './paging.ts';
import {
  FORBIDDEN_REGION,
  NO_SUCH_API,
  THROTTLED,
  denied,
  formOf,
  invalid,
  refusal,
  replyOf,
  requestId,
  unauthenticated,
} from './refusals.ts';
import { HOSTS, OPERATIONS } from './services/all.ts';
import { type Verifier, header } from './signature.ts';

export interface HuaweiAsked extends Asked {
  readonly known: Operation;
  readonly caller: Identity;
  readonly project: Project | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The listing that a marker belongs to. */
  readonly listing: string;
}

export interface State {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly verifier: Verifier;
  readonly wallClock: () => number;
}

export function huaweiDialect(state: State): Dialect<HuaweiAsked> {
  /** Which page a marker leads to. */
  const pages = new Map<string, number>();
  return {
    ask: (request) => asked(state, request, pages),
    answer: (known, _, fault) => answered(state, known, fault, pages),
    refuse,
    listing: ({ known, listing, query, body }) =>
      known.paging === undefined ? undefined : [listing, [...query], body],
  };
}

/** A request for one of the cloud's hosts: the label of it, the region, the path behind a label in front. */
interface Addressed {
  readonly label: string | undefined;
  readonly region: string | undefined;
  readonly path: string;
}

const HOST = /^([a-z-]+)(?:\.([a-z]+-[a-z]+-\d+))?\.myhuaweicloud\.[a-z]+$/;

function addressed(request: Request): Addressed {
  const path = request.url.pathname;
  const [, label, region] = HOST.exec((header(request, 'host') ?? '').replace(/:\d+$/, '')) ?? [];
  if (label !== undefined) return { label, region, path };
  const [, first, rest = ''] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  return first !== undefined && first in HOSTS
    ? { label: first, region: undefined, path: rest }
    : { label: undefined, region: undefined, path };
}

interface Found {
  readonly known: Operation;
  readonly ids: Readonly<Record<string, string>>;
}

function operationOf(request: Request, { label, path }: Addressed): Found {
  const services = label === undefined ? undefined : (HOSTS[label] ?? []);
  for (const known of OPERATIONS) {
    if (services !== undefined && !services.includes(known.service)) continue;
    if (known.method !== request.method) continue;
    const pattern = known.path.replaceAll('.', String.raw`\.`).replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}/?$`).exec(path);
    if (match !== null) return { known, ids: { ...match.groups } };
  }
  throw refusal(NO_SUCH_API);
}

function asked(
  { verifier, estate, wallClock }: State,
  request: Request,
  pages: ReadonlyMap<string, number>,
): HuaweiAsked {
  const caller = verifier.verify(request, wallClock());
  const at = addressed(request);
  const { known, ids } = operationOf(request, at);
  const form = formOf(known.service, at.path);
  const account = estate.accounts[caller.account];
  checkDomain(request, ids, caller);
  const project = projectOf(request, known, ids, account);
  if (project !== undefined && at.region !== undefined && at.region !== regionOf(project)) {
    throw unauthenticated(`the project ${project.id} is not in ${at.region}`);
  }
  const query = request.url.searchParams;
  const body = bodyOf(request, known, form);
  const listing = `${known.name} ${project?.id ?? caller.account} ${at.path}`;
  const result: HuaweiAsked = {
    known,
    caller,
    project,
    path: ids,
    query,
    body,
    listing,
    account: caller.account,
    region: project === undefined ? 'global' : regionOf(project),
    service: known.service,
    operation: known.name,
    action: known.action,
    page:
      known.paging === undefined
        ? 1
        : pageAsked(known.paging, query, body, (marker) => pages.get(`${listing} ${marker}`)),
  };
  if (project?.notOffered.includes(known.service) === true) throw refusal(NO_SUCH_API);
  checkParameters(known, [...new Set([...query.keys(), ...Object.keys(body)])], form);
  return result;
}

function checkDomain(request: Request, ids: Readonly<Record<string, string>>, caller: Identity): void {
  const named = [header(request, 'x-domain-id'), ids['domain_id']];
  if (named.every((id) => id === undefined || id === caller.account)) return;
  throw unauthenticated('x-domain-id does not belong to the access key');
}

function projectOf(
  request: Request,
  { scope, service }: Operation,
  ids: Readonly<Record<string, string>>,
  account: AccountEstate | undefined,
): Project | undefined {
  if (scope === 'global' || scope === 'domain') return undefined;
  const claimed = header(request, 'x-project-id');
  const id = ids['project_id'] ?? claimed;
  if (id === undefined) throw unauthenticated('x-project-id is required');
  const found = account?.projects.find((one) => one.id === id);
  if (found === undefined) throw unauthenticated(`project ${id} does not belong to the access key`);
  if (!found.enabled) throw unauthenticated(`project ${id} is disabled`);
  if (claimed !== undefined && claimed !== id) {
    throw refusal(
      invalid(service, 'urlTenantId is not equal tokenTenantId'),
      formOf(service, request.url.pathname),
    );
  }
  if (claimed === undefined && found.name.includes('_')) {
    throw unauthenticated('x-project-id is required for a project inside of a region');
  }
  return found;
}

function bodyOf(
  request: Request,
  { service, method }: Operation,
  form: ReturnType<typeof formOf>,
): Readonly<Record<string, unknown>> {
  if (method === 'GET') return {};
  if (!(header(request, 'content-type') ?? '').startsWith('application/json')) {
    throw refusal({ status: 415, code: 'APIGW.0106', message: 'Orchestration error: content type' });
  }
  try {
    const body: unknown = JSON.parse(request.body);
    if (typeof body === 'object' && body !== null) return body as Readonly<Record<string, unknown>>;
  } catch {
    // Said below, in the cloud's words.
  }
  throw refusal(invalid(service, 'The request body is invalid.'), form);
}

/** The cloud passes over most parameters that it does not know; a misspelt one has to be seen here. */
function checkParameters(
  { service, known, documented }: Operation,
  given: readonly string[],
  form: ReturnType<typeof formOf>,
): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    if (documented.includes(name))
      throw new Error(`${service} documents ${name}, but the simulator does not act on it`);
    throw refusal(invalid(service, `unsupported parameter ${name}`), form);
  }
}

function answered(
  { estate, identities, wallClock }: State,
  ask: HuaweiAsked,
  fault: Fault | undefined,
  pages: Map<string, number>,
): Reply {
  const { known, caller, project, path, query, body, listing, page } = ask;
  const answer = known.answer({
    estate,
    identities,
    caller,
    account: estate.accounts[caller.account] ?? emptyAccount(caller.account, ''),
    project,
    here: project?.here ?? emptyResources(),
    path,
    query,
    body,
    fault: fault?.kind === 'deny' ? { kind: 'empty' } : fault,
    now: wallClock(),
    remember: (marker) => void pages.set(`${listing} ${marker}`, page + 1),
  });
  const id = requestId();
  // Answers with `page_info` have it in their body, too; all have it in a header.
  const named = known.paging?.by === 'marker' && known.paging.more === 'page_info' ? { request_id: id } : {};
  return { status: known.status ?? 200, headers: { 'x-request-id': id }, body: { ...answer, ...named } };
}

function refuse(fault: Fault, { known, action }: HuaweiAsked): Reply | undefined {
  const { service, path } = known;
  const form = formOf(service, path);
  switch (fault.kind) {
    case 'throttle':
      return replyOf(THROTTLED, form);
    case 'deny':
      if (isHidden(known)) return undefined;
      if (service === 'ecs') return forbidden(action);
      return replyOf(denied(service, action), form);
    case 'expired-credentials':
      return unauthenticated('security token expired').reply;
    case 'unsupported':
      return replyOf(NO_SUCH_API, form);
    case 'opt-in-required':
      return replyOf(FORBIDDEN_REGION, form);
    case 'server':
      return replyOf({ status: fault.status, code: 'InternalError', message: 'Internal Server Error' }, form);
    case 'error':
      return replyOf(fault, form);
    case 'reset':
    case 'truncate':
    case 'hang':
    case 'cut-body':
    case 'html':
    case 'repeat-token':
    case 'short-page':
    case 'empty-page':
    case 'empty':
    case 'delay':
      return undefined;
    default:
      return fault satisfies never;
  }
}

/** Lists that are empty to who may not read them: permissions.ts names the pages. */
const isHidden = ({ service, method, paging }: Operation): boolean =>
  (service === 'vpc' || service === 'eip') && method === 'GET' && paging !== undefined;

const forbidden = (action: string): Reply => ({
  status: 403,
  body: { forbidden: { message: `Policy doesn't allow ${action} to be performed.`, code: 403 } },
});
