/**
 * Access keys: of accounts, and of the sessions that STS gave out.
 * What GetCallerIdentity says of each (`IdentityType`, `PrincipalId`, `Arn`):
 * https://help.aliyun.com/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity
 * What AssumeRole gives (`Credentials`, `AssumedRoleUser`): alibabacloud-sts20150401 1.2.0, and
 * https://alibabacloud.com/help/en/ram/api-assumerole
 */
import { createHash } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string | undefined;
}

export interface Identity extends Credentials {
  readonly account: string;
  readonly arn: string;
  readonly type: 'RAMUser' | 'AssumedRoleUser';
  readonly principal: string;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
}

export class Identities {
  readonly #known = new Map<string, Identity>();
  #sessions = 0;

  /** The key of a RAM user of the account, the same for ever. */
  user(account: string): Identity {
    const accessKeyId = `LTAI5t${digest(`key of ${account}`, 18)}`;
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const identity: Identity = {
      accessKeyId,
      accessKeySecret: digest(`secret of ${account}`, 30),
      securityToken: undefined,
      account,
      arn: `acs:ram::${account}:user/tagsync`,
      type: 'RAMUser',
      principal: '2000000000000001',
      expires: undefined,
    };
    this.#known.set(accessKeyId, identity);
    return identity;
  }

  session(account: string, role: string, name: string, expires: number): Identity {
    const n = ++this.#sessions;
    const identity: Identity = {
      accessKeyId: `STS.NU${digest(`session ${n}`, 20)}`,
      accessKeySecret: digest(`session secret ${n}`, 40),
      securityToken: `CAIS+/${digest(`session token ${n}`, 64)}==`,
      account,
      arn: `acs:ram::${account}:assumed-role/${role}/${name}`,
      type: 'AssumedRoleUser',
      principal: `3000000000000001:${name}`,
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
