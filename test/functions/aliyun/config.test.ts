import { describe, expect, it } from 'vitest';
import { Config } from '../../../functions/aliyun/config.ts';

const messages = (value: unknown): readonly string[] =>
  Config.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('the section of Aliyun', () => {
  it('may be empty', () => {
    expect(Config.parse({})).toEqual({});
  });

  it('takes accounts with keys, tokens, roles and regions by name', () => {
    const config = {
      accounts: [
        { name: 'main', accessKeyId: 'LTAI', secretAccessKey: 's', sessionToken: 't' },
        { roleArn: 'acs:ram::1111222233334444:role/reader', externalId: 'x' },
      ],
      regions: { include: ['cn-*', '新加坡'], exclude: ['cn-hongkong'] },
      endpoint: 'http://127.0.0.1:8080',
    };
    expect(Config.parse(config)).toEqual(config);
  });

  it.each([
    [{ accounts: [] }, 'expected at least one account'],
    [{ accounts: [{ accessKeyId: 'a' }] }, 'accessKeyId and secretAccessKey belong together'],
    [{ accounts: [{ sessionToken: 'a' }] }, 'sessionToken needs accessKeyId and secretAccessKey'],
    [{ accounts: [{ externalId: 'a' }] }, 'externalId needs roleArn'],
    [{ accounts: [{ roleArn: 'arn:aws:iam::1:role/x' }] }, 'expected a role, acs:ram::<account>:role/<name>'],
    [
      { accounts: [{ id: '1111222233334444', roleArn: 'acs:ram::5555666677778888:role/x' }] },
      'the role of roleArn is in another account than id',
    ],
    [
      { accounts: [{ id: '1111222233334444' }, { id: '1111222233334444' }] },
      'account 1111222233334444 is named twice',
    ],
    [
      { accounts: [{}], resourceDirectory: { roleName: 'x' } },
      'expected either accounts or resourceDirectory, not both',
    ],
    [{ regions: { include: [] } }, 'expected at least one region or pattern'],
  ])('refuses %j', (value, message) => {
    expect(messages(value)).toContain(message);
  });

  it('refuses what it does not know', () => {
    expect(messages({ region: 'cn-hangzhou' })).toHaveLength(1);
    expect(messages({ endpoint: 'ftp://x' })).toHaveLength(1);
  });
});
