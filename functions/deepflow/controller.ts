import * as z from 'zod/mini';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { linked } from '../../shared/collect/linked.ts';
import type { Payload } from './payload.ts';

const Envelope = z.object({
  OPT_STATUS: z.string(),
  DESCRIPTION: z.optional(z.string()),
  DATA: z.optional(z.unknown()),
});

/** https://github.com/deepflowio/deepflow/blob/main/server/controller/model/model.go: Domain; what is read of it. */
const Domain = z.object({
  LCUUID: z.string(),
  NAME: z.string(),
  CLUSTER_ID: z.string(),
  TYPE: z.number(),
  /** 1 normal, 2 deleting, 3 exception, 4 warning, 5 no licence. */
  STATE: z.number(),
  ERROR_MSG: z.string(),
  SYNCED_AT: z.string(),
  /** What DeepFlow makes the ids of a file's content of. */
  DISPLAY_NAME: z.prefault(z.string(), ''),
  /** Rows of servers, those that were deleted lately included. */
  VM_COUNT: z.optional(z.number()),
  CONFIG: z.optional(z.nullable(z.looseObject({ region_uuid: z.optional(z.string()) }))),
});
export type DeepflowDomain = z.infer<typeof Domain>;

/** A cluster inside of a domain: SubDomain of the same file. */
const SubDomain = z.object({
  LCUUID: z.string(),
  NAME: z.string(),
  CLUSTER_ID: z.string(),
  /** The lcuuid of the domain that it is in. */
  DOMAIN: z.string(),
  STATE: z.number(),
  ERROR_MSG: z.string(),
  CONFIG: z.optional(z.nullable(z.looseObject({ vpc_uuid: z.optional(z.string()) }))),
});
export type DeepflowSubDomain = z.infer<typeof SubDomain>;

const Tagged = z.object({
  lcuuid: z.string(),
  name: z.string(),
  cloud_tags: z.optional(z.nullable(z.record(z.string(), z.string()))),
});
const Placed = z.optional(z.nullable(z.array(z.object({ lcuuid: z.string() }))));

/**
 * What a domain's task has merged, of what it collects itself and of the table:
 * of cloudmodel.Resource in
 * https://github.com/deepflowio/deepflow/blob/main/server/controller/cloud/model/model.go, what is read of it. It may
 * be ahead of the database, which is what a PUT is held against.
 */
const Merged = z.object({
  Verified: z.optional(z.boolean()),
  VMs: z.nullable(z.array(Tagged)),
  AZs: Placed,
  VPCs: Placed,
  Networks: Placed,
  PodNamespaces: z.optional(z.nullable(z.array(Tagged))),
  SubDomainResources: z.optional(
    z.nullable(z.record(z.string(), z.object({ PodNamespaces: z.optional(z.nullable(z.array(Tagged))) }))),
  ),
});
export type Knowledge = z.infer<typeof Merged>;
export type KnownResource = z.infer<typeof Tagged>;

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
}

const TABLE = '/v1/domain-additional-resources/';

/** The code of errors that leave open whether DeepFlow did, or still does, what it was asked for. */
export const NO_ANSWER = 'no answer';

/**
 * The controller's HTTP. An answer is believed only as its envelope with
 * `SUCCESS`: it may say 200 with an empty body when a header did not suit it.
 */
export function controllerAt({ url, org, timeoutMs, clock, signal }: ControllerPorts): Controller {
  const base = url.replace(/\/+$/, '');
  const headers = {
    'x-org-id': String(org),
    'x-user-id': '1',
    'x-user-type': '1',
    'content-type': 'application/json',
  };

  async function ask(method: string, path: string, body?: unknown): Promise<z.infer<typeof Envelope>> {
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
      text = await answer.text();
    } catch (cause) {
      const why =
        cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
      throw new CloudError('unavailable', `DeepFlow at ${base}: ${what}: no answer: ${why}`, {
        cause,
        code: NO_ANSWER,
      });
    } finally {
      done.abort();
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

function readAnswer(what: string, status: number, text: string): z.infer<typeof Envelope> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (status === 413) {
      throw new CloudError(
        'invalid',
        `${what}: HTTP 413: a proxy on the way takes no body of that size: raise its limit, or send fewer domains`,
        { cause },
      );
    }
    const said = text === '' ? 'an empty body' : 'a body that is not JSON';
    throw new CloudError(
      'unavailable',
      `${what}: HTTP ${status} with ${said}: it did not do what it was asked`,
      { cause },
    );
  }
  const envelope = Envelope.safeParse(value);
  if (!envelope.success)
    throw new CloudError(
      'unavailable',
      `${what}: HTTP ${status} without OPT_STATUS: is that DeepFlow's controller?`,
    );
  const { OPT_STATUS: code, DESCRIPTION: said = '' } = envelope.data;
  if (code === 'SUCCESS' && status === 200) return envelope.data;
  const reason = status >= 500 && code !== 'FAIL' ? 'unavailable' : 'invalid';
  throw new CloudError(reason, `${what}: ${code} (HTTP ${status}): ${said.slice(0, 300)}`, { code });
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown, path: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new CloudError('invalid', `DeepFlow: ${path}: not what this release can read (${where})`);
}
