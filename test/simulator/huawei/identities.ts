/**
 * Access keys: of accounts, and the temporary ones that IAM and STS give out for an agency.
 *
 * Temporary ones come with a token, which is sent as `X-Security-Token`, and with the time at which they end: SDK types
 * Credential of iam v3 and Credentials of sts v1 (huaweicloud-sdk-nodejs-v3 services/iam/v3/model/Credential.ts,
 * services/sts/v1/model/Credentials.ts; https://support.huaweicloud.com/api-iam/iam_04_0101.html). Nobody documents
 * of which letters a key is.
 */
import { createHash } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken: string | undefined;
}

export interface Identity extends Credentials {
  /** The id of the account: Huawei calls it a domain. */
  readonly account: string;
  readonly agency: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The key of an IAM user of the account, the same for ever. */
  user(account: string): Identity {
    const accessKeyId = digest(`key of ${account}`, 20).toUpperCase();
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const identity: Identity = {
      accessKeyId,
      secretAccessKey: digest(`secret of ${account}`, 40),
      securityToken: undefined,
      account,
      agency: undefined,
      expires: undefined,
    };
    this.#known.set(accessKeyId, identity);
    return identity;
  }

  session(account: string, agency: string, expires: number): Identity {
    const n = ++this.#sessions;
    const identity: Identity = {
      accessKeyId: `HST3${digest(`session ${n}`, 16).toUpperCase()}`,
      secretAccessKey: digest(`session secret ${n}`, 40),
      securityToken: `hQpjbi1ub3J0aC00${digest(`session token ${n}`, 96)}==`,
      account,
      agency,
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
