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

/** What it says, as the library reads it; and what that leaves out of a user who acts as another one. */
interface Loaded {
  readonly config: KubeConfig;
  readonly acting: Access['headers'];
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
  let loaded = load(source);
  let at = clock.now();
  const server = serverOf(clusterOf(loaded.config).server, 'kubeconfig');
  const agents = agentsFor(server, env);
  return {
    server,
    async access(fresh) {
      if (fresh || clock.now() - at >= KEEP_MS) {
        loaded = load(source);
        at = clock.now();
      }
      return accessOf(loaded, agents);
    },
  };
}

async function accessOf({ config, acting }: Loaded, agents: ReturnType<typeof agentsFor>): Promise<Access> {
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
  const own = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { headers: { ...own, ...acting }, agent };
}

function load({ kubeconfig, context }: KubeconfigSource): Loaded {
  const config = new KubeConfig();
  const isText = kubeconfig.includes('\n');
  const folder = isText ? process.cwd() : path.dirname(kubeconfig);
  let known: z.infer<typeof Users> | undefined;
  try {
    const document = yamlOf(isText ? kubeconfig : readFileSync(kubeconfig, 'utf8'), (why) => new Error(why));
    known = Users.safeParse(document).data;
    // As JSON, which the library cannot find a fault in: it would show the lines around it.
    config.loadFromString(JSON.stringify(known === undefined ? document : withTokens(known, folder)) ?? '');
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
  const user = known?.users.find(({ name }) => name === config.getCurrentUser()?.name)?.user;
  return { config, acting: user === undefined ? {} : actingOf(user) };
}

const words = z.array(z.string());
const User = z.looseObject({
  token: z.optional(z.string()),
  tokenFile: z.optional(z.string()),
  'as-uid': z.optional(z.string()),
  'as-groups': z.optional(words),
  'as-user-extra': z.optional(z.record(z.string(), words)),
});
const Users = z.looseObject({ users: z.array(z.looseObject({ name: z.optional(z.string()), user: User })) });

/**
 * `tokenFile` wins over `token`; the library looks for it under another name.
 * https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 */
function withTokens(known: z.infer<typeof Users>, folder: string): z.infer<typeof Users> {
  for (const { user } of known.users) {
    if (user.tokenFile) user.token = readFileSync(path.resolve(folder, user.tokenFile), 'utf8').trim();
  }
  return known;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function actingOf(user: z.infer<typeof User>): Access['headers'] {
  const extra = Object.entries(user['as-user-extra'] ?? {});
  return {
    ...(user['as-uid'] !== undefined && { 'impersonate-uid': user['as-uid'] }),
    ...(user['as-groups'] !== undefined && { 'impersonate-group': user['as-groups'] }),
    ...Object.fromEntries(
      extra.map(([name, values]) => [`impersonate-extra-${encodeURIComponent(name.toLowerCase())}`, values]),
    ),
  };
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
