/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, remove, retag } from '../../simulator/tencent/mutate.ts';
import { route } from '../../simulator/tencent/rows/vpc.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  BRANCH,
  EXTERNAL_ID,
  GUANGZHOU,
  MAIN,
  ROLE,
  SHANGHAI,
  type Stage,
  byRef,
  startStage,
  unwell,
} from './stage.ts';

const CONFIG = {
  accounts: [
    { id: MAIN },
    { name: 'branch office', roleArn: `qcs::cam::uin/${BRANCH}:roleName/${ROLE}`, externalId: EXTERNAL_ID },
  ],
  // By id, and by the name that the console shows, with a wildcard.
  regions: { include: ['ap-guangzhou', '华东地区*'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${GUANGZHOU}`,
  `${MAIN} ${SHANGHAI}`,
  `${BRANCH} global`,
  `${BRANCH} ${GUANGZHOU}`,
].toSorted();
const HERE = `${MAIN} ${GUANGZHOU}`;
const PLACE = { account: MAIN, region: GUANGZHOU };

describe('the job over Tencent Cloud', () => {
  let started: Stage | undefined;
  const stage = (): Stage => {
    if (started === undefined) throw new Error('the stage did not start');
    return started;
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
    expect(output).not.toContain(stage().cloud.credentials(MAIN).secretKey);
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
    const { estate } = stage().cloud;
    retag(estate, PLACE, 'instances', 'ins-web', ['own', 'ins-web'], ['环境', '改了']);
    retag(estate, PLACE, 'mysqls', 'cdb-orders', ['own', 'again']);
    change(estate, PLACE, 'instances', 'ins-off', { InstanceState: 'RUNNING' });
    remove(estate, PLACE, 'subnets', 'subnet-sold-out');
    remove(estate, PLACE, 'addresses', 'eip-loose');
    change(estate, PLACE, 'routeTables', 'rtb-many', {
      RouteSet: [
        route({
          RouteTableId: 'rtb-many',
          RouteId: 999,
          RouteItemId: 'rti-new',
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayType: 'NAT',
          GatewayId: 'nat-out',
        }),
      ],
    });
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 4, removed: 2 });
    expect(await stage().moves(HERE)).toEqual([
      'eip tencent/eip/eip-loose removed',
      'mysql tencent/rds/cdb-orders changed',
      'router tencent/router/rtb-many changed',
      'subnet tencent/subnet/subnet-sold-out removed',
      'vm tencent/vm/ins-off changed',
      'vm tencent/vm/ins-web changed',
    ]);
    expect([...(await stage().heads())].map(([at, { version }]) => [at, version])).toEqual(
      SCOPES.map((at) => [at, at === HERE ? 2 : 1]),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it('keeps what it has of a source whose permission is missing, whatever the product calls that', async () => {
    const DENIED = {
      'vpc:DescribeSecurityGroupPolicies': 'security-group',
      'clb:DescribeTargetHealth': 'lb-listener',
      'clb:DescribeClassicalLBTargets': 'classic-lb-listener',
      'cvm:DescribeInstances': 'vm',
      'region:DescribeZones': 'az',
      'cdb:DescribeDBInstances': 'mysql',
      'mariadb:DescribeDBInstances': 'mariadb',
      'dcdb:DescribeDCDBInstances': 'dcdb',
      'postgres:DescribeDBInstances': 'postgres',
      'sqlserver:DescribeDBInstances': 'sqlserver',
      'cynosdb:DescribeClusters': 'cynosdb',
      'redis:DescribeInstances': 'redis',
      'tke:DescribeClusters': 'k8s-cluster',
      'vpc:DescribeCcns': 'cen',
    };
    const before = byRef(await stage().records());
    const { faults } = stage().cloud;
    for (const operation of Object.keys(DENIED)) faults.add({ kind: 'deny' }, { operation, account: MAIN });
    const { answer, output } = await stage().run();
    faults.clear();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const sick = [...(await stage().heads()).values()].flatMap((head) => unwell(head));
    const kept = Object.values(DENIED).map((source) => `${source} kept denied`);
    expect([...new Set(sick)].toSorted()).toEqual(kept.toSorted());
    for (const operation of Object.keys(DENIED)) expect(output).toContain(operation);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect([...(await stage().heads()).values()].flatMap((head) => unwell(head))).toEqual([]);
  });

  it('a product that a region no longer offers empties nothing', async () => {
    const before = byRef(await stage().records());
    const account = stage().cloud.estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    account.notOffered[GUANGZHOU] = ['redis', 'cynosdb'];
    await stage().run();
    expect(unwell((await stage().heads()).get(HERE))).toEqual([
      'cynosdb kept unsupported-now',
      'redis kept unsupported-now',
    ]);
    expect(byRef(await stage().records())).toEqual(before);
    delete account.notOffered[GUANGZHOU];
    await stage().run();
    expect(unwell((await stage().heads()).get(HERE))).toEqual([]);
  });

  it('an empty answer after a full one is held, at any size', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add(
      { kind: 'empty' },
      { operation: 'vpc:DescribeVpcs', account: MAIN },
    );
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    const held = unwell((await stage().heads()).get(HERE)).map((one) => one.split(' ').slice(0, 2).join(' '));
    expect(held).toEqual(['vpc held']);
    expect(byRef(await stage().records())).toEqual(before);
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
