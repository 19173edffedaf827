type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Of a pool of connections that goes through a proxy where the environment says so.
 * `NODE_USE_ENV_PROXY=1` makes Node's own agents read `HTTPS_PROXY`, `HTTP_PROXY`
 * and `NO_PROXY`; another agent reads them only if it is given them. That needs
 * Node 22.21, or 24.5 among the 24s; others do not know the option and connect
 * directly. https://nodejs.org/api/http.html#built-in-proxy-support
 * https://nodejs.org/en/blog/release/v22.21.0
 */
export function agentOptions(env: Environment): {
  readonly keepAlive: boolean;
  readonly maxSockets: number;
  readonly proxyEnv?: Environment;
} {
  const pool = { keepAlive: true, maxSockets: 256 };
  return env['NODE_USE_ENV_PROXY'] === '1' ? { ...pool, proxyEnv: env } : pool;
}
