/** Access keys: of accounts, and the temporary ones that STS gives out for a role. */
import { createHash } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

export interface Identity extends Credentials {
  /** The id of the account. */
  readonly account: string;
  readonly role: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The key of an IAM user of the account, the same for ever. */
  user(account: string): Identity {
    const accessKeyId = `ALTAK${digest(`key of ${account}`, 20)}`;
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const identity: Identity = {
      accessKeyId,
      secretAccessKey: digest(`secret of ${account}`, 40),
      sessionToken: undefined,
      account,
      role: undefined,
      expires: undefined,
    };
    this.#known.set(accessKeyId, identity);
    return identity;
  }

  session(account: string, role: string, expires: number): Identity {
    const n = ++this.#sessions;
    const identity: Identity = {
      accessKeyId: `ALTAKsts${digest(`session ${n}`, 16).toUpperCase()}`,
      secretAccessKey: digest(`session secret ${n}`, 40),
      sessionToken: `ZjkyZmQ2YmQx${digest(`session token ${n}`, 96)}==`,
      account,
      role,
      expires,
    };
    this.#known.set(identity.accessKeyId, identity);
    return identity;
  }

  find(accessKeyId: string): Identity | undefined {
    return this.#known.get(accessKeyId);
  }
}

const digest = (text: string, length: number): string =>
  createHash('sha512').update(text).digest('hex').slice(0, length);
