/** What the simulator answers, refuses, and how it pages: the vendor's rules, case by case, and its types. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Question, type Told, ask } from './ask.ts';
import { DOCUMENTED } from './documented.ts';
import { generateEstate } from './generate.ts';
import { accountOf, regionOf } from './mutate.ts';
import { OPERATIONS } from './products/all.ts';
import { type Volcengine, startVolcengine } from './server.ts';

const ACCOUNT = '2100000001';
const OTHER = '2100000002';
const REGION = 'cn-beijing';
const NOW = Date.UTC(2026, 10, 23);
const SIZES = { instances: 120, subnets: 125, mysqls: 25 };

let started: Volcengine | undefined;
const cloud = (): Volcengine => {
  if (started === undefined) throw new Error('the simulator did not start');
  return started;
};
const here = () => regionOf(cloud().estate, { account: ACCOUNT, region: REGION });

const asked = (
  action: string,
  params: Readonly<Record<string, unknown>> = {},
  given: Partial<Question> = {},
): Promise<Told> =>
  ask({ url: cloud().url, keys: cloud().credentials(ACCOUNT), action, params, now: NOW, ...given });

async function rows(action: string, params: Readonly<Record<string, unknown>>, at: string, id: string) {
  const { result } = await asked(action, params);
  const list = result?.[at] as readonly Readonly<Record<string, unknown>>[];
  return list.map((row) => row[id]);
}

beforeAll(async () => {
  const estate = generateEstate({
    seed: 'listings',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION],
    sizes: SIZES,
  });
  const account = accountOf(estate, ACCOUNT);
  account.notOffered[REGION] = ['vke'];
  started = await startVolcengine({ estate, now: () => NOW, buckets: { '*': undefined } });
});
afterAll(() => started?.close());

describe('is refused', () => {
  it.each([
    ['an action that there is not', 'vpc:DescribeNothing', {}, {}, 404, 'InvalidActionOrVersion'],
    ['an action of another product', 'vpc:DescribeInstances', {}, {}, 404, 'InvalidActionOrVersion'],
    ['another version', 'vpc:DescribeVpcs', {}, { version: '2022-01-01' }, 404, 'InvalidActionOrVersion'],
    ['another method', 'vpc:DescribeVpcs', {}, { method: 'POST' }, 404, 'InvalidActionOrVersion'],
    ['a product that there is not', 'dns:DescribeVpcs', {}, {}, 404, 'ServiceNotFound'],
    ["another product's scope", 'vpc:DescribeVpcs', {}, { scope: 'ecs' }, 404, 'InvalidActionOrVersion'],
    ['a clock that is slow', 'vpc:DescribeVpcs', {}, { now: NOW - 901_000 }, 400, 'InvalidTimestamp'],
    ['a clock that is fast', 'vpc:DescribeVpcs', {}, { now: NOW + 901_000 }, 400, 'InvalidTimestamp'],
    ['a region that there is not', 'vpc:DescribeVpcs', {}, { region: 'cn-nowhere' }, 404, 'ServiceNotFound'],
    ['a product not offered here', 'vke:ListClusters', {}, {}, 404, 'ServiceNotFound'],
    ['an unknown parameter', 'vpc:DescribeVpcs', { Limit: 10 }, {}, 400, 'InvalidParameter'],
    ['a missing one', 'vpc:DescribeRouteEntryList', {}, {}, 400, 'MissingParameter.RouteTableId'],
    ['a region that redis misses', 'redis:DescribeDBInstances', {}, {}, 400, 'MissingParameter.RegionId'],
    ['a text for a number', 'vpc:DescribeVpcs', { PageSize: 'ten' }, {}, 400, 'InvalidPageSize.Malformed'],
    [
      'a text for a number in JSON',
      'rds_mysql:DescribeDBInstances',
      { PageSize: '10' },
      {},
      400,
      'InvalidPageSize.Malformed',
    ],
    ['a page of more', 'vpc:DescribeVpcs', { PageSize: 101 }, {}, 400, 'InvalidPageSize.Malformed'],
    ['a page of none', 'vpc:DescribeVpcs', { PageSize: 0 }, {}, 400, 'InvalidPageSize.Malformed'],
    ['page nought', 'vpc:DescribeVpcs', { PageNumber: 0 }, {}, 400, 'InvalidPageNumber.Malformed'],
    [
      'more with a token',
      'ecs:DescribeInstances',
      { MaxResults: 101 },
      {},
      400,
      'InvalidMaxResults.Malformed',
    ],
    ['no token of ours', 'ecs:DescribeInstances', { NextToken: 'x' }, {}, 400, 'InvalidNextToken.Malformed'],
    [
      'what is not there',
      'vpc:DescribeSecurityGroupAttributes',
      { SecurityGroupId: 'sg-0' },
      {},
      404,
      'InvalidSecurityGroup.NotFound',
    ],
    ['what is not simulated', 'vpc:DescribeVpcs', { ProjectName: 'x' }, {}, 400, 'Simulator.NotSimulated'],
  ] as const)('%s', async (_, action, params, given, status, code) => {
    expect(await asked(action, params, given)).toMatchObject({ status, code });
  });

  it('a throttled caller, with another code and status each time', async () => {
    const undo = cloud().faults.add({ kind: 'throttle' });
    const told: string[] = [];
    for (let n = 0; n < 4; n++) {
      const { status, code } = await asked('vpc:DescribeVpcs');
      told.push(`${status} ${code}`);
    }
    undo();
    expect(told.toSorted()).toEqual([
      '200 FlowLimitExceeded',
      '400 100018',
      '400 AccountFlowLimitExceeded',
      '429 FlowLimitExceeded',
    ]);
  });

  it('who asks faster than the quota allows', async () => {
    const estate = generateEstate({ seed: 'quota', accounts: [ACCOUNT], regions: [REGION] });
    const bucket = { burst: 2, perSecond: 1 };
    const slow = await startVolcengine({ estate, now: () => NOW, buckets: { '*': bucket } });
    const keys = slow.credentials(ACCOUNT);
    const codes: unknown[] = [];
    for (let n = 0; n < 3; n++)
      codes.push((await ask({ url: slow.url, keys, action: 'vpc:DescribeVpcs', now: NOW })).code ?? 'ok');
    await slow.close();
    expect(codes.slice(0, 2)).toEqual(['ok', 'ok']);
    expect(codes[2]).not.toBe('ok');
  });
});

describe('pages', () => {
  it('are numbered from one, of ten unless more are wanted', async () => {
    const ids = here().subnets.map(({ SubnetId }) => SubnetId);
    expect(await rows('vpc:DescribeSubnets', {}, 'Subnets', 'SubnetId')).toEqual(ids.slice(0, 10));
    const second = { PageNumber: 2, PageSize: 100 };
    expect(await rows('vpc:DescribeSubnets', second, 'Subnets', 'SubnetId')).toEqual(ids.slice(100));
    const { result } = await asked('vpc:DescribeSubnets', second);
    expect(result).toMatchObject({ TotalCount: 125, PageNumber: 2, PageSize: 100 });
    expect(await rows('vpc:DescribeSubnets', { PageNumber: 9 }, 'Subnets', 'SubnetId')).toHaveLength(10);
  });

  it('have totals under names of their own', async () => {
    const one = { PageNumber: 1, PageSize: 1 };
    const mysql = await asked('rds_mysql:DescribeDBInstances', one);
    expect([mysql.result?.['Total'], mysql.result?.['TotalCount']]).toEqual([25, undefined]);
    const redis = await asked('redis:DescribeDBInstances', { RegionId: REGION, ...one });
    expect(redis.result?.['TotalInstancesNum']).toBe(here().redises.length);
    expect((await asked('rds_mssql:DescribeDBInstances', one)).result).toHaveProperty('InstancesInfo');
  });

  it('follow a token, and go on where they were when something before it went away', async () => {
    const ids = here().instances.map(({ InstanceId }) => InstanceId);
    const first = await asked('ecs:DescribeInstances', { MaxResults: 100 });
    const before = here().instances;
    here().instances = before.slice(1);
    const { NextToken } = Object(first.result) as { readonly NextToken: string };
    const rest = await rows(
      'ecs:DescribeInstances',
      { MaxResults: 100, NextToken },
      'Instances',
      'InstanceId',
    );
    here().instances = before;
    expect(rest).toEqual(ids.slice(100));
  });

  it('of the lists that know both ways are those that are asked for', async () => {
    const { result } = await asked('vpc:DescribeSubnets', { MaxResults: 100 });
    expect(result?.['NextToken']).not.toBe('');
    expect(result?.['PageNumber']).toBeUndefined();
  });
});

describe('accounts', () => {
  it('see what is theirs', async () => {
    const { result } = await asked('vpc:DescribeVpcs', {}, { keys: cloud().credentials(OTHER) });
    expect(JSON.stringify(result)).not.toContain(here().vpcs[0]?.VpcId);
    const caller = await asked('sts:GetCallerIdentity', {}, { keys: cloud().credentials(OTHER) });
    expect(caller.result).toMatchObject({ AccountId: Number(OTHER), IdentityType: 'User' });
  });

  it('give their roles to whom they trust, for as long as they say', async () => {
    const params = { RoleTrn: `trn:iam::${OTHER}:role/tagsync`, RoleSessionName: 'test' };
    const { result } = await asked('sts:AssumeRole', params);
    const { AccessKeyId, SecretAccessKey, SessionToken } = Object(result?.['Credentials']) as Record<
      string,
      string
    >;
    if (AccessKeyId === undefined || SecretAccessKey === undefined) throw new Error('no credentials');
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const caller = await asked('sts:GetCallerIdentity', {}, { keys });
    expect(caller.result).toMatchObject({ AccountId: Number(OTHER), IdentityType: 'AssumedRole' });
    const other = await asked('sts:AssumeRole', params, { keys: cloud().credentials(OTHER) });
    expect(other.code).toBe('AccessDenied');
    const nobody = { ...params, RoleTrn: `trn:iam::${OTHER}:role/nobody` };
    expect((await asked('sts:AssumeRole', nobody)).code).toBe('RoleNotExist');
    expect((await asked('sts:AssumeRole', { ...params, DurationSeconds: 60 })).status).toBe(400);
  });
});

describe('answers', () => {
  /** What an action needs to be answered with something. */
  const NEEDED: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
    'vpc:DescribeRouteEntryList': () => ({ RouteTableId: here().routeTables[0]?.RouteTableId }),
    'vpc:DescribeSecurityGroupAttributes': () => ({
      SecurityGroupId: here().securityGroups[0]?.SecurityGroupId,
    }),
    'clb:DescribeServerGroupAttributes': () => ({ ServerGroupId: here().clbGroups[0]?.ServerGroupId }),
    'alb:DescribeServerGroupBackendServers': () => ({ ServerGroupId: here().albGroups[0]?.ServerGroupId }),
    'rds_mssql:DescribeDBInstanceDetail': () => ({ InstanceId: here().sqlServers[0]?.InstanceId }),
    'redis:DescribeDBInstances': () => ({ RegionId: REGION }),
    'redis:DescribeDBInstanceDetail': () => ({ InstanceId: here().redises[0]?.InstanceId }),
    'redis:DescribeEnterpriseDBInstanceDetail': () => ({
      InstanceId: here().redises.find(({ ServiceType }) => ServiceType === 'Enterprise')?.InstanceId,
    }),
    'sts:AssumeRole': () => ({ RoleTrn: `trn:iam::${OTHER}:role/tagsync`, RoleSessionName: 'types' }),
  };

  it.each(OPERATIONS.map(({ action }) => action))('of %s are as the SDK has their types', async (action) => {
    const keys = action.startsWith('vke:') ? cloud().credentials(OTHER) : cloud().credentials(ACCOUNT);
    const { result, code } = await asked(action, NEEDED[action]?.(), { keys });
    expect(code).toBeUndefined();
    expect(Object.values(result ?? {}).some((value) => value !== null)).toBe(true);
    expect(strange(result, typeOf(DOCUMENTED[action]?.gives ?? ''), action)).toEqual([]);
  });

  it('that are not as documented would be seen', () => {
    const type = typeOf('Vpcs*(VpcId IsDefault:flag Tags*(Key)) TotalCount:number');
    const answer = { Vpcs: [{ VpcId: 1, IsDefault: null, Tags: [{ key: 'x' }] }], TotalCount: '1', More: 1 };
    expect(strange(answer, type, '')).toEqual([
      '.Vpcs.VpcId is number',
      '.Vpcs.Tags.key is not documented',
      '.TotalCount is string',
      '.More is not documented',
    ]);
  });

  it('are of every documented action', () => {
    expect(OPERATIONS.map(({ action }) => action).toSorted()).toEqual(Object.keys(DOCUMENTED).toSorted());
  });
});

