/**
 * Keys: of accounts, and of the sessions that STS gave out. What GetCallerIdentity says of each: SDK type
 * GetCallerIdentityOutput of sts; what AssumeRole gives: https://github.com/volcengine/volcengine-go-sdk/blob/master/service/sts/api_assume_role.go
 */
import { createHash } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

export interface Identity extends Credentials {
  readonly account: string;
  readonly trn: string;
  readonly type: 'User' | 'AssumedRole';
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The key of a user of the account, the same for ever. */
  user(account: string): Identity {
    const accessKeyId = `AKLT${digest(`key of ${account}`, 43)}`;
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const identity: Identity = {
      accessKeyId,
      secretAccessKey: digest(`secret of ${account}`, 60),
      sessionToken: undefined,
      account,
      trn: `trn:iam::${account}:user/tagsync`,
      type: 'User',
      id: `7${account}`,
      expires: undefined,
    };
    this.#known.set(accessKeyId, identity);
    return identity;
  }

  /** As AssumeRole gives them. */
  session(account: string, role: string, name: string, expires: number): Identity {
    const n = ++this.#sessions;
    const identity: Identity = {
      accessKeyId: `AKTP${digest(`session ${n}`, 43)}`,
      secretAccessKey: digest(`session secret ${n}`, 60),
      sessionToken: `STS${digest(`session token ${n}`, 120)}`,
      account,
      trn: `trn:sts::${account}:assumed-role/${role}/${name}`,
      type: 'AssumedRole',
      id: `9${account}:${name}`,
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
