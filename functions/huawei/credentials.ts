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
 * The keys of the entry, else those of the environment, under the names that the
 * vendor's SDK reads (core/utils/constant.js), and the token of temporary ones.
 */
export function ownCredentials(entry: Entry, env: Env): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = entry;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  const [key, secret] = [env['HUAWEICLOUD_SDK_AK'], env['HUAWEICLOUD_SDK_SK']];
  if (key && secret) {
    const token = env['HUAWEICLOUD_SDK_SECURITY_TOKEN'] || undefined;
    return async () => ({ accessKeyId: key, secretAccessKey: secret, sessionToken: token });
  }
  return async () => {
    throw new CloudError(
      'denied',
      'no usable credentials were found: give accessKeyId and secretAccessKey, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK',
    );
  };
}

/** SDK type CreateTemporaryAccessKeyByAgencyResponse. */
const Issued = z.object({
  credential: z.object({
    access: z.string(),
    secret: z.string(),
    securitytoken: z.string(),
    expires_at: z.string(),
  }),
});

/** Between 15 minutes and 24 hours, says the SDK type; as long as any run. */
const LASTS_S = 3600;

/** Longer than any run of requests that began with the old ones. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** Of an agency that another account has given to this one. https://support.huaweicloud.com/intl/en-us/api-iam/iam_04_0101.html */
export function agencyCredentials(
  ask: Ask,
  { agencyName, id, domainName }: Entry,
  clock: Clock,
): Credentials {
  const assume_role = {
    agency_name: agencyName,
    ...(id === undefined ? { domain_name: domainName } : { domain_id: id }),
    duration_seconds: LASTS_S,
  };
  const body = { auth: { identity: { methods: ['assume_role'], assume_role } } };
  const issue = async () => {
    const { credential } = parsed(Issued, await ask(API.assume, { body }), API.assume.action);
    const { access, secret, securitytoken, expires_at } = credential;
    const keys = { accessKeyId: access, secretAccessKey: secret, sessionToken: securitytoken };
    return { keys, until: Date.parse(expires_at) };
  };
  return renewed(issue, RENEW_BEFORE_MS, clock);
}
