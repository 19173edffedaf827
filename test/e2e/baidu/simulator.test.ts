/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf } from '../../simulator/baidu/estate.ts';
import { change, remove, retag } from '../../simulator/baidu/mutate.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  BEIJING,
  BRANCH,
  type Found,
  GUANGZHOU,
  MAIN,
  ROLE,
  type Stage,
  startStage,
  unwell,
} from './stage.ts';

const CONFIG = {
  accounts: [{ id: MAIN }, { name: 'branch office', id: BRANCH, roleName: ROLE }],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['b*', '华南 - 广州'], exclude: ['bd'] },
};

const SCOPES = [MAIN, BRANCH]
  .flatMap((account) => ['global', BEIJING, GUANGZHOU].map((region) => `${account} ${region}`))
  .toSorted();
const HERE = `${MAIN} ${BEIJING}`;

const byRef = (found: readonly Found[]): Record<string, unknown> =>
  Object.fromEntries(found.map(({ at, source, ref, fields }) => [`${at} ${source} ${ref}`, fields]));

describe('the job over Baidu Cloud', () => {
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
    expect(answer).toMatchObject({ scopes: 6, failures: 0, records: all.length, added: all.length });
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
    expect(told.map(({ verified }) => verified)).toEqual(told.map(() => true));
    expect(told.length).toBe(SCOPES.length);
  });

  it('then has nothing to say', async () => {
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { written: 0, kept: 0 } });
    expect(stage().webhook.deliveries).toEqual([]);
  });

  it('commits exactly what was changed', async () => {
    const place = here();
    retag(place, 'instances', 'i-web', [
      { tagKey: 'own', tagValue: 'i-web' },
      { tagKey: '环境', tagValue: '改了' },
    ]);
    retag(place, 'databases', 'rdsm-orders', [{ tagKey: 'own', tagValue: 'again' }]);
    retag(place, 'nats', 'nat-out', []);
    change(place, 'instances', 'i-off', { status: 'Running' });
    // Still runs.
    change(place, 'databases', 'rdsmr-copy', { instanceStatus: 'Rebooting' });
    change(place, 'routeRules', 'rr-3', { nexthopId: 'i-off' });
    change(place, 'policies', 'policy-2', { appIpGroupId: '', appServerGroupId: 'sg-app' });
    remove(place, 'subnets', 'sbn-b');
    remove(place, 'dnatRules', 'rule-3');
    const { answer } = await stage().run();
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 6, removed: 2 });
    expect(await stage().moves(HERE)).toEqual([
      'appblb-listener baidu/lb_listener/lb-app/https/443 changed',
      'nat-gateway baidu/nat_gateway/nat-out changed',
      'nat-rule baidu/nat_rule/nat-out/rule-3 removed',
      'rds baidu/rds/rdsm-orders changed',
      'router baidu/router/rt-core changed',
      'subnet baidu/subnet/sbn-b removed',
      'vm baidu/vm/i-off changed',
      'vm baidu/vm/i-web changed',
    ]);
    expect([...(await stage().heads())].map(([at, { version }]) => [at, version])).toEqual(
      SCOPES.map((at) => [at, at === HERE ? 2 : 1]),
    );
    expect(stage().webhook.deliveries.splice(0)).toHaveLength(1);
  });

  it.each([
    ['blb:READ:DescribeAllListeners', 'blb-listener'],
    ['blb:READ:DescribeBlbRs', 'appblb-target'],
    ['blb:READ:DescribePolicys', 'appblb-listener'],
    ['network:ROUTE_READ:GetRouteRule', 'router'],
    ['network:PEERCONN_READ:ListPeerConn', 'peer-connection'],
    ['network:ENIC_READ:ListEni', 'nic'],
    ['network:NAT_READ:ListNatGatewayDnatRules', 'nat-rule'],
    ['csn:CSN_READ:ListInstance', 'csn'],
    ['scs:READ:GetInstanceDetail', 'redis'],
    ['rds:READ:GetDetail', 'rds'],
    ['bbc:READ:ListInstances', 'bbc'],
    ['cce:CCE_READ:ListClusters', 'k8s-cluster'],
  ])('keeps what it has of a source when %s is denied', async (operation, source) => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation, account: MAIN });
    const { answer, output } = await stage().run();
    undo();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const heads = await stage().heads();
    const sick = [...heads.values()].flatMap((head) => unwell(head));
    expect(new Set(sick)).toEqual(new Set([`${source} kept denied`]));
    const [service, permission] = operation.split(':');
    expect(output).toContain(`allow ${permission} of bce:${service}`);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect([...(await stage().heads()).values()].flatMap((head) => unwell(head))).toEqual([]);
  });

  it('a throttle in the middle of a list is waited for', async () => {
    const before = byRef(await stage().records());
    const { faults } = stage().cloud;
    faults.add({ kind: 'throttle' }, { operation: 'network:ROUTE_READ:GetRouteRule', page: 2, times: 2 });
    const { answer } = await stage().run();
    faults.clear();
    expect(answer).toMatchObject({
      failures: 0,
      added: 0,
      changed: 0,
      removed: 0,
      sources: { kept: 0, held: 0 },
    });
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('a product that is closed in a region empties nothing', async () => {
    const before = byRef(await stage().records());
    const place = stage().cloud.estate.accounts[MAIN]?.places[BEIJING];
    place?.notOpened.push('redis', 'rds');
    await stage().run();
    expect(await unwellHere()).toEqual(['rds kept unsupported-now', 'redis kept unsupported-now']);
    expect(byRef(await stage().records())).toEqual(before);
    place?.notOpened.splice(0);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it('an empty answer after a full one is held', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'empty' }, { operation: 'eip:READ:ListEip' });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0, sources: { held: 1 } });
    expect((await unwellHere()).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(['eip held']);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await unwellHere()).toEqual([]);
  });

  it('a page of a proxy, a cut answer and a broken connection empty nothing', async () => {
    const before = byRef(await stage().records());
    for (const kind of ['html', 'cut-body', 'truncate', 'reset'] as const) {
      const operation = 'network:SUBNET_READ:ListSubnets';
      const undo = stage().cloud.faults.add({ kind }, { operation, account: MAIN });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ removed: 0 });
      expect(await unwellHere()).toEqual(['subnet kept unavailable']);
      await stage().run();
    }
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('expired credentials empty nothing', async () => {
    const before = byRef(await stage().records());
    const operation = 'network:SUBNET_READ:ListSubnets';
    const undo = stage().cloud.faults.add({ kind: 'expired-credentials' }, { operation });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(await unwellHere()).toEqual(['subnet kept denied']);
    expect(byRef(await stage().records())).toEqual(before);
  });
});
