/** QingCloud on loopback: start it, point the provider's `endpoint` at `url`, give it `credentials(account)`. */
import { type Cloud, type CloudOptions, startCloud } from '../cloud/server.ts';
import { qingcloudDialect } from './dialect.ts';
import type { Estate } from './estate.ts';
import { type Credentials, Identities } from './identities.ts';

export interface QingCloudOptions extends CloudOptions {
  readonly estate: Estate;
  /** The cloud's wall clock: of signatures, sessions and days. Clients sign with the real time. */
  readonly wallClock?: () => number;
  /** Requests that an account may send in a day. Default: no limit. */
  readonly dailyQuota?: number;
}

export interface QingCloudCloud extends Cloud {
  readonly estate: Estate;
  /** The key of an account. */
  credentials(account: string): Credentials;
  /** Temporary keys of a role, as a server is given them; may have expired. */
  session(account: string, expires: number): Credentials;
}

export async function startQingcloud({
  estate,
  wallClock = Date.now,
  dailyQuota = Number.POSITIVE_INFINITY,
  ...options
}: QingCloudOptions): Promise<QingCloudCloud> {
  const identities = new Identities();
  for (const account of Object.keys(estate.accounts)) identities.user(account);
  const cloud = await startCloud(qingcloudDialect({ estate, identities, wallClock, dailyQuota }), options);
  return {
    ...cloud,
    estate,
    credentials: (account) => identities.user(account),
    session: (account, expires) => identities.session(account, expires),
  };
}
