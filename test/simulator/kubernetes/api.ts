/**
 * The HTTP API of a Kubernetes cluster as far as a reader of it needs it, over
 * no particular wire: `server.ts` puts it on a socket. Shapes and rules are those
 * of https://kubernetes.io/docs/reference/using-api/api-concepts/ .
 */
import type { Clock } from '../../../shared/collect/clock.ts';
import type { Cluster, Resource, Stored } from './cluster.ts';
import { groupOf, nameOf, textOf } from './cluster.ts';
import { Faults } from './faults.ts';
import type { Fault } from './faults.ts';
import { Refusal } from './refusal.ts';
import { watchLines } from './watch.ts';

export interface ApiOptions {
  readonly clock: Clock;
  /** Bearer tokens that are let in; `undefined`: everybody is. */
  readonly tokens?: ReadonlySet<string>;
  readonly gitVersion?: string;
  /** Streaming lists; servers before 1.32 have none. */
  readonly streams?: boolean;
  /** Milliseconds between bookmarks of an idle watch. */
  readonly bookmarkMs?: number;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface Asked {
  readonly verb: 'list' | 'watch' | 'get' | 'discover';
  readonly resource: string;
  readonly query: string;
}

interface Token {
  readonly version: number;
  readonly after: string;
  /** The page that it leads to, from 1. */
  readonly page: number;
}

export class Api {
  cluster: Cluster;
  readonly faults = new Faults();
  /** Resources that nobody may read, by `verb resource`, and those behind an API that is down. */
  readonly denied = new Set<string>();
  readonly down = new Set<string>();
  asked: Asked[] = [];
  tokens: ReadonlySet<string> | undefined;
  streams: boolean;
  /** As servers before 1.19: what is not known of a query is not looked at. */
  ignoresStreams = false;
  readonly #options: ApiOptions;
  readonly #snapshots = new Map<string, readonly Stored[]>();
  #connections = new AbortController();

  constructor(cluster: Cluster, options: ApiOptions) {
    this.cluster = cluster;
    this.#options = options;
    this.tokens = options.tokens;
    this.streams = options.streams ?? true;
  }

  /** Every connection breaks; what was remembered for lists is gone, as after a restart. */
  restart(): void {
    this.#snapshots.clear();
    const before = this.#connections;
    this.#connections = new AbortController();
    before.abort(new Error('the server went away'));
  }

  /** One GET. Rejects where the connection would break before an answer. */
  async get(path: string, token: string | undefined, signal: AbortSignal): Promise<Reply> {
    const url = new URL(path, 'http://cluster');
    try {
      return await this.#answer(url, token, signal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.code, error.status, error.headers);
    }
  }

