import { Agent as HttpAgent, validateHeaderName, validateHeaderValue } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { agentOptions } from '../collect/agent.ts';
import type { Clock } from '../collect/clock.ts';
import type { Patience } from '../store/within.ts';

export interface WebhookOptions {
  /** Names the cursor: stable for ever. */
  readonly name: string;
  readonly url: string;
  /** `whsec_…`; several while the receiver changes over to a new one. Without any, nothing is signed. */
  readonly secret?: string | readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** PEM: the only authorities the receiver's certificate may come from, instead of the public ones. */
  readonly ca?: string | undefined;
  /** PEM: who we are, for a receiver that asks. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly clock: Clock;
  /** Where a proxy may be named. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Of one attempt. */
  readonly timeoutMs?: number | undefined;
  /** `maxMs` also bounds how long a receiver's `Retry-After` is waited for. */
  readonly patience?: Patience | undefined;
}

export function urlOf({ name, url }: WebhookOptions): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new Error(`webhook "${name}": url must be http(s)://host/path`);
  }
  return parsed;
}

export function headersOf({ name, headers = {} }: WebhookOptions): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([key, value]) => {
    validateHeaderName(key);
    validateHeaderValue(key, value);
    if (/^(?:webhook-|content-|host$|connection$|transfer-encoding$)/i.test(key)) {
      throw new Error(`webhook "${name}": header "${key}" is not for configuration`);
    }
    return [key.toLowerCase(), value] as const;
  });
  return Object.fromEntries(entries);
}

/** A receiver may answer with what it was sent. */
export function cleaner({ secret, headers = {} }: WebhookOptions, url: URL): (text: string) => string {
  const parts = [url.username, url.password, ...url.searchParams.values(), ...Object.values(headers)];
  const secrets = [...parts, ...[secret ?? []].flat()].filter((part) => part !== '');
  return (text) => secrets.reduce((rest, one) => rest.replaceAll(one, '***'), text).replace(/\s+/g, ' ');
}

export function agentOf({ ca, cert, key, env = {} }: WebhookOptions, url: URL): HttpAgent {
  const pool = agentOptions(env);
  if (url.protocol === 'http:') return new HttpAgent(pool);
  // `rejectUnauthorized` is stated so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
  return new HttpsAgent({ ...pool, rejectUnauthorized: true, ca, cert, key });
}
