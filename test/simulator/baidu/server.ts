/**
 * Baidu Cloud on loopback: the APIs that the provider needs, as they are on the wire. Start it, point the provider's
 * `endpoint` at `url`, give it `credentials(account)`.
 */
import { type Cloud, type CloudOptions, startCloud } from '../cloud/server.ts';
import { baiduDialect } from './dialect.ts';
import type { Estate } from './estate.ts';
import { type Credentials, Identities } from './identities.ts';
import { Verifier } from './signature.ts';

export interface BaiduOptions extends CloudOptions {
  readonly estate: Estate;
  /** The cloud's wall clock: of signatures and sessions. Clients sign with the real time. */
  readonly wallClock?: () => number;
}

export interface BaiduCloud extends Cloud {
  readonly estate: Estate;
  /** The key of a user of the account. */
  credentials(account: string): Credentials;
  /** Temporary keys of a role, as STS gives them; may have expired. */
  session(account: string, role: string, expires: number): Credentials;
}

export async function startBaidu({
  estate,
  wallClock = Date.now,
  ...options
}: BaiduOptions): Promise<BaiduCloud> {
  const identities = new Identities();
  for (const account of Object.keys(estate.accounts)) identities.user(account);
  const verifier = new Verifier(identities);
  const cloud = await startCloud(baiduDialect({ estate, identities, verifier, wallClock }), options);
  return {
    ...cloud,
    estate,
    credentials: (account) => identities.user(account),
    session: (account, role, expires) => identities.session(account, role, expires),
  };
}