  async #answer(
    { pathname, searchParams: query, search }: URL,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<Reply> {
    const { resource, apiVersion, name } = this.#route(pathname);
    const verb =
      resource === undefined
        ? 'discover'
        : name !== undefined
          ? 'get'
          : query.get('watch') === '1'
            ? 'watch'
            : 'list';
    const own = resource === undefined ? pathname : nameOf(resource);
    this.asked.push({ verb, resource: own, query: search });
    const fault = this.faults.take({
      verb,
      resource: own,
      continued: query.has('continue'),
      page: this.pageOf(search),
    });
    if (fault?.kind === 'reset') throw new Error('connection reset');
    if (fault?.kind === 'hang') await hang(signal);
    if (fault?.kind === 'status') throw new Refusal(fault.code, fault.reason, fault.reason, fault.causes);
    if (this.tokens !== undefined && !this.tokens.has(token ?? ''))
      throw new Refusal(401, 'Unauthorized', 'Unauthorized');
    if (resource === undefined) {
      const found = this.#discover(pathname);
      // The one refusal that is no status: of a path that nobody serves.
      return found === undefined
        ? { status: 404, body: chunks(Buffer.from('404 page not found\n')) }
        : json(200, found);
    }
    if (this.denied.has(`${verb} ${own}`))
      throw new Refusal(
        403,
        'Forbidden',
        `${own} is forbidden: User "tagsync" cannot ${verb} resource "${resource.plural}"`,
      );
    if (this.down.has(groupOf(apiVersion)))
      throw new Refusal(503, 'ServiceUnavailable', 'the server is currently unable to handle the request');
    if (name !== undefined)
      return json(200, { kind: resource.kind, apiVersion, ...this.#one(own, name).object });
    if (verb === 'watch') return this.#watch(resource, apiVersion, query, signal, fault);
    return faulty(this.#list(resource, apiVersion, query, fault), fault);
  }

  #route(pathname: string): { resource?: Resource; apiVersion: string; name?: string } {
    const parts = pathname.split('/').slice(1);
    const apiVersion = parts[0] === 'api' ? (parts[1] ?? '') : `${parts[1]}/${parts[2]}`;
    const [plural, name] = parts.slice(parts[0] === 'api' ? 2 : 3);
    if (plural === undefined) return { apiVersion };
    const resource = this.cluster.resources.find(
      (one) => one.plural === plural && one.apiVersions.includes(apiVersion),
    );
    if (resource === undefined)
      throw new Refusal(404, 'NotFound', 'the server could not find the requested resource');
    return { resource, apiVersion, ...(name !== undefined && { name }) };
  }

  #discover(pathname: string): unknown {
    if (pathname === '/version')
      return {
        major: '1',
        minor: '34',
        gitVersion: this.#options.gitVersion ?? 'v1.34.0',
        platform: 'linux/amd64',
      };
    const versions = [...new Set(this.cluster.resources.flatMap(({ apiVersions }) => apiVersions))];
    if (pathname === '/apis') {
      const groups = [...new Set(versions.map(groupOf))].filter((group) => group !== '');
      return {
        kind: 'APIGroupList',
        groups: groups.map((group) => ({
          name: group,
          versions: versions
            .filter((one) => groupOf(one) === group)
            .map((groupVersion) => ({ groupVersion, version: groupVersion.split('/')[1] })),
        })),
      };
    }
    const groupVersion = pathname.replace(/^\/apis?\//, '');
    if (!versions.includes(groupVersion)) return undefined;
    if (this.down.has(groupOf(groupVersion)))
      throw new Refusal(503, 'ServiceUnavailable', 'service unavailable');
    return {
      kind: 'APIResourceList',
      groupVersion,
      resources: this.cluster.resources
        .filter(({ apiVersions }) => apiVersions.includes(groupVersion))
        .map(({ plural, kind, namespaced }) => ({
          name: plural,
          kind,
          namespaced,
          verbs: ['get', 'list', 'watch'],
        })),
    };
  }

  #one(resource: string, name: string): Stored {
    const found = this.cluster.get(resource, name);
    if (found === undefined) throw new Refusal(404, 'NotFound', `${resource} "${name}" not found`);
    return found;
  }

  /** The page of a list that a query asks for. */
  pageOf(query: string): number {
    const token = new URLSearchParams(query).get('continue');
    return token === null ? 1 : tokenOf(token).page;
  }

  #list(resource: Resource, apiVersion: string, query: URLSearchParams, fault: Fault | undefined): string {
    const name = nameOf(resource);
    const limit = Number(query.get('limit') ?? 0);
    const { version, after, page: number } = this.#begin(query);
    const key = `${name} ${version}`;
    const snapshot =
      this.#snapshots.get(key) ?? (version === this.cluster.version ? this.cluster.list(name) : undefined);
    if (snapshot === undefined)
      throw new Refusal(
        410,
        'Expired',
        'The provided continue parameter is too old to display a consistent list result.',
      );
    const from = after === '' ? 0 : snapshot.findIndex((one) => one.key > after);
    const isEmpty = fault?.kind === 'empty-page';
    const page = isEmpty
      ? []
      : from < 0
        ? []
        : limit === 0
          ? snapshot.slice(from)
          : snapshot.slice(from, from + limit);
    const last = page.at(-1)?.key ?? after;
    const more = isEmpty || (page.length > 0 && snapshot.at(-1)?.key !== last);
    if (more) this.#snapshots.set(key, snapshot);
    const next = { version, after: last, page: number + 1 };
    const own = query.get('continue') ?? Buffer.from(JSON.stringify(next)).toString('base64url');
    const token =
      fault?.kind === 'repeat-token'
        ? own
        : more
          ? Buffer.from(JSON.stringify(next)).toString('base64url')
          : '';
    const metadata = JSON.stringify({
      resourceVersion: String(version),
      ...(token !== '' && { continue: token }),
    });
    // As the API does: what a list has all of, its items do not say.
    const items = page.map(textOf);
    return `{"kind":"${resource.kind}List","apiVersion":"${apiVersion}","metadata":${metadata},"items":[${items.join(',')}]}`;
  }

