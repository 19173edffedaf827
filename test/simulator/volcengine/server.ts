/** Volcengine on loopback. */
import { type Cloud, type CloudOptions, startCloud } from '../cloud/server.ts';
import { volcengineDialect } from './dialect.ts';
import type { Estate } from './estate.ts';
import { type Credentials, Identities } from './identities.ts';

export interface VolcengineOptions extends CloudOptions {
  readonly estate: Estate;
  /** The cloud's wall clock, of signatures and sessions; without it `now`. */
  readonly wallClock?: () => number;
}

export interface Volcengine extends Cloud {
  readonly estate: Estate;
  /** A long-lived key of an account. */
  credentials(account: string): Credentials;
  /** Temporary ones, as STS gives them. */
  session(account: string, expires: number): Credentials;
}

export async function startVolcengine({
  estate,
  wallClock,
  ...options
}: VolcengineOptions): Promise<Volcengine> {
  const identities = new Identities();
  for (const account of Object.keys(estate.accounts)) identities.user(account);
  const cloud = await startCloud(volcengineDialect(estate, identities, wallClock), options);
  return {
    ...cloud,
    estate,
    credentials: (account) => identities.user(account),
    session: (account, expires) => identities.session(account, 'reader', 'session', expires),
  };
}
