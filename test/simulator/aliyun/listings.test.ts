import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Got, send } from './client.ts';
import type { AccountEstate, RegionEstate } from './estate.ts';
import { generateEstate } from './generate.ts';
import { SPELT, type ListName, idIn, remove } from './mutate.ts';
import { type AliyunCloud, startAliyun } from './server.ts';

const MAIN = '1111111111111111';
const REGION = 'cn-hangzhou';
const SIZES = {
  vpcs: 60,
  instances: 110,
  clbs: 110,
  databases: 110,
  polarClusters: 40,
  caches: 60,
  clusters: 12,
};

interface Listing {
  readonly version: string;
  readonly action: string;
  readonly list: ListName;
  readonly path?: string;
  /** Where the rows are. */
  readonly at: string;
  readonly total: string;
  readonly max: number;
  readonly params?: Readonly<Record<string, string>>;
  readonly names?: readonly [number: string, size: string];
}

const NUMBERED: readonly Listing[] = [
  {
    version: '2016-04-28',
    action: 'DescribeVpcs',
    list: 'vpcs',
    at: 'Vpcs.Vpc',
    total: 'TotalCount',
    max: 50,
  },
  {
    version: '2016-04-28',
    action: 'DescribeEipAddresses',
    list: 'eips',
    at: 'EipAddresses.EipAddress',
    total: 'TotalCount',
    max: 100,
  },
  {
    version: '2014-05-15',
    action: 'DescribeLoadBalancers',
    list: 'clbs',
    at: 'LoadBalancers.LoadBalancer',
    total: 'TotalCount',
    max: 100,
  },
  {
    version: '2014-08-15',
    action: 'DescribeDBInstances',
    list: 'dbInstances',
    at: 'Items.DBInstance',
    total: 'TotalRecordCount',
    max: 100,
  },
  {
    version: '2015-01-01',
    action: 'DescribeInstances',
    list: 'kvInstances',
    at: 'Instances.KVStoreInstance',
    total: 'TotalCount',
    max: 50,
  },
  {
    version: '2015-12-15',
    action: 'DescribeClustersV1',
    path: '/api/v1/clusters',
    list: 'clusters',
    at: 'clusters',
    total: 'page_info.total_count',
    max: 100,
    params: { region_id: REGION },
    names: ['page_number', 'page_size'],
  },
];

const TOKENED: readonly Omit<Listing, 'total'>[] = [
  {
    version: '2014-05-26',
    action: 'DescribeInstances',
    list: 'instances',
    at: 'Instances.Instance',
    max: 100,
  },
  { version: '2020-06-16', action: 'ListListeners', list: 'albListeners', at: 'Listeners', max: 100 },
  { version: '2022-04-30', action: 'ListServerGroupServers', list: 'nlbServers', at: 'Servers', max: 100 },
  {
    version: '2014-05-15',
    action: 'DescribeLoadBalancerListeners',
    list: 'clbListeners',
    at: 'Listeners',
    max: 100,
  },
];

const inside = (body: Got['body'], path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => Object(value)[name], body);

type Place = RegionEstate & Pick<AccountEstate, 'clusters'>;

function rowsAt({ list, at }: Pick<Listing, 'list' | 'at'>, { body }: Got): readonly string[] {
  return (inside(body, at) as never[]).map((row) => idIn(list, row));
}

const codeOf = ({ status, body: { Code = '' } }: Got): string => `${status} ${Code as string}`;

const make = () =>
  generateEstate({ seed: 'twice', accounts: [MAIN, '2222222222222222'], regions: [REGION, 'cn-beijing'] });

