/**
 * Keys: of accounts, and of the sessions that STS gave out.
 * What GetCallerIdentity says of each: https://cloud.tencent.com/document/api/1312/58023 (`Type`, `UserId`, `Arn`),
 * and its examples in tencentcloud-cli, tccli/services/sts/v20180813/examples.json.
 */
import { createHash } from 'node:crypto';

export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string | undefined;
}

export interface Identity extends Credentials {
  /** The root account (`Uin`). */
  readonly account: string;
  readonly arn: string;
  readonly type: 'CAMUser' | 'CAMRole';
  readonly userId: string;
  readonly principalId: string;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The key of a sub-account of the account, the same for ever. */
  user(account: string): Identity {
    const secretId = `AKID${digest(`key of ${account}`, 32)}`;
    const known = this.#known.get(secretId);
    if (known !== undefined) return known;
    const user = `2${account.slice(1)}`;
    const identity: Identity = {
      secretId,
      secretKey: digest(`secret of ${account}`, 32),
      token: undefined,
      account,
      arn: `qcs::cam:${account}:uin/${user}`,
      type: 'CAMUser',
      userId: user,
      principalId: user,
      expires: undefined,
    };
    this.#known.set(secretId, identity);
    return identity;
  }

  /** As AssumeRole gives them, and as a cloud function finds them in its environment. */
  session(account: string, name: string, expires: number): Identity {
    const n = ++this.#sessions;
    const identity: Identity = {
      secretId: `AKID${digest(`session ${n}`, 60)}`,
      secretKey: digest(`session secret ${n}`, 44),
      token: digest(`session token ${n}`, 128),
      account,
      arn: `qcs::sts:${account}:assumed-role/4611686018427397919`,
      type: 'CAMRole',
      userId: `4611686018427397919:${name}`,
      principalId: account,
      expires,
    };
    this.#known.set(identity.secretId, identity);
    return identity;
  }

  find(secretId: string): Identity | undefined {
    return this.#known.get(secretId);
  }
}

const digest = (text: string, length: number): string =>
  createHash('sha512').update(text).digest('hex').slice(0, length);
