/**
 * Who may sign: one user per account, and the sessions that AssumeRole issued.
 * Key formats: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
import { createHash } from 'node:crypto';
import { AwsFailure } from './errors.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  readonly secret: string;
  /** Sessions only. */
  readonly token: string | undefined;
  readonly expiresAt: number;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The keys of the account's user `collector`; the same for every run. */
  credentials(account: string): Credentials {
    const accessKeyId = `AKIA${digest(account, 'key').slice(0, 16).toUpperCase()}`;
    const secretAccessKey = digest(account, 'secret').slice(0, 40);
    this.#known.set(accessKeyId, {
      account,
      arn: `arn:aws:iam::${account}:user/collector`,
      userId: `AIDA${digest(account, 'user').slice(0, 17).toUpperCase()}`,
      secret: secretAccessKey,
      token: undefined,
      expiresAt: Number.POSITIVE_INFINITY,
    });
    return { accessKeyId, secretAccessKey };
  }

  assume(
    account: string,
    role: string,
    session: string,
    expiresAt: number,
  ): Identity & { readonly keyId: string } {
    const n = String(this.#sessions++);
    const keyId = `ASIA${digest(account, role, n, 'key').slice(0, 16).toUpperCase()}`;
    const identity = {
      account,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      userId: `AROA${digest(account, role).slice(0, 17).toUpperCase()}:${session}`,
      secret: digest(account, role, n, 'secret').slice(0, 40),
      token: digest(account, role, n, 'token').repeat(4),
      expiresAt,
    };
    this.#known.set(keyId, identity);
    return { ...identity, keyId };
  }

  find(accessKeyId: string, token: string | undefined, now: number): Identity {
    const identity = this.#known.get(accessKeyId);
    if (identity === undefined || identity.token !== token) {
      throw new AwsFailure('unknown-key', 'The security token included in the request is invalid.');
    }
    if (identity.expiresAt <= now) {
      throw new AwsFailure('expired-token', 'The security token included in the request is expired');
    }
    return identity;
  }
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
