/** Keys of users, and the temporary ones that a server with an IAM role is given. */
import { createHash } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string | undefined;
}

export interface Identity extends Credentials {
  /** `usr-…` */
  readonly account: string;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The key of an account, the same for ever. */
  user(account: string): Identity {
    const accessKeyId = digest(`key of ${account}`, 20).toUpperCase();
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const secretAccessKey = digest(`secret of ${account}`, 40);
    const identity = { accessKeyId, secretAccessKey, token: undefined, account, expires: undefined };
    this.#known.set(accessKeyId, identity);
    return identity;
  }

  /** As the metadata of a server gives them; the token has the claims of the one on the page of signatures. */
  session(account: string, expires: number): Identity {
    const n = ++this.#sessions;
    const accessKeyId = digest(`session ${n}`, 22);
    const claims = { aud: 'iam', iss: 'sts', jti: accessKeyId, owur: account, rour: account, rtyp: 'role' };
    const token = ['{"alg":"RS256","typ":"JWT"}', JSON.stringify(claims), `signature ${n}`]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const secretAccessKey = digest(`session secret ${n}`, 15);
    const identity = { accessKeyId, secretAccessKey, token, account, expires };
    this.#known.set(accessKeyId, identity);
    return identity;
  }

  find(accessKeyId: string): Identity | undefined {
    return this.#known.get(accessKeyId);
  }
}

const digest = (text: string, length: number): string =>
  createHash('sha512').update(text).digest('hex').slice(0, length);
