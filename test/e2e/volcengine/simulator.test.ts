/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, remove, retag } from '../../simulator/volcengine/mutate.ts';
import { routeEntry } from '../../simulator/volcengine/rows/network.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import { BEIJING, BRANCH, MAIN, ROLE, SHANGHAI, type Stage, byRef, startStage, unwell } from './stage.ts';

const CONFIG = {
  accounts: [{ id: MAIN }, { name: 'branch office', roleArn: `trn:iam::${BRANCH}:role/${ROLE}` }],
  // By id, and by the name that the console shows, with a wildcard.
  regions: { include: [BEIJING, '华东2*'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${BEIJING}`,
  `${MAIN} ${SHANGHAI}`,
  `${BRANCH} global`,
  `${BRANCH} ${BEIJING}`,
].toSorted();
const HERE = `${MAIN} ${BEIJING}`;
const PLACE = { account: MAIN, region: BEIJING };

describe('the job over Volcengine', () => {
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
    expect(output).not.toContain(stage().cloud.credentials(MAIN).secretAccessKey);
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
    retag(estate, PLACE, 'instances', 'i-web', ['own', 'i-web'], ['环境', '改了']);
    retag(estate, PLACE, 'mysqls', 'mysql-orders', ['own', 'again']);
    retag(estate, PLACE, 'clbListeners', 'lsn-range', ['own', 'lsn-range']);
    change(estate, PLACE, 'instances', 'i-off', { Status: 'RUNNING' });
    remove(estate, PLACE, 'subnets', 'subnet-shared');
    remove(estate, PLACE, 'addresses', 'eip-loose');
    change(estate, PLACE, 'routeTables', 'vtb-many', {
      entries: [
        routeEntry({
          RouteEntryId: 'rte-new',
          DestinationCidrBlock: '0.0.0.0/0',
          NextHopType: 'NatGW',
          NextHopId: 'ngw-out',
        }),
      ],
    });
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 5, removed: 2 });
    expect(await stage().moves(HERE)).toEqual([
      'clb-listener volcengine/lb_listener/lsn-range changed',
      'eip volcengine/eip/eip-loose removed',
      'mysql volcengine/rds/mysql-orders changed',
      'router volcengine/router/vtb-many changed',
      'subnet volcengine/subnet/subnet-shared removed',
      'vm volcengine/vm/i-off changed',
      'vm volcengine/vm/i-web changed',
    ]);
    expect([...(await stage().heads())].map(([at, { version }]) => [at, version])).toEqual(
      SCOPES.map((at) => [at, at === HERE ? 2 : 1]),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it('keeps what it has of a source whose permission is missing, and names the permission', async () => {
    const DENIED = {
      'vpc:DescribeSecurityGroupAttributes': 'security-group',
      'vpc:DescribeRouteEntryList': 'router',
      'clb:DescribeServerGroupAttributes': 'clb-listener',
      'alb:DescribeServerGroupBackendServers': 'alb-listener',
      'natgateway:DescribeDnatEntries': 'nat-rule',
      'ecs:DescribeInstances': 'vm',
      'ecs:DescribeZones': 'az',
      'rds_mysql:DescribeDBInstances': 'mysql',
      'rds_postgresql:DescribeDBInstances': 'postgres',
      'rds_mssql:DescribeDBInstanceDetail': 'sqlserver',
      'redis:DescribeDBInstanceDetail': 'redis',
      'vke:ListClusters': 'k8s-cluster',
      'cen:DescribeCenAttachedInstances': 'cen',
      'transitrouter:DescribeTransitRouterAttachments': 'transit-router',
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
    for (const operation of Object.keys(DENIED)) expect(output).toContain(`(allow ${operation})`);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect([...(await stage().heads()).values()].flatMap((head) => unwell(head))).toEqual([]);
  });

  it('a product that a region no longer offers empties nothing', async () => {
    const before = byRef(await stage().records());
    const account = stage().cloud.estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    account.notOffered[BEIJING] = ['redis', 'alb'];
    await stage().run();
    expect(unwell((await stage().heads()).get(HERE))).toEqual([
      'alb kept unsupported-now',
      'alb-listener kept unsupported-now',
      'redis kept unsupported-now',
    ]);
    expect(byRef(await stage().records())).toEqual(before);
    delete account.notOffered[BEIJING];
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

  it.each([
    { what: 'an expired token', fault: { kind: 'expired-credentials' }, text: 'renew them' },
    {
      what: 'arrears',
      fault: { kind: 'error', status: 403, code: 'AccountOverdue', message: 'The account is overdue.' },
      text: 'the account is in arrears',
    },
  ] as const)('$what empties nothing, and says what to do', async ({ fault, text }) => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add(fault, { operation: 'vpc:*', account: MAIN });
    const { answer, output } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(unwell((await stage().heads()).get(HERE))).toContain('vpc kept denied');
    expect(output).toContain(text);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
  });
});
