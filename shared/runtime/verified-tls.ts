/**
 * Takes back what would have certificates go unverified. Node looks for it at each connection, whoever makes one:
 * `fetch`, the vendors' clients. https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
 */
export function verifyTls(env: NodeJS.ProcessEnv): void {
  delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
}
