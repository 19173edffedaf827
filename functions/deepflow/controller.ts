import * as z from 'zod/mini';
import { MOST, bytesOf, textFrom } from '../../shared/collect/body.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { longerThan } from '../../shared/collect/exchange.ts';
import { OVER, linked } from '../../shared/collect/linked.ts';
import { parsed, readAnswer } from './controller-answer.ts';
import { Domain, Merged, SubDomain } from './controller-shapes.ts';
import type { DeepflowDomain, DeepflowSubDomain, Knowledge } from './controller-shapes.ts';
import type { Payload } from './payload.ts';

export interface Controller {
  domains(): Promise<readonly DeepflowDomain[]>;
  createDomain(domain: {
    readonly NAME: string;
    readonly TYPE: number;
    readonly CLUSTER_ID: string;
    readonly CONFIG: Readonly<Record<string, unknown>>;
  }): Promise<void>;
  subDomains(): Promise<readonly DeepflowSubDomain[]>;
  createSubDomain(subDomain: {
    readonly DOMAIN: string;
    readonly NAME: string;
    readonly CLUSTER_ID: string;
    readonly CONFIG: Readonly<Record<string, unknown>>;
  }): Promise<void>;
  /** Replaces its whole CONFIG. */
  configureSubDomain(lcuuid: string, config: Readonly<Record<string, unknown>>): Promise<void>;
  /** As DeepFlow gives it back, not read yet; `undefined`: the table is empty. */
  table(): Promise<unknown>;
  /** What the domain's task knows; nothing while it has not run. */
  known(domain: string): Promise<Knowledge>;
  replace(payload: Payload): Promise<void>;
}

export interface ControllerPorts {
  readonly url: string;
  readonly org: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Of one answer. */
  readonly mostBytes?: number;
}

const TABLE = '/v1/domain-additional-resources/';

/** The code of errors that leave open whether DeepFlow did, or still does, what it was asked for. */
export const NO_ANSWER = 'no answer';

/** The controller's HTTP. */
export function controllerAt({ url, org, timeoutMs, clock, signal, ...ports }: ControllerPorts): Controller {
  const { mostBytes = MOST.whole } = ports;
  const base = url.replace(/\/+$/, '');
  const headers = {
    'x-org-id': String(org),
    'x-user-id': '1',
    'x-user-type': '1',
    'content-type': 'application/json',
  };

  async function ask(method: string, path: string, body?: unknown): Promise<ReturnType<typeof readAnswer>> {
    const what = `${method} ${path}`;
    const own = linked(signal);
    const done = new AbortController();
    const timer = clock.sleep(timeoutMs, done.signal).then(
      () => own.abort(new Error(`no answer in ${timeoutMs} ms`)),
      () => {},
    );
    let status: number;
    let text: string;
    try {
      const answer = await fetch(base + path, {
        method,
        headers,
        redirect: 'manual',
        signal: own.signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      status = answer.status;
      text = textFrom(
        await bytesOf(answer.body, mostBytes, (most) => longerThan(most, `DeepFlow at ${base}: ${what}`)),
      );
    } catch (cause) {
      if (cause instanceof CloudError) {
        throw new CloudError(cause.reason, cause.message, { cause, code: NO_ANSWER });
      }
      const why =
        cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
      throw new CloudError('unavailable', `DeepFlow at ${base}: ${what}: no answer: ${why}`, {
        cause,
        code: NO_ANSWER,
      });
    } finally {
      done.abort(OVER);
      own.release();
      await timer;
    }
    return readAnswer(`DeepFlow at ${base}: ${what}`, status, text);
  }

  const list = async <T>(path: string, item: z.ZodMiniType<T>): Promise<readonly T[]> =>
    parsed(z.nullable(z.array(item)), (await ask('GET', path)).DATA ?? null, path) ?? [];

  return {
    domains: () => list('/v2/domains/', Domain),
    async createDomain(domain) {
      await ask('POST', '/v1/domains/', domain);
    },
    subDomains: () => list('/v2/sub-domains/', SubDomain),
    async createSubDomain(subDomain) {
      await ask('POST', '/v2/sub-domains/', subDomain);
    },
    async configureSubDomain(lcuuid, config) {
      await ask('PATCH', `/v2/sub-domains/${encodeURIComponent(lcuuid)}/`, { CONFIG: config });
    },
    async table() {
      try {
        return (await ask('GET', TABLE)).DATA ?? undefined;
      } catch (error) {
        // An empty table is an error of theirs.
        if (error instanceof CloudError && /record not found/.test(error.message)) return undefined;
        throw error;
      }
    },
    known: async (domain) => {
      const path = `/v1/info/${encodeURIComponent(domain)}/`;
      try {
        return parsed(Merged, (await ask('GET', path)).DATA, path);
      } catch (error) {
        if (error instanceof CloudError && error.code === 'RESOURCE_NOT_FOUND') return { VMs: null };
        throw error;
      }
    },
    async replace(payload) {
      await ask('PUT', TABLE, payload);
    },
  };
}
