import * as z from 'zod/mini';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { renewed } from '../../shared/collect/renewed.ts';
import { parsed } from '../../shared/collect/wire.ts';
import type { Ask } from './client.ts';
import type { Entry } from './config.ts';
import type { Keys } from './signature.ts';

/** The keys that are good now; renewed before they expire. */
export type Credentials = () => Promise<Keys>;

type Env = Readonly<Record<string, string | undefined>>;

/** The keys of the entry, else those of the environment, under the names that Volcengine's SDKs read. */
export function ownCredentials(entry: Entry, env: Env): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  for (const [id, secret, token] of ENVIRONMENT) {
    const keyId = env[id];
    const key = env[secret];
    if (keyId && key) {
      const keys = { accessKeyId: keyId, secretAccessKey: key, sessionToken: env[token] || undefined };
      return async () => keys;
    }
  }
  return async () => {
    throw new CloudError(
      'denied',
      'no usable credentials were found: give accessKeyId and secretAccessKey, or VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY',
    );
  };
}

/**
 * `EnvProvider` of https://github.com/volcengine/volcengine-go-sdk/blob/master/volcengine/credentials/env_provider.go
 * and `getDefaultOption` of package @volcengine/openapi.
 */
const ENVIRONMENT = [
  ['VOLCENGINE_ACCESS_KEY', 'VOLCENGINE_SECRET_KEY', 'VOLCENGINE_SESSION_TOKEN'],
  ['VOLCSTACK_ACCESS_KEY_ID', 'VOLCSTACK_SECRET_ACCESS_KEY', 'VOLCSTACK_SESSION_TOKEN'],
  ['VOLC_ACCESSKEY', 'VOLC_SECRETKEY', 'VOLC_SESSIONTOKEN'],
] as const;

/** Of a role that these credentials may assume. https://github.com/volcengine/volcengine-go-sdk/blob/master/service/sts/api_assume_role.go */
export function roleCredentials(ask: Ask, roleTrn: string, clock: Clock): Credentials {
  const params = { RoleTrn: roleTrn, RoleSessionName: 'cloud-tag-sync', DurationSeconds: SECONDS };
  const issue = async () => {
    const asked = clock.now();
    const answer = await ask('sts:AssumeRole', params);
    const { Credentials: keys } = parsed(Issued, answer, 'sts:AssumeRole');
    return { keys: keysOf(keys), until: asked + SECONDS * 1000 };
  };
  return renewed(issue, RENEW_BEFORE_MS, clock);
}

/** The default, and what every role allows. */
const SECONDS = 3600;
/** Longer than any run of requests that began with the old ones. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** SDK type AssumeRoleOutput. */
const Issued = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

function keysOf({ AccessKeyId, SecretAccessKey, SessionToken }: z.infer<typeof Issued>['Credentials']): Keys {
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
