import { readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { CloudError } from '../../shared/collect/errors.ts';
import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { yamlOf } from '../../shared/runtime/yaml.ts';
import * as z from 'zod/mini';
import { agentsFor, serverOf } from './connection.ts';
import type { Access, Connection } from './connection.ts';

export interface KubeconfigSource {
  /** A file, or its text. */
  readonly kubeconfig: string;
  readonly context: string | undefined;
}

/** Files and tokens that a kubeconfig names may be renewed in place. */
const KEEP_MS = 60_000;

/**
 * Everything that a kubeconfig can say: certificates, tokens, files of both,
 * users and passwords, plugins, proxies. The client library reads it and says
 * what a request needs; it is not used for anything else.
 */
export function fromKubeconfig(
  source: KubeconfigSource,
  { env, clock }: Pick<ProviderPorts, 'env' | 'clock'>,
): Connection {
  let loaded = { at: clock.now(), config: load(source) };
  const server = serverOf(clusterOf(loaded.config).server, 'kubeconfig');
  const agents = agentsFor(server, env);
  return {
    server,
    async access(fresh) {
      if (fresh || clock.now() - loaded.at >= KEEP_MS) loaded = { at: clock.now(), config: load(source) };
      return accessOf(loaded.config, agents);
    },
  };
}

async function accessOf(config: KubeConfig, agents: ReturnType<typeof agentsFor>): Promise<Access> {
  const told: OutgoingHttpHeaders = {};
  const options: RequestOptions = { headers: told };
  // A plugin that fails, a file that is gone, a provider that does not answer: a person must act.
  await config.applyToHTTPSOptions(options).catch((cause: unknown) => {
    throw refused(cause instanceof Error ? cause.message : String(cause), cause);
  });
  const basic = options.auth && `Basic ${Buffer.from(options.auth).toString('base64')}`;
  const headers = Object.entries({ ...told, ...(basic && { authorization: basic }) });
  const { ca, cert, key, servername } = options;
  const pem = { ca: one(ca), cert: one(cert), key: one(key) };
  // The library's own agent is a new one each time; it is taken where it alone knows the way.
  const agent = clusterOf(config).proxyUrl
    ? (options.agent as Access['agent'])
    : agents({ ...pem, servername });
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
    agent,
  };
}

function load({ kubeconfig, context }: KubeconfigSource): KubeConfig {
  const config = new KubeConfig();
  const isText = kubeconfig.includes('\n');
  const folder = isText ? process.cwd() : path.dirname(kubeconfig);
  try {
    config.loadFromString(withTokens(isText ? kubeconfig : readFileSync(kubeconfig, 'utf8'), folder));
    config.makePathsAbsolute(folder);
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (context !== undefined) config.setCurrentContext(context);
  const cluster = clusterOf(config);
  if (cluster.skipTLSVerify) {
    throw refused(
      'insecure-skip-tls-verify is set, and TLS is always verified here: give certificate-authority-data instead',
    );
  }
  // Without TLS there is nothing to verify, and the library wants to hear that; `serverOf` says where it may be so.
  if (cluster.server.startsWith('http:'))
    config.clusters = config.clusters.map((one) => ({ ...one, skipTLSVerify: one === cluster }));
  return config;
}

const Users = z.looseObject({
  users: z.array(
    z.looseObject({
      user: z.looseObject({ token: z.optional(z.string()), tokenFile: z.optional(z.string()) }),
    }),
  ),
});

/**
 * `tokenFile` wins over `token`; the library looks for it under another name.
 * https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 */
function withTokens(text: string, folder: string): string {
  const document = yamlOf(text, (why) => new Error(why));
  const known = Users.safeParse(document).data;
  for (const { user } of known?.users ?? []) {
    if (user.tokenFile) user.token = readFileSync(path.resolve(folder, user.tokenFile), 'utf8').trim();
  }
  // As JSON, which the library cannot find a fault in: it would show the lines around it.
  return JSON.stringify(known ?? document) ?? '';
}

function clusterOf(config: KubeConfig) {
  const cluster = config.getCurrentCluster();
  if (cluster !== null) return cluster;
  const names = config.getContexts().map(({ name }) => name);
  throw refused(
    `there is no context ${JSON.stringify(config.getCurrentContext())}: it has ${names.join(', ') || 'none'}`,
  );
}

function refused(why: string, cause?: unknown): CloudError {
  return new CloudError(
    'denied',
    `kubeconfig: ${why.trim().slice(0, 300)} (check the file and its context)`,
    { cause },
  );
}

/** The library gives the bytes of one file or field. */
const one = (value: RequestOptions['key']): string | Buffer | undefined =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value : undefined;
