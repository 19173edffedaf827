import * as z from 'zod/mini';
import type { ProviderPorts } from '../../shared/collect/provider.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { exchange, jsonOf } from '../../shared/collect/exchange.ts';
import type { Exchange } from '../../shared/collect/exchange.ts';
import { read } from './token-file.ts';

export interface Aks {
  readonly tenantId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly secret?: string | undefined;
  readonly federatedTokenFile?: string | undefined;
  readonly authority?: string | undefined;
}

/** The server application of every AKS cluster. https://azure.github.io/kubelogin/concepts/aks.html */
const AKS = '6dae42f8-4368-4678-94ff-3960e28e3630';
const RENEW_BEFORE_MS = 5 * 60_000;
const TIMEOUT_MS = 20_000;

const Answer = z.object({
  access_token: z.string(),
  /** Seconds; the identity endpoints write numbers as text. */
  expires_in: z.union([z.number(), z.string().check(z.regex(/^\d+$/))]),
});
const Refusal = z.object({ error: z.string(), error_description: z.optional(z.string()) });

/** Entra tokens for AKS: of a secret, of a federated token (workload identity), or of a managed identity. */
export function entraTokens(
  aks: Aks,
  { env, clock }: Pick<ProviderPorts, 'env' | 'clock'>,
): (fresh: boolean) => Promise<string> {
  let last: { readonly until: number; readonly token: string } | undefined;
  return async (fresh) => {
    if (last !== undefined && !fresh && clock.now() < last.until) return last.token;
    const request = await requestOf(aks, env);
    const answer = await exchange(request, 'aks: token', AbortSignal.timeout(TIMEOUT_MS));
    const body = jsonOf(answer, 'aks: token');
    const issued = Answer.safeParse(body).data;
    if (answer.status !== 200 || issued === undefined) throw refused(answer.status, body);
    const seconds = Number(issued.expires_in);
    last = { until: clock.now() + seconds * 1000 - RENEW_BEFORE_MS, token: issued.access_token };
    return last.token;
  };
}

/** Settings that are not given are those that AKS gives a pod with workload identity. */
async function requestOf(aks: Aks, env: Readonly<Record<string, string | undefined>>): Promise<Exchange> {
  const tenant = aks.tenantId ?? env['AZURE_TENANT_ID'];
  const client = aks.clientId ?? env['AZURE_CLIENT_ID'];
  const file = aks.federatedTokenFile ?? env['AZURE_FEDERATED_TOKEN_FILE'];
  const secret = aks.secret ?? env['AZURE_CLIENT_SECRET'];
  if (tenant === undefined || client === undefined || (secret === undefined && file === undefined))
    return managed(client, env);
  const authority = aks.authority ?? env['AZURE_AUTHORITY_HOST'] ?? 'https://login.microsoftonline.com';
  return {
    method: 'POST',
    url: new URL(`${authority.replace(/\/+$/, '')}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client,
      scope: `${AKS}/.default`,
      ...(secret !== undefined
        ? { client_secret: secret }
        : {
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion: (await read(file ?? '')).trim(),
          }),
    }).toString(),
  };
}

/**
 * https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 * https://learn.microsoft.com/en-us/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
function managed(client: string | undefined, env: Readonly<Record<string, string | undefined>>): Exchange {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = env;
  const isApp = Boolean(endpoint && header);
  const url = new URL(endpoint && isApp ? endpoint : 'http://169.254.169.254/metadata/identity/oauth2/token');
  url.searchParams.set('api-version', isApp ? '2019-08-01' : '2018-02-01');
  url.searchParams.set('resource', AKS);
  if (client !== undefined) url.searchParams.set('client_id', client);
  return {
    method: 'GET',
    url,
    headers: isApp ? { 'x-identity-header': header ?? '' } : { metadata: 'true' },
  };
}

function refused(status: number, body: unknown): CloudError {
  const told = Refusal.safeParse(body).data;
  const code = told?.error ?? `HTTP ${status}`;
  const why = told?.error_description?.split(/\r?\n/)[0] ?? code;
  const reason = status === 429 ? 'throttled' : status >= 500 ? 'unavailable' : 'denied';
  return new CloudError(
    reason,
    `aks: no token: ${why.slice(0, 300)} (check tenantId, clientId and its secret)`,
    {
      code,
    },
  );
}
