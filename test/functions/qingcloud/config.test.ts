import { describe, expect, it } from 'vitest';
import { Config } from '../../../functions/qingcloud/config.ts';

const KEYS = { accessKeyId: 'AK', secretAccessKey: 'SK' };
const problems = (config: object) =>
  (Config.safeParse(config).error?.issues ?? []).map(({ message }) => message);

describe('the section of a configuration', () => {
  it('may say nothing at all', () => {
    expect(Config.parse({})).toEqual({});
  });

  it('takes accounts, regions and an endpoint', () => {
    const config = {
      accounts: [{ id: 'usr-Ab12Cd34', name: 'main', ...KEYS, sessionToken: 'token' }, KEYS],
      regions: { include: ['pek3*', '广东2区'], exclude: ['pek3a'] },
      endpoint: 'https://api.alpha.example',
    };
    expect(Config.parse(config)).toEqual(config);
  });

  it.each([
    [{ accounts: [{ accessKeyId: 'AK' }] }, 'accessKeyId and secretAccessKey belong together'],
    [{ accounts: [{ sessionToken: 'x' }] }, 'sessionToken needs accessKeyId and secretAccessKey'],
    [{ accounts: [{ id: '1234' }] }, 'expected the id of a QingCloud account, usr-…'],
    [{ accounts: [] }, 'expected at least one account'],
    [{ accounts: [{ id: 'usr-1' }, { id: 'usr-1' }] }, 'account usr-1 is named twice'],
    [{ regions: { include: [] } }, 'expected at least one region or pattern'],
  ])('%j: %s', (config, problem) => {
    expect(problems(config)).toContain(problem);
  });

  it('knows no other key, and no endpoint of another kind', () => {
    expect(problems({ zone: 'pek3' })).toHaveLength(1);
    expect(problems({ endpoint: 'ftp://api.qingcloud.com' })).toHaveLength(1);
  });
});
