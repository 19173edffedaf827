import * as z from 'zod/mini';
import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Reason } from '../../shared/collect/errors.ts';
import { exchange, jsonOf, retryAfterMs } from '../../shared/collect/exchange.ts';
import { parsed, whole } from '../../shared/collect/wire.ts';
import { table } from '../../shared/collect/table.ts';
import { CLOUDS } from './clouds.ts';
import type { Entry } from './config.ts';

/** A token that is good now; `refused` is one that was not taken: there has to be a newer one. */
export type Credentials = (refused?: string) => Promise<string>;

interface Issued {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface CredentialPorts {
  readonly authority: string;
  /** Whose API the tokens are for, without a slash at its end. */
  readonly audience: string;
  readonly call: Call;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What of `@azure/identity` is used; a test gives its own. */
export interface Ambient {
  getToken(
    scope: string,
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

export const TOKEN = 'Microsoft.Entra/token';

/**
 * The application of the entry, or that of the environment under the names that Azure's SDKs read; else whatever
 * `@azure/identity` finds: managed identity, workload identity, certificate, CLI. That package is loaded only then.
 * https://learn.microsoft.com/en-us/dotnet/api/azure.identity.environmentcredential
 */
export function credentialsOf(
  entry: Entry,
  ports: CredentialPorts,
  ambient: (entry: Entry, ports: CredentialPorts) => Promise<Ambient> = defaultCredential,
): Credentials {
  const { env } = ports;
  const tenantId = entry.tenantId ?? env['AZURE_TENANT_ID'];
  const clientId = entry.clientId ?? env['AZURE_CLIENT_ID'];
  // The secret of the environment is that of the application of the environment.
  const isTheirs = entry.clientId === undefined || entry.clientId === env['AZURE_CLIENT_ID'];
  const clientSecret = entry.clientSecret ?? (isTheirs ? env['AZURE_CLIENT_SECRET'] : undefined);
  if (tenantId && clientId && clientSecret)
    return renewed(() => grant({ tenantId, clientId, clientSecret }, ports), ports.clock);
  let made: Promise<Ambient> | undefined;
  return renewed(async () => {
    made ??= ambient(entry, ports);
    return fromAmbient(await made, ports);
  }, ports.clock);
}

const Grant = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: whole });

interface Application {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function grant(
  { tenantId, clientId, clientSecret }: Application,
  { authority, audience, call, clock }: CredentialPorts,
): Promise<Issued> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${audience}/.default`,
  }).toString();
  const url = new URL(`${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  return call(TOKEN, async (signal) => {
    const answer = await exchange({ method: 'POST', url, headers, body }, TOKEN, signal);
    const json = jsonOf(answer, TOKEN);
    if (answer.status !== 200)
      throw refusalOf(json, answer.status, clientId, retryAfterMs(answer, clock.now()));
    const { access_token: token, expires_in: seconds } = parsed(Grant, json, TOKEN);
    return { token, expires: clock.now() + seconds * 1000 };
  });
}

/** `AADSTS…`: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes */
function refusalOf(
  json: unknown,
  status: number,
  clientId: string,
  retryAfter: number | undefined,
): CloudError {
  const { error, error_description: text }: Readonly<Record<string, unknown>> = Object(json);
  const [line = ''] = typeof text === 'string' ? text.split(/\r?\n/, 1) : [];
  const code = /^AADSTS\d+/.exec(line)?.[0] ?? (typeof error === 'string' ? error : `HTTP ${status}`);
  const isBusy = error === 'temporarily_unavailable' || status >= 500;
  const reason = status === 429 ? 'throttled' : isBusy ? 'unavailable' : 'denied';
  const advice = ADVICE[code] ?? '';
  return new CloudError(reason, `${TOKEN} for application ${clientId}: ${line || code}${advice}`, {
    code,
    retryAfterMs: retryAfter,
  });
}

const ADVICE = table<string>({
  AADSTS7000215: ' (clientSecret takes the value of the secret, not its id)',
  AADSTS7000222: ' (the secret has expired: make a new one)',
  AADSTS700016: ' (no such application in this tenant: check clientId and tenantId)',
  AADSTS90002: ' (no such tenant in this cloud: check tenantId and cloud)',
});

async function fromAmbient(
  credential: Ambient,
  { audience, call }: Pick<CredentialPorts, 'audience' | 'call'>,
): Promise<Issued> {
  return call(TOKEN, async (abortSignal) => {
    const found = await credential
      .getToken(`${audience}/.default`, { abortSignal })
      .catch((cause: unknown) => {
        const reason = reasonOf(cause);
        const what =
          reason === 'denied' ? `no usable credentials were found (${ADVISED})` : `${TOKEN}: no answer`;
        throw new CloudError(reason, what, { cause });
      });
    if (found !== null) return { token: found.token, expires: found.expiresOnTimestamp };
    throw new CloudError('denied', `no usable credentials were found (${ADVISED})`);
  });
}

/**
 * The library tries one way after the other and gives the errors of all; who answered that he cannot now may do so
 * the next time. https://learn.microsoft.com/en-us/javascript/api/@azure/identity/authenticationerror
 */
function reasonOf(error: unknown): Reason {
  const { errors = [error] }: { readonly errors?: readonly unknown[] } = Object(error);
  const statuses = errors.map((one) => Number(Object(one).statusCode));
  if (statuses.includes(429)) return 'throttled';
  return statuses.some((status) => status >= 500) ? 'unavailable' : 'denied';
}

const ADVISED =
  'give tenantId, clientId and clientSecret, or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or run with a managed identity';

/**
 * Loaded when nothing else gives a token: it is larger than all of this function. An authority that is none of
 * Microsoft's would be asked for at Microsoft's, which knows nothing of it and is not to be reached from everywhere.
 * https://learn.microsoft.com/en-us/javascript/api/@azure/identity/defaultazurecredentialoptions
 */
async function defaultCredential({ tenantId, clientId }: Entry, { authority }: CredentialPorts) {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential({
    authorityHost: authority,
    // `call` repeats, and nobody else.
    retryOptions: { maxRetries: 0 },
    disableInstanceDiscovery: Object.values(CLOUDS).every((cloud) => cloud.authority !== authority),
    ...(tenantId !== undefined && { tenantId }),
    ...(clientId !== undefined && { managedIdentityClientId: clientId, workloadIdentityClientId: clientId }),
  });
}

/** Longer than any request that began with the old one. */
const RENEW_BEFORE_MS = 5 * 60_000;

function renewed(issue: () => Promise<Issued>, clock: Clock): Credentials {
  let current: Issued | undefined;
  let renewal: Promise<string> | undefined;
  const renew = async (): Promise<string> => {
    current = await issue();
    return current.token;
  };
  return async (refused) => {
    const isGood = current !== undefined && current.expires - RENEW_BEFORE_MS > clock.now();
    if (current !== undefined && isGood && current.token !== refused) return current.token;
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
}
