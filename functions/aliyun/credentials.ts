import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { Call } from '../../shared/collect/call.ts';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { renewed } from '../../shared/collect/renewed.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { Answer, Ask } from './client.ts';
import { headersOf, read, sent } from './client.ts';
import type { Entry, Oidc } from './config.ts';
import { urlOf } from './products.ts';
import { canonicalQuery } from './signature.ts';
import type { Keys } from './signature.ts';

/** The keys that are good now; renewed before they expire. */
export type Credentials = () => Promise<Keys>;

/** What credentials that are asked for need. */
export interface Asking {
  readonly call: Call;
  readonly clock: Clock;
  readonly region: string;
  readonly endpoint: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The keys of the entry, else its OIDC provider, else those of the environment,
 * under the names that Aliyun's SDKs read.
 * https://help.aliyun.com/zh/sdk/developer-reference/v2-manage-node-js-access-credentials
 */
export function ownCredentials(entry: Entry, env: Env, asking: Asking): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken, oidc } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  if (oidc !== undefined) return oidcCredentials(oidc, asking);
  const [key, secret] = [env['ALIBABA_CLOUD_ACCESS_KEY_ID'], env['ALIBABA_CLOUD_ACCESS_KEY_SECRET']];
  if (key && secret) {
    const token = env['ALIBABA_CLOUD_SECURITY_TOKEN'] || undefined;
    return async () => ({ accessKeyId: key, secretAccessKey: secret, sessionToken: token });
  }
  const [role, provider, file] = [
    env['ALIBABA_CLOUD_ROLE_ARN'],
    env['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'],
    env['ALIBABA_CLOUD_OIDC_TOKEN_FILE'],
  ];
  if (role && provider && file)
    return oidcCredentials({ roleArn: role, providerArn: provider, tokenFile: file }, asking);
  return async () => {
    throw new CloudError(
      'denied',
      'no usable credentials were found: give accessKeyId and secretAccessKey, ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or an OIDC token',
    );
  };
}

/** Of a role that these credentials may assume. https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-assumerole */
export function roleCredentials(
  ask: Ask,
  { roleArn, externalId }: { readonly roleArn: string; readonly externalId: string | undefined },
  clock: Clock,
): Credentials {
  const params = { RoleArn: roleArn, RoleSessionName: SESSION, ExternalId: externalId };
  return issuedBy(() => ask('sts:AssumeRole', params), clock);
}

/**
 * The token says who asks: the request has no signature, and says it in its
 * body, because addresses end up in logs. The file is read each
 * time, since whoever writes it renews it.
 * https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-assumerolewithoidc
 */
function oidcCredentials({ roleArn, providerArn, tokenFile }: Oidc, asking: Asking): Credentials {
  const { call, clock, region, endpoint } = asking;
  const action = 'sts:AssumeRoleWithOIDC';
  return issuedBy(async () => {
    const token = await tokenIn(tokenFile);
    return call(action, async (signal) => {
      const body = canonicalQuery({
        OIDCProviderArn: providerArn,
        OIDCToken: token,
        RoleArn: roleArn,
        RoleSessionName: SESSION,
      });
      const url = new URL(endpoint ?? urlOf(action, region));
      const headers = {
        ...headersOf(action, body, clock.now()),
        'content-type': 'application/x-www-form-urlencoded',
      };
      const answer = await sent({ method: 'POST', url, headers, body }, action, region, signal);
      return read(answer, action, clock.now());
    });
  }, clock);
}

async function tokenIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new CloudError('denied', `the OIDC token file ${file} cannot be read`, { cause });
  }
}

const SESSION = 'cloud-tag-sync';

/** Longer than any run of requests that began with the old ones; issued for an hour by default. */
const RENEW_BEFORE_MS = 10 * 60_000;

const Issued = z.object({
  Credentials: z.object({
    AccessKeyId: z.string(),
    AccessKeySecret: z.string(),
    SecurityToken: z.string(),
    Expiration: z.string(),
  }),
});

function issuedBy(issue: () => Promise<Answer>, clock: Clock): Credentials {
  return renewed(
    async () => {
      const { Credentials: issued } = parsed(Issued, await issue(), 'sts');
      const keys = {
        accessKeyId: issued.AccessKeyId,
        secretAccessKey: issued.AccessKeySecret,
        sessionToken: issued.SecurityToken,
      };
      return { keys, until: Date.parse(issued.Expiration) };
    },
    RENEW_BEFORE_MS,
    clock,
  );
}
