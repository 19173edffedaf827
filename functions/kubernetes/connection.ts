import { Agent as HttpAgent } from 'node:http';
import { Agent } from 'node:https';
import { agentOptions } from '../../shared/collect/agent.ts';
import { CloudError } from '../../shared/collect/errors.ts';

/** What a request needs beside its path. */
export interface Access {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly agent: HttpAgent;
}

/** The way to one API server. Both throw `CloudError` where it cannot be made out. */
export interface Connection {
  readonly server: URL;
  /** Good for one request; `fresh`: what was given last was refused, so nothing remembered will do. */
  readonly access: (fresh: boolean) => Promise<Access>;
}

/** Certificates in PEM. */
export interface Tls {
  readonly ca?: string | Buffer | undefined;
  readonly cert?: string | Buffer | undefined;
  readonly key?: string | Buffer | undefined;
  readonly servername?: string | undefined;
}

/**
 * Connections to one server, kept while its certificates stay what they are. TLS
 * is always verified: a private CA is given, never skipped.
 */
export function agentsFor(
  server: URL,
  env: Readonly<Record<string, string | undefined>>,
): (tls: Tls) => HttpAgent {
  let last: { readonly key: string; readonly agent: HttpAgent } | undefined;
  return (tls) => {
    const key = JSON.stringify([tls.ca, tls.cert, tls.key, tls.servername].map((one) => one?.toString()));
    if (last?.key !== key) {
      last?.agent.destroy();
      const options = { ...agentOptions(env), ...present(tls), rejectUnauthorized: true };
      last = { key, agent: server.protocol === 'http:' ? new HttpAgent(options) : new Agent(options) };
    }
    return last.agent;
  };
}

const present = (tls: Tls): object =>
  Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));

/** An API server is reached by TLS; without it only where nobody can listen, as `kubectl proxy` offers it. */
export function serverOf(text: string, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:') return url;
  if (url?.protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)) return url;
  throw new CloudError(
    'invalid',
    `${where}: expected the https URL of an API server, not ${JSON.stringify(text)}`,
  );
}

/** A CA as it is usually handed around: PEM, or PEM in base64 as kubeconfigs and clouds have it. */
export function pemOf(text: string): string {
  return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString();
}

/** One bearer token for every request, renewed by whoever gives it. */
export function byToken(
  server: URL,
  ca: string | undefined,
  token: (fresh: boolean) => Promise<string>,
  env: Readonly<Record<string, string | undefined>>,
): Connection {
  const agents = agentsFor(server, env);
  const tls = ca === undefined ? {} : { ca: pemOf(ca) };
  return {
    server,
    access: async (fresh) => ({
      headers: { authorization: `Bearer ${await token(fresh)}` },
      agent: agents(tls),
    }),
  };
}
