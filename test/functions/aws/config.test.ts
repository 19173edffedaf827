import { describe, expect, it } from 'vitest';
import { accountOf, Config } from '../../../functions/aws/config.ts';

describe('config', () => {
  it.each([
    {},
    { regions: { include: ['us-east-1', 'eu-*', '*'], exclude: ['eu-west-3'] } },
    { accounts: [{ roleArn: 'arn:aws:iam::111111111111:role/path/tagsync', externalId: 'e' }] },
    { accounts: [{ id: '111111111111', accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't' }] },
    { accounts: [{ name: 'main' }, { profile: 'other' }] },
    { listenerRules: true },
    { organization: { roleName: 'tagsync', externalId: 'e', include: ['1*'], exclude: ['sandbox *'] } },
  ])('takes %j', (config) => {
    expect(Config.safeParse(config).success).toBe(true);
  });

  it.each([
    [{ region: [] }, 'region'],
    [{ regions: { include: ['US-EAST-1'] } }, 'no AWS region can match "US-EAST-1"'],
    [{ regions: { exclude: ['us east 1'] } }, 'no AWS region can match "us east 1"'],
    [{ regions: { include: ['us-east'] } }, 'no AWS region can match "us-east"'],
    [{ regions: { include: [''] } }, 'no AWS region can match ""'],
    [{ regions: { include: [] } }, 'expected'],
    [{ accounts: [{ id: '12' }] }, '12 digits'],
    [{ accounts: [{ roleArn: 'tagsync' }] }, 'expected a role'],
    [{ accounts: [{ accessKeyId: 'a' }] }, 'belong together'],
    [{ accounts: [{ sessionToken: 't' }] }, 'sessionToken needs'],
    [{ accounts: [{ externalId: 't' }] }, 'externalId needs roleArn'],
    [{ accounts: [{ profile: 'p', accessKeyId: 'a', secretAccessKey: 's' }] }, 'not both'],
    [{ accounts: [{ id: '222222222222', roleArn: 'arn:aws:iam::111111111111:role/r' }] }, 'another account'],
    [
      { accounts: [{ id: '111111111111' }, { roleArn: 'arn:aws:iam::111111111111:role/r' }] },
      'account 111111111111 is named twice',
    ],
    [{ accounts: [{}], organization: { roleName: 'r' } }, 'either accounts or organization'],
    [{ listenerRules: 'yes' }, 'listenerRules'],
  ])('refuses %j and says why', (config, why) => {
    const { error } = Config.safeParse(config);
    expect(
      JSON.stringify(error?.issues.map(({ message, path, ...rest }) => [message, path, rest])),
    ).toContain(why.replaceAll('"', String.raw`\"`));
  });

  it('names the path of a wrong pattern', () => {
    const { error } = Config.safeParse({ regions: { include: ['eu-*', 'EU'] } });
    expect(error?.issues[0]?.path).toEqual(['regions', 'include', 1]);
  });
});

describe('accountOf', () => {
  it('reads the account of a role', () => {
    expect(accountOf({ roleArn: 'arn:aws-cn:iam::111111111111:role/r', id: undefined })).toBe('111111111111');
    expect(accountOf({})).toBeUndefined();
  });
});