describe('listings', () => {
  let started: AliyunCloud | undefined;
  const cloud = (): AliyunCloud => {
    if (started === undefined) throw new Error('the simulator did not start');
    return started;
  };
  const here = (): Place => {
    const account = cloud().estate.accounts[MAIN];
    const region = account?.regions[REGION];
    if (account === undefined || region === undefined) throw new Error('no such region');
    return Object.assign(region, { clusters: account.clusters });
  };
  const idsOf = (list: ListName): readonly string[] =>
    (here()[list as keyof Place] as never[]).map((row) => idIn(list, row));

  beforeAll(async () => {
    const estate = generateEstate({ seed: 'lists', accounts: [MAIN], regions: [REGION], sizes: SIZES });
    started = await startAliyun({ estate, buckets: { 'vpc:DescribeZones': { burst: 2, perSecond: 1 } } });
  });
  afterAll(() => started?.close());

  const ask = (
    { version, action, path }: Pick<Listing, 'version' | 'action' | 'path'>,
    params: Readonly<Record<string, string>>,
  ): Promise<Got> =>
    send({
      url: cloud().url,
      credentials: cloud().credentials(MAIN),
      version,
      action,
      params,
      ...(path !== undefined && { path, method: 'GET' }),
    });

  it.each(NUMBERED)('$action by number, up to $max a page', async (listing) => {
    const { params = { RegionId: REGION }, names: [number, size] = ['PageNumber', 'PageSize'] } = listing;
    const found: string[] = [];
    const all = idsOf(listing.list);
    const largest = Math.min(listing.max, 10);
    for (let page = 1; (page - 1) * largest < all.length; page++) {
      const got = await ask(listing, { ...params, [number]: String(page), [size]: String(largest) });
      expect(inside(got.body, listing.total)).toBe(all.length);
      found.push(...rowsAt(listing, got));
    }
    expect(found).toEqual(all);
    const tooMany = await ask(listing, { ...params, [number]: '1', [size]: String(listing.max + 1) });
    expect(tooMany.status).toBe(400);
  });

  it.each(TOKENED)('$action by token, up to $max a page', async (listing) => {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const params = { RegionId: REGION, MaxResults: '7', ...(token !== undefined && { NextToken: token }) };
      const got = await ask(listing, params);
      found.push(...rowsAt(listing, got));
      token = (got.body['NextToken'] as string) || undefined;
    } while (token !== undefined);
    expect(found).toEqual(idsOf(listing.list));
    const refused = { status: 400, body: { Code: 'InvalidParameter.MaxResults' } };
    expect(await ask(listing, { RegionId: REGION, MaxResults: String(listing.max + 1) })).toMatchObject(
      refused,
    );
    const garbage = await ask(listing, { RegionId: REGION, MaxResults: '7', NextToken: 'garbage' });
    expect(garbage.status).toBe(400);
  });

  it('hide nobody behind a token when a row goes away; by number they do', async () => {
    const tokened = {
      version: '2014-05-26',
      action: 'DescribeInstances',
      list: 'instances',
      at: 'Instances.Instance',
    } as const;
    const first = await ask(tokened, { RegionId: REGION, MaxResults: '10' });
    const [gone = ''] = rowsAt(tokened, first);
    remove(here(), 'instances', gone);
    const NextToken = String(first.body['NextToken']);
    const second = await ask(tokened, { RegionId: REGION, MaxResults: '10', NextToken });
    expect([...rowsAt(tokened, first).slice(1), ...rowsAt(tokened, second)]).toEqual(
      idsOf('instances').slice(0, 19),
    );

    const numbered = { version: '2016-04-28', action: 'DescribeVpcs', list: 'vpcs', at: 'Vpcs.Vpc' } as const;
    const one = await ask(numbered, { RegionId: REGION, PageNumber: '1', PageSize: '10' });
    remove(here(), 'vpcs', rowsAt(numbered, one)[0] ?? '');
    const two = await ask(numbered, { RegionId: REGION, PageNumber: '2', PageSize: '10' });
    expect(rowsAt(numbered, two)).toEqual(idsOf('vpcs').slice(10, 20));
    expect([...rowsAt(numbered, one), ...rowsAt(numbered, two)]).not.toContain(idsOf('vpcs')[9]);
  });

  it('know documented parameters only', async () => {
    const vpcs = { version: '2016-04-28', action: 'DescribeVpcs' };
    expect(await ask(vpcs, {})).toMatchObject({ status: 400, body: { Code: 'MissingRegionId' } });
    const typo = { RegionId: REGION, Pagesize: '10' };
    expect(await ask(vpcs, typo)).toMatchObject({ status: 400, body: { Code: 'UnsupportedParameter' } });
    const polar = { version: '2017-08-01', action: 'DescribeDBClusters' };
    expect(await ask(polar, { RegionId: REGION, PageSize: '40' })).toMatchObject({ status: 400 });
    expect(await ask(polar, { RegionId: REGION, PageSize: '50' })).toMatchObject({ status: 200 });
    const size = { RegionId: REGION, PageSize: '10' };
    const clbs = { version: '2014-05-15', action: 'DescribeLoadBalancers' };
    expect(await ask(clbs, size)).toMatchObject({ status: 400, body: { Code: 'MissingPageNumber' } });
    const tags = { version: '2014-08-15', action: 'ListTagResources' };
    expect(await ask(tags, { RegionId: REGION, ResourceType: 'INSTANCE' })).toMatchObject({ status: 400 });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`ResourceId.${n + 1}`, `rm-${n}`]));
    expect(await ask(tags, { RegionId: REGION, ResourceType: 'INSTANCE', ...many })).toMatchObject({
      status: 400,
    });
  });

  it('throttle beyond the quota, each product in its own way', async () => {
    const zones = { version: '2016-04-28', action: 'DescribeZones' };
    const statuses: string[] = [];
    for (let n = 0; n < 3; n++) {
      statuses.push(codeOf(await ask(zones, { RegionId: REGION })));
    }
    expect(statuses).toEqual(['200 ', '200 ', '400 Throttling.User']);
    const undo = cloud().faults.add({ kind: 'throttle' });
    const asked = [...NUMBERED, ...TOKENED].map(async (listing) =>
      codeOf(await ask(listing, listing.params ?? { RegionId: REGION })),
    );
    const answers = new Set(await Promise.all(asked));
    undo();
    expect([...answers].toSorted()).toEqual([
      '400 Throttling',
      '400 Throttling.User',
      '403 Throttling.User',
      '429 Throttling.User',
      '503 Throttling.Api',
    ]);
  });
});

describe('a generated estate', () => {
  it('is the same for the same seed', () => {
    expect(make()).toEqual(make());
  });

  it('has ids of its own for everything, and tags on whatever takes them', () => {
    const seen = new Set<string>();
    for (const account of Object.values(make().accounts)) {
      for (const place of [account, ...Object.values(account.regions)]) {
        const lists: Readonly<Partial<Record<string, readonly never[]>>> = { ...(place as object) };
        for (const list of Object.keys(SPELT) as ListName[]) {
          for (const row of lists[list] ?? []) {
            const id = idIn(list, row);
            // A peering is there once for each of its accounts.
            expect(list !== 'peers' && seen.has(`${list} ${id}`)).toBe(false);
            seen.add(`${list} ${id}`);
          }
        }
      }
    }
    expect(seen.size).toBeGreaterThan(500);
  });
});
