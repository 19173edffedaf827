/** Tencent Cloud on loopback. */
import { type Cloud, type CloudOptions, startCloud } from '../cloud/server.ts';
import { tencentDialect } from './dialect.ts';
import type { Estate } from './estate.ts';
import { type Credentials, Identities } from './identities.ts';

export interface TencentOptions extends CloudOptions {
  readonly estate: Estate;
  /** The cloud's wall clock, of signatures and sessions; without it `now`. */
  readonly wallClock?: () => number;
}

export interface Tencent extends Cloud {
  readonly estate: Estate;
  /** A long-lived key of an account. */
  credentials(account: string): Credentials;
  /** Temporary ones, as the environment of a cloud function has them. */
  session(account: string, expires: number): Credentials;
}

export async function startTencent({ estate, wallClock, ...options }: TencentOptions): Promise<Tencent> {
  const identities = new Identities();
  for (const account of Object.keys(estate.accounts)) identities.user(account);
  const cloud = await startCloud(tencentDialect(estate, identities, wallClock), options);
  return {
    ...cloud,
    estate,
    credentials: (account) => identities.user(account),
    session: (account, expires) => identities.session(account, 'scf', expires),
  };
}
