/**
 * What a list of many pages must not lose: throttles of every code and status, a deletion between two pages, page
 * numbers next to offsets, totals under each API's own name, databases beyond fifty, servers beyond a page, what other
 * enterprise projects have.
 */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/model/kinds.ts';
import { type Resources, resourcesOf } from '../../simulator/huawei/estate.ts';
import { generateEstate } from '../../simulator/huawei/generate.ts';
import { PAGED } from '../../simulator/huawei/generate/sizes.ts';
import { idIn, remove } from '../../simulator/huawei/mutate.ts';
import { staged } from '../stage.ts';
import { BEIJING, MAIN, startStage } from './stage.ts';

const HERE = `${MAIN} ${BEIJING}`;
/** Servers have pages of 1000, databases of 100; the other lists of this estate have one page. */
const SIZES = { ...PAGED, servers: 1010, taurus: 110, openGauss: 110, routeTables: 10, vpcs: 20 };

interface Counted {
  readonly list: keyof Resources;
  readonly kind: Kind;
  readonly source: string;
}

const COUNTED: readonly Counted[] = [
  { list: 'zones', kind: 'az', source: 'az' },
  { list: 'vpcs', kind: 'vpc', source: 'vpc' },
  { list: 'subnets', kind: 'subnet', source: 'subnet' },
  { list: 'ports', kind: 'nic', source: 'nic' },
  { list: 'routeTables', kind: 'router', source: 'router' },
  { list: 'securityGroups', kind: 'security_group', source: 'security-group' },
  { list: 'natGateways', kind: 'nat_gateway', source: 'nat-gateway' },
  { list: 'privateNats', kind: 'nat_gateway', source: 'private-nat-gateway' },
  { list: 'publicips', kind: 'eip', source: 'eip' },
  { list: 'servers', kind: 'vm', source: 'vm' },
  { list: 'loadBalancers', kind: 'load_balancer', source: 'load-balancer' },
  { list: 'listeners', kind: 'lb_listener', source: 'lb-listener' },
  { list: 'members', kind: 'lb_target', source: 'lb-target' },
  { list: 'enterpriseRouters', kind: 'cen', source: 'enterprise-router' },
  { list: 'rdsInstances', kind: 'rds', source: 'rds' },
  { list: 'taurusInstances', kind: 'rds', source: 'gaussdb-mysql' },
  { list: 'openGaussInstances', kind: 'rds', source: 'gaussdb' },
  { list: 'dcsInstances', kind: 'redis', source: 'redis' },
  { list: 'clusters', kind: 'k8s_cluster', source: 'k8s-cluster' },
];

const OVER = 'The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 second';

