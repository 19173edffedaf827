import { describe, expect, it } from 'vitest';
import { API, pathOf } from '../../../functions/huawei/apis.ts';
import { Config } from '../../../functions/huawei/config.ts';
import { hostOf } from '../../../functions/huawei/hosts.ts';
import { CloudError } from '../../../shared/collect/errors.ts';

const id = 'a'.repeat(32);
const keys = { accessKeyId: 'AK', secretAccessKey: 'SK' };
const messages = (config: unknown): readonly string[] => {
  const result = Config.safeParse(config);
  return result.success ? [] : result.error.issues.map(({ message }) => message);
};

describe('the configuration', () => {
  it('takes keys, agencies, regions by id and by name, and a site', () => {
    expect(
      messages({
        accounts: [
          { ...keys, name: 'own' },
          { ...keys, id, agencyName: 'tag-sync' },
          { agencyName: 'tag-sync', domainName: 'hw_other' },
        ],
        regions: { include: ['cn-*', '亚太-新加坡'], exclude: ['cn-north-1'] },
        domain: 'myhuaweicloud.eu',
        endpoint: 'https://gateway.example.com',
      }),
    ).toEqual([]);
    expect(messages({})).toEqual([]);
  });

  it.each([
    [{ accounts: [{ accessKeyId: 'AK' }] }, 'accessKeyId and secretAccessKey belong together'],
    [{ accounts: [{ sessionToken: 'T' }] }, 'sessionToken needs accessKeyId and secretAccessKey'],
    [{ accounts: [{ agencyName: 'a' }] }, 'agencyName needs the id or the domainName of its account'],
    [{ accounts: [{ domainName: 'd' }] }, 'domainName needs agencyName'],
    [{ accounts: [{ id: '123' }] }, 'expected the id of a Huawei Cloud account'],
    [{ accounts: [{ id }, { id }] }, `account ${id} is named twice`],
    [{ accounts: [] }, 'expected at least one account'],
    [{ regions: { include: [] } }, 'expected at least one region or pattern'],
    [{ domain: 'https://x' }, 'expected a domain name'],
  ])('says what is wrong with %j', (config, message) => {
    expect(messages(config)).toEqual([message]);
  });

  it('knows no other keys', () => {
    expect(Config.safeParse({ region: 'cn-north-4' }).success).toBe(false);
  });
});

const host = (api: keyof typeof API): string => hostOf(API[api], 'cn-north-4', 'myhuaweicloud.com');
/** Without the site. */
const of = (api: keyof typeof API, region: string): string =>
  hostOf(API[api], region, 'myhuaweicloud.com').replace('.myhuaweicloud.com', '');

describe('addresses', () => {
  it('of services by region, and of those that have one host', () => {
    expect(host('vpcs')).toBe('vpc.cn-north-4.myhuaweicloud.com');
    expect(host('eips')).toBe('vpc.cn-north-4.myhuaweicloud.com');
    expect(host('gaussDb')).toBe('gaussdb-opengauss.cn-north-4.myhuaweicloud.com');
    expect(host('projects')).toBe('iam.myhuaweicloud.com');
    expect(host('cloudConnections')).toBe('cc.myhuaweicloud.com');
  });

  it('of databases have other names where they came later', () => {
    expect(of('gaussMysql', 'ap-southeast-1')).toBe('gaussdbformysql.ap-southeast-1');
    // One host is TaurusDB's in one region and GaussDB's in another, under the same path.
    expect([of('gaussMysql', 'cn-north-4'), of('gaussDb', 'cn-north-4')]).toEqual([
      'gaussdb.cn-north-4',
      'gaussdb-opengauss.cn-north-4',
    ]);
    expect([of('gaussMysql', 'cn-east-5'), of('gaussDb', 'cn-east-5')]).toEqual([
      'gaussdb-mysql.cn-east-5',
      'gaussdb.cn-east-5',
    ]);
  });

  it('are those of the European site where the configuration says so', () => {
    expect(hostOf(API.vpcs, 'eu-west-101', 'myhuaweicloud.eu')).toBe('vpc.eu-west-101.myhuaweicloud.eu');
    expect(hostOf(API.projects, 'global', 'myhuaweicloud.eu')).toBe('iam.myhuaweicloud.eu');
  });

  it('take ids and nothing else', () => {
    expect(pathOf(API.clusters, { project_id: 'p-1' })).toBe('/api/v3/projects/p-1/clusters');
    expect(() => pathOf(API.clusters, {})).toThrow('no project_id');
    expect(() => pathOf(API.clusters, { project_id: '../x' })).toThrow(
      new CloudError('invalid', '/api/v3/projects/{project_id}/clusters: no project_id can be ../x'),
    );
  });
});
