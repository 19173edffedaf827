/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf } from '../../simulator/huawei/estate.ts';
import { change, remove, retag } from '../../simulator/huawei/mutate.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  AGENCY,
  BEIJING,
  BRANCH,
  type Found,
  MAIN,
  SHANGHAI,
  type Stage,
  startStage,
  unwell,
} from './stage.ts';

const CONFIG = {
  accounts: [{ id: MAIN }, { name: 'branch office', id: BRANCH, agencyName: AGENCY }],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['cn-north-*', '华东-上海一'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${BEIJING}`,
  `${MAIN} ${SHANGHAI}`,
  `${BRANCH} global`,
  `${BRANCH} ${BEIJING}`,
].toSorted();
const HERE = `${MAIN} ${BEIJING}`;

const byRef = (found: readonly Found[]): Record<string, unknown> =>
  Object.fromEntries(found.map(({ at, source, ref, fields }) => [`${at} ${source} ${ref}`, fields]));

describe('the job over Huawei Cloud', () => {
  let started: Stage | undefined;
  const stage = (): Stage => {
    if (started === undefined) throw new Error('the stage did not start');
    return started;
  };
  const here = () => resourcesOf(stage().cloud.estate, MAIN, BEIJING);
  const unwellHere = async () => unwell((await stage().heads()).get(HERE));

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
    retag(place, 'servers', 'srv-web', [
      { key: 'own', value: 'srv-web' },
      { key: '环境', value: '改了' },
    ]);
    retag(place, 'rdsInstances', 'rds-orders', [{ key: 'own', value: 'rds-orders again' }]);
    retag(place, 'natGateways', 'ngw-out', []);
    change(place, 'servers', 'srv-off', { status: 'ACTIVE' });
    change(place, 'rdsInstances', 'rds-copy', { status: 'BACKING UP' });
    change(place, 'routeTables', 'rtb-custom', {
      routes: [{ type: 'nat', destination: '0.0.0.0/0', nexthop: 'ngw-out', description: '' }],
    });
    remove(place, 'subnets', 'sn-sold-out');
    remove(place, 'publicips', 'eip-loose');
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 5, removed: 2 });
    expect(await stage().moves(HERE)).toEqual([
      'eip huawei/eip/eip-loose removed',
      'nat-gateway huawei/nat_gateway/ngw-out changed',
      'rds huawei/rds/rds-orders changed',
      'router huawei/router/rtb-custom changed',
      'subnet huawei/subnet/sn-sold-out removed',
      'vm huawei/vm/srv-off changed',
      'vm huawei/vm/srv-web changed',
    ]);
    expect([...(await stage().heads())].map(([at, { version }]) => [at, version])).toEqual(
      SCOPES.map((at) => [at, at === HERE ? 2 : 1]),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it.each([
    ['elb:loadbalancers:list', 'load-balancer'],
    ['elb:l7policies:list', 'lb-listener'],
    ['elb:members:list', 'lb-target'],
    ['vpc:routeTables:get', 'router'],
    ['vpc:peerings:list', 'peer-connection'],
    ['nat:natGatewayTags:list', 'nat-gateway'],
    ['er:attachments:list', 'enterprise-router'],
    ['cc:networkInstances:list', 'cloud-connection'],
    ['dcs:instance:list', 'redis'],
    ['gaussdb:mysqlInstance:list', 'gaussdb-mysql'],
    ['cce:cluster:list', 'k8s-cluster'],
    ['ecs:cloudServers:list', 'vm'],
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

  it('a service that a region no longer offers empties nothing', async () => {
    const before = byRef(await stage().records());
    const project = stage().cloud.estate.accounts[MAIN]?.projects.find(({ name }) => name === BEIJING);
    if (project === undefined) throw new Error('no such project');
    project.notOffered.push('dcs', 'er');
    await stage().run();
    expect(await unwellHere()).toEqual([
      'enterprise-router kept unsupported-now',
      'redis kept unsupported-now',
    ]);
    expect(byRef(await stage().records())).toEqual(before);
    project.notOffered.splice(0);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it('an empty answer after a full one is held', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'empty' }, { operation: 'vpc:securityGroups:list' });
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
      const undo = stage().cloud.faults.add({ kind }, { operation: 'vpc:vpcs:list', account: MAIN });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await unwellHere()).toEqual(['vpc kept unavailable']);
      await stage().run();
    }
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('expired credentials and a region that the user may not enter empty nothing', async () => {
    const before = byRef(await stage().records());
    for (const kind of ['expired-credentials', 'opt-in-required'] as const) {
      const undo = stage().cloud.faults.add({ kind }, { operation: 'vpc:subnets:list' });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await unwellHere()).toEqual(['subnet kept denied']);
      expect(byRef(await stage().records())).toEqual(before);
    }
  });
});