interface Type {
  readonly several: boolean;
  readonly of: 'string' | 'number' | 'boolean' | Readonly<Record<string, Type>>;
}

const TOKENS = /\w+|[*:()]/g;

/** Reads `Name* Name:number Name(…)`. */
function typeOf(text: string): Readonly<Record<string, Type>> {
  const tokens = text.match(TOKENS) ?? [];
  let at = 0;
  const fields = (): Readonly<Record<string, Type>> => {
    const found: Record<string, Type> = {};
    while (at < tokens.length && tokens[at] !== ')') {
      const name = tokens[at++] ?? '';
      const several = tokens[at] === '*';
      if (several) at++;
      let of: Type['of'] = 'string';
      if (tokens[at] === ':') {
        of = tokens[at + 1] === 'flag' ? 'boolean' : 'number';
        at += 2;
      } else if (tokens[at] === '(') {
        at++;
        of = fields();
        at++;
      }
      found[name] = { several, of };
    }
    return found;
  };
  return fields();
}

/** What is not documented, or of another type; `null` is of every type. */
function strange(value: unknown, type: Readonly<Record<string, Type>>, path: string): readonly string[] {
  return Object.entries(Object(value) as Readonly<Record<string, unknown>>).flatMap(([name, inner]) => {
    const known = type[name];
    const where = `${path}.${name}`;
    if (known === undefined) return [`${where} is not documented`];
    if (inner === null) return [];
    if (known.several !== Array.isArray(inner)) return [`${where} is ${known.several ? 'no' : 'a'} list`];
    const values: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
    const { of } = known;
    if (typeof of !== 'string') return values.flatMap((one) => strange(one, of, where));
    return values.filter((one) => typeof one !== of).map((one) => `${where} is ${typeof one}`);
  });
}
