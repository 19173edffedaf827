/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, remove, retag } from '../../simulator/aliyun/mutate.ts';
import { routeEntry } from '../../simulator/aliyun/rows/vpc.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  BRANCH,
  EXTERNAL_ID,
  type Found,
  HANGZHOU,
  MAIN,
  ROLE,
  SINGAPORE,
  type Stage,
  startStage,
  unwell,
} from './stage.ts';

const CONFIG = {
  accounts: [
    { id: MAIN },
    { name: 'branch office', roleArn: `acs:ram::${BRANCH}:role/${ROLE}`, externalId: EXTERNAL_ID },
  ],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['cn-*', '新加坡'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${HANGZHOU}`,
  `${MAIN} ${SINGAPORE}`,
  `${BRANCH} global`,
  `${BRANCH} ${HANGZHOU}`,
].toSorted();
const HERE = `${MAIN} ${HANGZHOU}`;

const byRef = (found: readonly Found[]): Record<string, unknown> =>
  Object.fromEntries(found.map(({ at, source, ref, fields }) => [`${at} ${source} ${ref}`, fields]));

describe('the job over Alibaba Cloud', () => {
  let started: Stage | undefined;
  const stage = (): Stage => {
    if (started === undefined) throw new Error('the stage did not start');
    return started;
  };
  const here = () => {
    const place = stage().cloud.estate.accounts[MAIN]?.regions[HANGZHOU];
    if (place === undefined) throw new Error('no such region');
    return place;
  };

  beforeAll(async () => {
    started = await startStage({ estate: buildEstate(), config: CONFIG });
  });
  afterAll(() => started?.close());

  it('first keeps every record of both accounts, and nothing else', async () => {
    const { answer, output } = await stage().run();
    const all = expected();
    expect(byRef(await stage().records())).toEqual(byRef(all));
    expect(answer).toMatchObject({ scopes: 5, failures: 0, records: all.length, added: all.length });
    expect(answer).toMatchObject({ sources: { kept: 0, held: 0, unsupported: 0 } });
    expect([...(await stage().heads()).keys()].toSorted()).toEqual(SCOPES);
    for (const account of [MAIN, BRANCH]) {
      expect(output).not.toContain(stage().cloud.credentials(account).accessKeySecret);
    }
  });

  it('tells the controller of each scope, signed', () => {
    const told = stage().webhook.deliveries.splice(0);
    expect(told.map(({ verified }) => verified)).toEqual(SCOPES.map(() => true));
  });

  it('then has nothing to say', async () => {
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0, kept: 0 } });
    expect(stage().webhook.deliveries).toEqual([]);
  });

  it('commits exactly what was changed', async () => {
    const place = here();
    retag(place, 'instances', 'i-web', { own: 'i-web', 环境: '改了' });
    retag(place, 'dbInstances', 'rm-orders', { own: 'rm-orders again' });
    remove(place, 'vSwitches', 'vsw-sold-out');
    change(place, 'instances', 'i-off', { Status: 'Running' });
    change(place, 'routeTables', 'vtb-custom', {
      entries: [
        routeEntry({
          RouteEntryId: 'rte-new',
          RouteTableId: 'vtb-custom',
          DestinationCidrBlock: '0.0.0.0/0',
          NextHops: {
            NextHop: [{ NextHopType: 'NatGateway', NextHopId: 'ngw-out', Enabled: 1, Weight: 0 }],
          },
        }),
      ],
    });
    remove(place, 'eips', 'eip-loose');
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 4, removed: 2 });
    expect(await stage().moves(HERE)).toEqual([
      'eip aliyun/eip/eip-loose removed',
      'rds aliyun/rds/rm-orders changed',
      'router aliyun/router/vtb-custom changed',
      'subnet aliyun/subnet/vsw-sold-out removed',
      'vm aliyun/vm/i-off changed',
      'vm aliyun/vm/i-web changed',
    ]);
    expect([...(await stage().heads())].map(([at, { version }]) => [at, version])).toEqual(
      SCOPES.map((at) => [at, at === HERE ? 2 : 1]),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it.each([
    ['alb:ListLoadBalancers', 'alb'],
    ['vpc:DescribeRouteEntryList', 'router'],
    ['cen:DescribeCenAttachedChildInstances', 'cen'],
    ['kvstore:DescribeInstances', 'redis'],
    ['rds:ListTagResources', 'rds'],
    ['cs:DescribeClustersV1', 'k8s-cluster'],
  ])('keeps what it has of a source when %s is denied', async (operation, source) => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation, account: MAIN });
    const { answer, output } = await stage().run();
    undo();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const heads = await stage().heads();
    const sick = [...heads.values()].flatMap((head) => unwell(head));
    expect(new Set(sick)).toEqual(new Set([`${source} kept denied`]));
    expect(output).toContain(operation);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect([...(await stage().heads()).values()].flatMap((head) => unwell(head))).toEqual([]);
  });

  it('holds the servers when the cloud answers a missing permission with an empty list', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation: 'ecs:DescribeInstances' });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0, sources: { held: 1 } });
    const head = (await stage().heads()).get(HERE);
    expect(unwell(head).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(['vm held']);
    expect(head?.sources['vm']?.pending).toMatchObject({ count: 2 });
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(unwell((await stage().heads()).get(HERE))).toEqual([]);
  });

  it('a product that a region no longer offers empties nothing', async () => {
    const before = byRef(await stage().records());
    const account = stage().cloud.estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    account.notOffered[HANGZHOU] = ['r-kvstore', 'polardb'];
    await stage().run();
    expect(unwell((await stage().heads()).get(HERE))).toEqual([
      'polardb kept unsupported-now',
      'redis kept unsupported-now',
    ]);
    expect(byRef(await stage().records())).toEqual(before);
    delete account.notOffered[HANGZHOU];
    await stage().run();
    expect(unwell((await stage().heads()).get(HERE))).toEqual([]);
  });

  it('a page of a proxy, a cut answer and a broken connection empty nothing', async () => {
    const before = byRef(await stage().records());
    for (const kind of ['html', 'cut-body', 'truncate', 'reset'] as const) {
      const undo = stage().cloud.faults.add({ kind }, { operation: 'vpc:DescribeVpcs', account: MAIN });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(unwell((await stage().heads()).get(HERE))).toEqual(['vpc kept unavailable']);
      await stage().run();
    }
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('expired credentials empty nothing', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'expired-credentials' }, { operation: 'vpc:*' });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(unwell((await stage().heads()).get(HERE))).toContain('vpc kept denied');
    expect(byRef(await stage().records())).toEqual(before);
  });
});
