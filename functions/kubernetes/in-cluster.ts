import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { agentsFor } from './connection.ts';
import type { Connection } from './connection.ts';
import { read, tokenFile } from './token-file.ts';

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api */
const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** As the pod that this runs in: its service account's token and the cluster's CA, as they are now. */
export function inCluster({ env, clock }: Pick<ProviderPorts, 'env' | 'clock'>, mount = MOUNT): Connection {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  if (!host || !port) {
    throw new CloudError(
      'denied',
      'inCluster: this is no pod of a cluster (run it in one, or give a kubeconfig instead)',
    );
  }
  const server = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
  const token = tokenFile(`${mount}/token`, clock);
  const agents = agentsFor(server, env);
  return {
    server,
    access: async (fresh) => ({
      headers: { authorization: `Bearer ${await token(fresh)}` },
      agent: agents({ ca: await read(`${mount}/ca.crt`) }),
    }),
  };
}