describe('lists of many pages', () => {
  const stage = staged(async () => {
    const estate = generateEstate({ seed: 'accuracy', accounts: [MAIN], regions: [BEIJING], sizes: SIZES });
    return startStage({ estate, config: { accounts: [{ id: MAIN }] }, virtual: true });
  });
  const here = (): Resources => resourcesOf(stage().cloud.estate, MAIN, BEIJING);
  const rowsOf = (list: keyof Resources): readonly object[] => here()[list];
  const idsOf = (list: keyof Resources): readonly string[] =>
    rowsOf(list)
      .map((row) => idIn(list, row as never))
      .toSorted();
  const storedOf = async ({ kind, source }: Omit<Counted, 'list'>): Promise<readonly string[]> =>
    (await stage().records())
      .filter((record) => record.source === source && record.ref.startsWith(`huawei/${kind}/`))
      .map(({ fields }) => String(fields['id']))
      .toSorted();

  it('are whole, though services throttle in the middle of them, whatever the status', async () => {
    const { faults } = stage().cloud;
    faults.add({ kind: 'throttle' }, { operation: 'ecs:ListServersDetails', page: 2, times: 2 });
    faults.add({ kind: 'throttle' }, { operation: 'iam:projects:listProjectsForUser', times: 1 });
    const said = [
      ['rds:instance:list', 403, 'APIGW.0308'],
      ['gaussdb:ListGaussMySqlInstancesUnifyStatus', 400, 'APIG.0308'],
      ['opengauss:ListDatabaseInstances', 503, 'APIGW.0308'],
    ] as const;
    for (const [operation, status, code] of said) {
      faults.add({ kind: 'error', status, code, message: OVER }, { operation, page: 2, times: 1 });
    }
    for (const operation of [
      'nat:snatRules:list',
      'vpc:routeTables:get',
      'elb:members:list',
      'cce:cluster:list',
    ]) {
      faults.add({ kind: 'throttle' }, { operation, times: 1 });
    }
    const { answer } = await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({ failures: 0, sources: { kept: 0, held: 0 } });
    for (const { list, ...counted } of COUNTED) {
      expect([list, await storedOf(counted)]).toEqual([list, idsOf(list)]);
    }
    const refused = stage()
      .cloud.calls()
      .filter(({ outcome }) => outcome !== 'ok');
    expect(refused).toHaveLength(3 + said.length + 4);
    faults.clear();
  }, 120_000);

  it('ask the cloud for its largest pages', async () => {
    const { cloud } = stage();
    cloud.resetCalls();
    await stage().run();
    const calls = cloud.calls();
    const asked = (name: string): number =>
      calls.filter(({ service, operation }) => `${service}:${operation}` === name).length;
    const { rdsInstances, routeTables, enterpriseRouters } = here();
    expect({
      servers: asked('ecs:ListServersDetails'),
      databases: asked('rds:ListInstances'),
      caches: asked('dcs:ListInstances'),
      ports: asked('vpc:ListPorts'),
      addresses: asked('eip:ListPublicips'),
      members: asked('elb:ListAllMembers'),
      tables: asked('vpc:ShowRouteTable'),
      attachments: asked('er:ListVpcAttachments'),
    }).toEqual({
      servers: 2,
      databases: Math.ceil(rdsInstances.length / 100),
      caches: 1,
      ports: 1,
      addresses: 1,
      members: 1,
      tables: routeTables.length,
      attachments: enterpriseRouters.length,
    });
  }, 120_000);

  it.each([
    { action: 'ecs:ListServersDetails', list: 'servers', kind: 'vm', source: 'vm' },
    { action: 'rds:instance:list', list: 'rdsInstances', kind: 'rds', source: 'rds' },
  ] as const)(
    'a deletion between two pages of $action hides nobody',
    async ({ action, list, kind, source }) => {
      const [gone = ''] = here()[list].map((row) => idIn(list, row));
      // Whoever stood first on the second page is on the first one now, which was read already.
      stage().cloud.beforePage({ operation: action, page: 2 }, () => remove(here(), list, gone));
      const { answer } = await stage().run();
      expect(answer).toMatchObject({ failures: 0, added: 0, removed: 1 });
      expect((await stage().moves(HERE)).filter((move) => move.endsWith('removed'))).toEqual([
        `${source} huawei/${kind}/${gone} removed`,
      ]);
      expect(await storedOf({ kind, source })).toEqual(idsOf(list));
    },
    120_000,
  );

  it('a list that stops short is none', async () => {
    const { cloud } = stage();
    const broken = { operation: 'ecs:cloudServers:list', page: 2 };
    const undo = cloud.faults.add({ kind: 'server', status: 500 }, broken);
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0 });
    expect(await stage().unwell(HERE)).toEqual(['vm kept unavailable']);
  }, 120_000);

  it('states, zones that are sold out, ports of NAT rules and times are read', async () => {
    await stage().run();
    const records = await stage().records();
    const valuesOf = (source: string, field: string) =>
      new Set(records.flatMap((one) => (one.source === source ? [one.fields[field]] : [])));
    expect(valuesOf('vm', 'state')).toEqual(new Set(['running', 'stopped', 'starting', 'failed']));
    expect(valuesOf('rds', 'state')).toEqual(new Set(['running', 'failed', 'starting']));
    expect(valuesOf('redis', 'state')).toEqual(new Set(['running', 'failed']));
    expect(valuesOf('vm', 'created')).toEqual(new Set(['2024-03-05T07:09:11.000Z']));
    expect(valuesOf('vm', 'az')).toContain(`huawei/az/${here().zones.at(-1)?.availability_zone_id}`);
    expect(valuesOf('nat-rule', 'public_port')).toContain('8000');
    expect(valuesOf('router', 'routes').size).toBeGreaterThan(1);
  }, 120_000);
});
