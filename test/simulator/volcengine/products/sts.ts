/**
 * STS 2018-01-01. https://github.com/volcengine/volcengine-go-sdk/blob/master/service/sts/api_assume_role.go (AssumeRole: its role, session name and seconds); what a
 * role that is not there or does not trust the caller is answered with: https://www.volcengine.com/docs/6257/64992
 */
import { productOf } from '../operation.ts';
import { textOf } from '../parameters.ts';
import { denied, invalid, refusal } from '../refusals.ts';

const { asked } = productOf('sts', '2018-01-01', 'GET');
const ROLE = /^trn:iam::(\d+):role\/([\w+=,.@-]+)$/;

export const accounts = [
  asked(
    'AssumeRole',
    ['RoleTrn', 'RoleSessionName', 'DurationSeconds'],
    ({ estate, identities, caller, params, now }) => {
      const [, id = '', name = ''] = ROLE.exec(textOf(params, 'RoleTrn')) ?? [];
      const role = estate.accounts[id]?.roles.find((one) => one.name === name);
      if (role === undefined) {
        throw refusal({ code: 'RoleNotExist', message: `The role '${name}' does not exist.`, status: 404 });
      }
      if (!role.trusts.includes(caller.account)) throw refusal(denied('sts:AssumeRole'));
      const session = textOf(params, 'RoleSessionName');
      if (!/^[\w+=,.@-]{2,64}$/.test(session)) throw invalid('RoleSessionName');
      const seconds = Number(params['DurationSeconds'] ?? 3600);
      if (seconds < 900 || seconds > 43_200) throw invalid('DurationSeconds');
      const expires = now + seconds * 1000;
      const given = identities.session(id, name, session, expires);
      return {
        Credentials: {
          CurrentTime: new Date(now).toISOString(),
          ExpiredTime: new Date(expires).toISOString(),
          AccessKeyId: given.accessKeyId,
          SecretAccessKey: given.secretAccessKey,
          SessionToken: given.sessionToken,
        },
        AssumedRoleUser: { Trn: given.trn, AssumedRoleId: given.id },
      };
    },
  ),
  asked('GetCallerIdentity', [], ({ caller: { account, trn, type, id } }) => ({
    AccountId: Number(account),
    IdentityType: type,
    IdentityId: id,
    Trn: trn,
  })),
];