  /** Which version a list is of. https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list */
  #begin(query: URLSearchParams): Token {
    const token = query.get('continue');
    if (token !== null) {
      const { version, after, page } = tokenOf(token);
      if (version <= this.cluster.compacted && version !== this.cluster.version)
        throw new Refusal(410, 'Expired', 'The provided continue parameter is too old.');
      return { version, after, page };
    }
    const wanted = query.get('resourceVersion') ?? '';
    const match = query.get('resourceVersionMatch');
    if (match !== null && wanted === '')
      throw new Refusal(
        422,
        'Invalid',
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      );
    if (
      wanted !== '' &&
      wanted !== '0' &&
      match !== 'NotOlderThan' &&
      query.has('limit') &&
      Number(wanted) !== this.cluster.version
    )
      throw new Refusal(410, 'Expired', `The resourceVersion for the provided list is too old: ${wanted}`);
    this.#refuseFuture(wanted);
    return { version: this.cluster.version, after: '', page: 1 };
  }

  #refuseFuture(version: string): void {
    if (Number(version) <= this.cluster.version) return;
    const message = `Too large resource version: ${version}, current: ${this.cluster.version}`;
    throw new Refusal(504, 'Timeout', message, ['ResourceVersionTooLarge'], { 'retry-after': '1' });
  }

  #watch(
    resource: Resource,
    apiVersion: string,
    query: URLSearchParams,
    signal: AbortSignal,
    fault: Fault | undefined,
  ): Reply {
    const version = query.get('resourceVersion') ?? '';
    const initial = !this.ignoresStreams && query.get('sendInitialEvents') === 'true';
    const match = this.ignoresStreams ? null : query.get('resourceVersionMatch');
    if (initial && !this.streams)
      throw new Refusal(
        422,
        'Invalid',
        'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
      );
    if (initial ? match !== 'NotOlderThan' : match !== null)
      throw new Refusal(
        422,
        'Invalid',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      );
    // A version that is not there yet is waited for, without a word; only a list is refused.
    if (initial) this.#refuseFuture(version);
    const { clock, bookmarkMs = 60_000 } = this.#options;
    const body = watchLines(this.cluster, resource, {
      apiVersion,
      version,
      initial: initial || version === '' || version === '0',
      says: initial,
      seconds: Number(query.get('timeoutSeconds') ?? 1800),
      bookmarkMs: query.get('allowWatchBookmarks') === 'true' ? bookmarkMs : undefined,
      clock,
      signal: AbortSignal.any([signal, this.#connections.signal]),
      fault,
    });
    return { status: 200, body };
  }
}

const tokenOf = (token: string): Token => JSON.parse(Buffer.from(token, 'base64url').toString());

function json(code: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: code, headers, body: chunks(Buffer.from(JSON.stringify(value))) };
}

async function* chunks(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

function faulty(text: string, fault: Fault | undefined): Reply {
  const whole = Buffer.from(text);
  const body = async function* (): AsyncGenerator<Uint8Array> {
    if (fault?.kind === 'cut') {
      yield whole.subarray(0, Math.min(fault.after, whole.length - 1));
      throw new Error('the connection broke');
    }
    if (fault?.kind === 'garbage') yield whole.subarray(0, Math.floor(whole.length / 2));
    else if (fault?.kind === 'slow') {
      for (let n = 0; n < whole.length; n += fault.bytes) yield whole.subarray(n, n + fault.bytes);
    } else yield whole;
  };
  return { status: 200, body: body() };
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
