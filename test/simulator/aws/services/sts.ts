/**
 * STS: query protocol 2011-06-15.
 * DurationSeconds 900–43200, default 3600; RoleSessionName 2–64 of `[\w+=,.@-]`: SDK type `AssumeRoleRequest`,
 * botocore sts/2011-06-15 service-2.json.
 */
import { AssumeRole$, type AssumeRoleRequest, GetCallerIdentity$ } from '@aws-sdk/client-sts';
import { AwsFailure } from '../errors.ts';
import { type Context, type Service, operation } from '../operation.ts';
import { type Input, refuseUnsimulated } from './parameters.ts';

function assumeRole(input: AssumeRoleRequest, context: Context): object {
  const { RoleArn = '', RoleSessionName = '', ExternalId, DurationSeconds = 3600 } = input;
  const { estate, caller, identities, region, now } = context;
  refuseUnsimulated(input as unknown as Input, ['Policy', 'PolicyArns', 'SerialNumber', 'TokenCode']);
  if (!/^[\w+=,.@-]{2,64}$/.test(RoleSessionName)) {
    throw new AwsFailure(
      'bad-value',
      `Value '${RoleSessionName}' at 'roleSessionName' is not a session name`,
    );
  }
  if (DurationSeconds < 900 || DurationSeconds > 43_200) {
    throw new AwsFailure(
      'bad-value',
      `Value '${DurationSeconds}' at 'durationSeconds' is not in 900 to 43200`,
    );
  }
  const [, accountId = '', path = ''] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(.+)$/.exec(RoleArn) ?? [];
  if (accountId === '') throw new AwsFailure('bad-value', `${RoleArn} is invalid`);
  const name = path.split('/').at(-1) ?? '';
  const role = estate.accounts[accountId]?.roles.find((one) => one.name === name);
  // A role that does not exist and one that does not trust the caller are answered alike.
  if (
    role === undefined ||
    !role.trusts.includes(caller.account) ||
    (role.externalId !== undefined && role.externalId !== ExternalId)
  ) {
    const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
    throw new AwsFailure('denied', message);
  }
  if (estate.accounts[accountId]?.regions[region]?.optIn === 'not-opted-in') {
    const message = `STS is not activated in this region for account:${accountId}.`;
    throw new AwsFailure([403, 'RegionDisabledException'], message);
  }
  const expiresAt = now + DurationSeconds * 1000;
  const session = identities.assume(accountId, name, RoleSessionName, expiresAt);
  return {
    Credentials: {
      AccessKeyId: session.keyId,
      SecretAccessKey: session.secret,
      SessionToken: session.token,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
  };
}

export const sts: Service = {
  name: 'sts',
  signingName: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  target: '',
  operations: [
    operation<Input>(GetCallerIdentity$, 'sts', (_, { caller }) => ({
      UserId: caller.userId,
      Account: caller.account,
      Arn: caller.arn,
    })),
    operation<AssumeRoleRequest>(AssumeRole$, 'sts', assumeRole),
  ],
};
