import { describe, expect, it } from 'vitest';
import { API, hostOf, isCentral, pathOf } from '../../../functions/baidu/apis.ts';
import { Config } from '../../../functions/baidu/config.ts';
import { CloudError } from '../../../shared/collect/errors.ts';

const id = 'a'.repeat(32);
const keys = { accessKeyId: 'AK', secretAccessKey: 'SK' };
const messages = (config: unknown): readonly string[] => {
  const result = Config.safeParse(config);
  return result.success ? [] : result.error.issues.map(({ message }) => message);
};

describe('the configuration', () => {
  it('takes keys, tokens, roles, regions by id and by name, and a domain', () => {
    expect(
      messages({
        accounts: [
          { ...keys, id, name: 'own', sessionToken: 'T' },
          { id: 'b'.repeat(32), roleName: 'tag-sync' },
        ],
        regions: { include: ['b*', '华南 - 广州'], exclude: ['bd'] },
        domain: 'bce.example.com',
        endpoint: 'https://gateway.example.com',
      }),
    ).toEqual([]);
  });

  it.each([
    [{ accounts: [{ id, accessKeyId: 'AK' }] }, 'accessKeyId and secretAccessKey belong together'],
    [{ accounts: [{ id, sessionToken: 'T' }] }, 'sessionToken needs accessKeyId and secretAccessKey'],
    [{ accounts: [{ id: '123' }] }, 'expected the id of a Baidu Cloud account'],
    [{ accounts: [{ id }, { id }] }, `account ${id} is named twice`],
    [{ accounts: [] }, 'expected at least one account'],
    [{ accounts: [{ id }], regions: { include: [] } }, 'expected at least one region or pattern'],
    [{ accounts: [{ id }], domain: 'https://x' }, 'expected a domain name'],
  ])('says what is wrong with %j', (config, message) => {
    expect(messages(config)).toEqual([message]);
  });

  it('needs an account, and knows no other keys', () => {
    expect(Config.safeParse({}).success).toBe(false);
    expect(Config.safeParse({ accounts: [{ id }], region: 'bj' }).success).toBe(false);
  });
});

describe('addresses', () => {
  it('of services by region, and of those that have one host', () => {
    expect(hostOf(API.vpcs, 'gz')).toBe('bcc.gz');
    expect(hostOf(API.appBalancers, 'gz')).toBe('blb.gz');
    expect(hostOf(API.caches, 'su')).toBe('redis.su');
    expect(hostOf(API.csns, 'gz')).toBe('csn');
    expect(hostOf(API.regions, 'global')).toBe('bcc');
    expect(hostOf(API.assume, 'gz')).toBe('sts.bj');
    expect(Object.values(API).filter((api) => isCentral(api))).toEqual([
      API.regions,
      API.assume,
      API.csns,
      API.csnInstances,
    ]);
  });

  it('take ids and nothing else', () => {
    expect(pathOf(API.listeners, { blbId: 'lb-1' })).toBe('/v1/blb/lb-1/listener');
    expect(() => pathOf(API.listeners, {})).toThrow('no blbId');
    expect(() => pathOf(API.listeners, { blbId: '../x' })).toThrow(
      new CloudError('invalid', '/v1/blb/{blbId}/listener: no blbId can be ../x'),
    );
  });
});
