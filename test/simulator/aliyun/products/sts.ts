/**
 * STS 2015-04-01 and ResourceDirectoryMaster 2022-04-19.
 * https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-assumerole
 * https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-assumerolewithoidc : not signed
 * https://help.aliyun.com/zh/ram/developer-reference/api-sts-2015-04-01-getcalleridentity
 * https://www.alibabacloud.com/help/en/resource-management/developer-reference/api-resourcedirectorymaster-2022-04-19-listaccounts :
 * pages of 1 to 100, usually 10, by token where `MaxResults` is given; for the management account only, which is
 * not a member.
 */
import type { AccountEstate, Member, Role } from '../estate.ts';
import type { Identity } from '../identities.ts';
import { type Context, productOf } from '../operation.ts';
import { byNumber, byTokenOnly, specOf } from '../paging.ts';
import { type Said, denied, invalid, refusal } from '../refusals.ts';

const sts = productOf('sts', 'sts');
const directory = productOf('resourcedirectorymaster', 'resourcemanager');

export const STS = [
  sts.asked('GetCallerIdentity', {
    required: [],
    known: [],
    documented: [],
    paging: undefined,
    answer({ caller }) {
      const { account, arn, type, principal } = signed(caller);
      const role = type === 'AssumedRoleUser' ? { RoleId: '3000000000000001' } : { UserId: principal };
      return { AccountId: account, Arn: arn, IdentityType: type, PrincipalId: principal, ...role };
    },
  }),
  sts.asked('AssumeRole', {
    required: ['RoleArn', 'RoleSessionName'],
    known: ['RoleArn', 'RoleSessionName', 'ExternalId', 'DurationSeconds'],
    documented: ['Policy', 'SourceIdentity'],
    paging: undefined,
    answer(context) {
      const { account, role } = roleOf(context);
      const wrong = !role.trusts.includes(signed(context.caller).account);
      if (wrong || role.externalId !== context.params.get('ExternalId')) {
        throw refusal(denied('sts', 'sts:AssumeRole'), 'sts');
      }
      return sessionOf(context, account, role);
    },
  }),
  sts.asked('AssumeRoleWithOIDC', {
    required: ['RoleArn', 'OIDCProviderArn', 'OIDCToken', 'RoleSessionName'],
    known: ['RoleArn', 'OIDCProviderArn', 'OIDCToken', 'RoleSessionName', 'DurationSeconds'],
    documented: ['Policy'],
    paging: undefined,
    anonymous: true,
    answer(context) {
      const { account, role } = roleOf(context);
      const { params } = context;
      const { oidc } = role;
      if (oidc === undefined || oidc.provider !== params.get('OIDCProviderArn')) {
        throw refusal(NO_PROVIDER, 'sts');
      }
      if (!oidc.tokens.includes(params.get('OIDCToken') ?? '')) throw refusal(BAD_TOKEN, 'sts');
      const info = {
        Subject: 'system:serviceaccount:tagsync',
        Issuer: 'https://oidc.example',
        VerificationInfo: 'Success',
      };
      return { ...sessionOf(context, account, role), OIDCTokenInfo: info };
    },
  }),
];

export const RESOURCE_DIRECTORY = [
  directory.list<Member>({
    name: 'ListAccounts',
    paging: specOf(byNumber(100), byTokenOnly('MaxResults', 100, 10)),
    documented: ['IncludeTags', 'QueryKeyword', 'Tag.#.Key', 'Tag.#.Value'],
    rows({ estate, caller }) {
      if (estate.directory?.manager !== signed(caller).account) {
        throw refusal(NO_DIRECTORY, 'resourcedirectorymaster');
      }
      return estate.directory.members;
    },
    put: (Account) => ({ Accounts: { Account } }),
  }),
];

const NO_PROVIDER: Said = {
  status: 404,
  code: 'EntityNotExist.OIDCProvider',
  message: 'The OIDC provider does not exist.',
};
const BAD_TOKEN: Said = {
  status: 400,
  code: 'AuthenticationFail.OIDCToken.Invalid',
  message: 'This OIDC token is invalid.',
};
const NO_DIRECTORY: Said = {
  status: 404,
  code: 'EntityNotExists.ResourceDirectory',
  message: 'The resource directory for the account is not enabled.',
};
const NO_ROLE: Said = {
  status: 404,
  code: 'EntityNotExist.Role',
  message: 'The specified Role does not exist.',
};

function roleOf({ estate, params }: Context): { readonly account: AccountEstate; readonly role: Role } {
  const [, id = '', name] = /^acs:ram::(\d+):role\/(.+)$/.exec(params.get('RoleArn') ?? '') ?? [];
  const account = estate.accounts[id];
  const role = account?.roles.find((one) => one.name.toLowerCase() === name?.toLowerCase());
  if (account === undefined || role === undefined) throw refusal(NO_ROLE, 'sts');
  return { account, role };
}

function sessionOf({ identities, params, now }: Context, account: AccountEstate, role: Role) {
  const seconds = Number(params.get('DurationSeconds') ?? 3600);
  const name = params.get('RoleSessionName') ?? '';
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw refusal(invalid('DurationSeconds', String(seconds)), 'sts');
  }
  if (!/^[\w.@-]{2,64}$/.test(name)) throw refusal(invalid('RoleSessionName', name), 'sts');
  const session = identities.session(account.id, role.name, name, now + seconds * 1000);
  return {
    AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.principal },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      AccessKeySecret: session.accessKeySecret,
      SecurityToken: session.securityToken,
      Expiration: `${new Date(now + seconds * 1000).toISOString().slice(0, 19)}Z`,
    },
  };
}

function signed(caller: Identity | undefined): Identity {
  if (caller === undefined) throw new Error('a signed action without a caller');
  return caller;
}
