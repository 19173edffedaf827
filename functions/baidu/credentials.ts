import * as z from 'zod/mini';
import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { renewed } from '../../shared/collect/renewed.ts';
import { parsed } from '../../shared/collect/wire.ts';
import { API } from './apis.ts';
import type { Ask } from './client.ts';
import type { Entry } from './config.ts';
import type { Keys } from './signature.ts';

/** The keys that are good now; renewed before they expire. */
export type Credentials = () => Promise<Keys>;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The keys of the entry, else those of the environment, under the names that the vendor's Terraform provider
 * reads: https://github.com/baidubce/terraform-provider-baiducloud baiducloud/provider.go
 */
export function ownCredentials(entry: Entry, env: Env): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  const [key, secret] = [env['BAIDUCLOUD_ACCESS_KEY'], env['BAIDUCLOUD_SECRET_KEY']];
  if (key && secret) {
    const token = env['BAIDUCLOUD_SESSION_TOKEN'] || undefined;
    return async () => ({ accessKeyId: key, secretAccessKey: secret, sessionToken: token });
  }
  return async () => {
    throw new CloudError(
      'denied',
      'no usable credentials were found: give accessKeyId and secretAccessKey, or BAIDUCLOUD_ACCESS_KEY and BAIDUCLOUD_SECRET_KEY',
    );
  };
}

/** SDK type Credential of sts. */
const Issued = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiration: z.string(),
});

/** Two hours at most, says https://cloud.baidu.com/doc/IAM/s/Qjwvyc8ov; as long as any run. */
const LASTS_S = 3600;

/** Longer than any run of requests that began with the old ones. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** Of a role of another account, which trusts this one. */
export function roleCredentials(ask: Ask, { id, roleName = '' }: Entry, clock: Clock): Credentials {
  const params = { assumeRole: '', accountId: id, roleName, durationSeconds: LASTS_S };
  const issue = async () => {
    const { expiration, ...keys } = parsed(Issued, await ask(API.assume, { params }), API.assume.action);
    return { keys, until: Date.parse(expiration) };
  };
  return renewed(issue, RENEW_BEFORE_MS, clock);
}
