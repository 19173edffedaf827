/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regionOf } from '../../simulator/qingcloud/estate.ts';
import { change, remove, retag } from '../../simulator/qingcloud/mutate.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import { ALONE, BEIJING, BRANCH, type Found, MAIN, type Stage, startStage, unwell } from './stage.ts';

const CONFIG = {
  accounts: [
    { id: MAIN },
    { name: 'branch office', accessKeyId: '${env:BRANCH_KEY}', secretAccessKey: '${env:BRANCH_SECRET}' },
  ],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['pek3a*', '北京3区'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${BEIJING}`,
  `${MAIN} ${ALONE}`,
  `${BRANCH} global`,
  `${BRANCH} ${BEIJING}`,
].toSorted();
const HERE = `${MAIN} ${BEIJING}`;

const byRef = (found: readonly Found[]): Record<string, unknown> =>
  Object.fromEntries(found.map(({ at, source, ref, fields }) => [`${at} ${source} ${ref}`, fields]));

/** Without the fields that a record does not say: every one stands there, as `null`. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner)));

describe('the job over QingCloud', () => {
  let started: Stage | undefined;
  const stage = (): Stage => {
    if (started === undefined) throw new Error('the stage did not start');
    return started;
  };
  const here = () => regionOf(stage().cloud.estate, MAIN, BEIJING);
  const unwellHere = async () => unwell((await stage().heads()).get(HERE));

  beforeAll(async () => {
    started = await startStage({ estate: buildEstate(), config: CONFIG });
  });
  afterAll(() => started?.close());

  it('first keeps every record of both accounts, and nothing else', async () => {
    const { answer, output } = await stage().run();
    const all = expected();
    expect(bare(byRef(await stage().records()))).toEqual(byRef(all));
    expect(answer).toMatchObject({ scopes: 5, failures: 0, records: all.length, added: all.length });
    expect(answer).toMatchObject({ sources: { kept: 0, held: 0, unsupported: 0 } });
    expect([...(await stage().heads()).keys()].toSorted()).toEqual(SCOPES);
    for (const account of [MAIN, BRANCH]) {
      expect(output).not.toContain(stage().cloud.credentials(account).secretAccessKey);
    }
    expect(
      stage()
        .cloud.calls()
        .filter(({ outcome }) => outcome !== 'ok'),
    ).toEqual([]);
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
    retag(place, 'instances', 'i-web', [
      ['own', 'i-web'],
      ['环境', '改了'],
    ]);
    retag(place, 'rdbs', 'rdb-my', [['own', 'rdb-my again']]);
    retag(place, 'clusters', 'cl-qke', []);
    change(place, 'instances', 'i-off', { status: 'running', transition_status: '' });
    // Work on what runs is no news.
    change(place, 'caches', 'c-sess', { transition_status: 'updating' });
    change(place, 'routeTables', 'rt-data', { routing_table_rule_set: [] });
    remove(place, 'vxnets', 'vxnet-self');
    remove(place, 'eips', 'eip-loose');
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 5, removed: 3 });
    expect(await stage().moves(HERE)).toEqual([
      'eip qingcloud/eip/eip-loose removed',
      'k8s-cluster qingcloud/k8s_cluster/cl-qke changed',
      'rds qingcloud/rds/rdb-my changed',
      'route-table qingcloud/router/rt-data changed',
      'subnet qingcloud/subnet/vxnet-self removed',
      'subnet qingcloud/vpc/vxnet-self removed',
      'vm qingcloud/vm/i-off changed',
      'vm qingcloud/vm/i-web changed',
    ]);
    expect([...(await stage().heads())].map(([at, { version }]) => [at, version])).toEqual(
      SCOPES.map((at) => [at, at === HERE ? 2 : 1]),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it.each([
    ['ecm:DescribeInstances', ['nic', 'vm']],
    ['ecm:DescribeEips', ['eip', 'nat-gateway', 'nat-rule']],
    ['ecm:DescribeSecurityGroupRules', ['security-group']],
    ['elb:DescribeLoadBalancers', ['load-balancer']],
    ['elb:DescribeLoadBalancerListeners', ['lb-listener', 'lb-target']],
    ['vpc:DescribeRouters', ['router', 'vpc']],
    ['vpc:DescribeRouteTables', ['route-table']],
    ['iaas:DescribeBorderStatics', ['border']],
    ['iaas:DescribeNFVs', ['nat-gateway', 'nat-rule']],
    ['iaas:DescribeDnatRules', ['nat-rule']],
    ['iaas:DescribeRDBs', ['rds']],
    ['iaas:DescribeCaches', ['redis']],
    ['iaas:DescribeClusters', ['k8s-cluster', 'rds-cluster', 'redis-cluster']],
    ['iaas:DescribeClusterNodes', ['redis-cluster']],
  ])('keeps what it has of its sources when %s is denied', async (operation, sources) => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation, account: MAIN });
    const { answer, output } = await stage().run();
    undo();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const heads = await stage().heads();
    const sick = [...heads.values()].flatMap((head) => unwell(head));
    expect(new Set(sick)).toEqual(new Set(sources.map((source) => `${source} kept denied`)));
    expect(output).toContain(operation);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect([...(await stage().heads()).values()].flatMap((head) => unwell(head))).toEqual([]);
  });

  it('a module that a cloud no longer has empties nothing', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add(
      { kind: 'unsupported' },
      { operation: 'iaas:DescribeCaches', account: MAIN },
    );
    await stage().run();
    undo();
    expect(await unwellHere()).toEqual(['redis kept unsupported-now']);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it('an empty answer after a full one is held', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'empty' }, { operation: 'ecm:DescribeSecurityGroups' });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0, sources: { held: 1 } });
    expect((await unwellHere()).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      'security-group held',
    ]);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it('a page of a proxy, a cut answer and a broken connection empty nothing', async () => {
    const before = byRef(await stage().records());
    for (const kind of ['html', 'cut-body', 'truncate', 'reset'] as const) {
      const undo = stage().cloud.faults.add(
        { kind },
        { operation: 'vpc:DescribeRouteTables', account: MAIN },
      );
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await unwellHere()).toEqual(['route-table kept unavailable']);
      await stage().run();
    }
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('expired credentials and arrears empty nothing, and say what to do', async () => {
    const before = byRef(await stage().records());
    const arrears = { kind: 'error', status: 200, code: '2400', message: 'BalanceNotEnough' } as const;
    for (const [fault, advice] of [
      [{ kind: 'expired-credentials' }, 'renew them'],
      [arrears, 'in arrears'],
    ] as const) {
      const undo = stage().cloud.faults.add(fault, { operation: 'vpc:DescribeRouteTables' });
      const { answer, output } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(output).toContain(advice);
      expect(await unwellHere()).toEqual(['route-table kept denied']);
      expect(byRef(await stage().records())).toEqual(before);
      await stage().run();
    }
  });
});
