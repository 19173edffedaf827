/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe, expect, it } from 'vitest';
import { huawei } from '../../../functions/huawei/provider.ts';
import { type Estate, type Project, resourcesOf } from '../../simulator/huawei/estate.ts';
import { change, remove, retag } from '../../simulator/huawei/mutate.ts';
import type { ServiceName } from '../../simulator/huawei/refusals.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  commitsWhatChanged,
  emptiesNothing,
  faulty,
  findsWhatOpensLater,
  keepsEveryRecord,
  keepsWhatIsDenied,
  brokenAnswers,
} from '../laws.ts';
import { byRef, staged } from '../stage.ts';
import { AGENCY, BEIJING, BRANCH, MAIN, SHANGHAI, TEAM, startStage } from './stage.ts';

/** Interfaces are asked about for what rules of NAT lead to, too. */
const EMPTY: Readonly<Record<string, number>> = { peerings: 2, ports: 6 };

const CONFIG = {
  accounts: [{ id: MAIN }, { name: 'branch office', id: BRANCH, agencyName: AGENCY }],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['cn-north-*', '华东-上海一'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${BEIJING}`,
  `${MAIN} ${TEAM}`,
  `${MAIN} ${SHANGHAI}`,
  `${BRANCH} global`,
  `${BRANCH} ${BEIJING}`,
].toSorted();
const HERE = `${MAIN} ${BEIJING}`;

/** Sources of a region, all of them refused. */
const EVERY_SOURCE = huawei.collectors
  .filter(({ scope }) => scope === 'region')
  .map(({ name }) => `${name} kept denied`)
  .toSorted();

/** https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html */
const FROZEN = {
  kind: 'error',
  status: 403,
  code: 'APIGW.0310',
  message: 'The project is unavailable.',
} as const;
const NOT_HERE = {
  kind: 'error',
  status: 403,
  code: 'APIGW.0801',
  message: 'The service is unavailable in the currently selected region.',
} as const;

/** How the gateway and the services say it: the pages that `codes.ts` names. */
const ARREARS = [
  {
    status: 405,
    code: 'APIGW.0502',
    message: 'The app has been frozen.',
    operation: 'rds:instance:list',
    source: 'rds',
  },
  {
    status: 401,
    code: 'VPC.0005',
    message: 'Lack of user authority.',
    operation: 'vpc:vpcs:list',
    source: 'vpc',
  },
  {
    status: 403,
    code: 'VPC.2701',
    message: 'Token not allowed to do this action.',
    operation: 'vpc:peerings:get',
    source: 'peer-connection',
  },
  {
    status: 403,
    code: 'Ecs.0067',
    message: 'Insufficient account balance.',
    operation: 'ecs:ListServersDetails',
    source: 'vm',
  },
  {
    status: 400,
    code: 'NAT.1023',
    message: 'Account is suspended, operation is forbidden.',
    operation: 'nat:privateNatGateways:list',
    source: 'private-nat-gateway',
  },
  {
    status: 403,
    code: 'CCE.01403002',
    message: 'Account restricted.',
    operation: 'cce:cluster:list',
    source: 'k8s-cluster',
  },
] as const;

describe('the job over Huawei Cloud', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).secretAccessKey),
    // May be listed, says the answer about one thing that there is not: the other three places have none.
    answered: ['peerings', 'ports', 'securityGroupRules', 'securityGroups', 'subnets'].flatMap((list) =>
      Array.from({ length: EMPTY[list] ?? 3 }, () => `vpc:${list}:get 404`),
    ),
  });

  commitsWhatChanged(played, {
    change: ({ estate }) => {
      const place = resourcesOf(estate, MAIN, BEIJING);
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
    },
    counts: { added: 0, changed: 5, removed: 2 },
    moves: [
      'eip huawei/eip/eip-loose removed',
      'nat-gateway huawei/nat_gateway/ngw-out changed',
      'rds huawei/rds/rds-orders changed',
      'router huawei/router/rtb-custom changed',
      'subnet huawei/subnet/sn-sold-out removed',
      'vm huawei/vm/srv-off changed',
      'vm huawei/vm/srv-web changed',
    ],
  });

  keepsWhatIsDenied(played, {
    by: 'one',
    denied: {
      'elb:loadbalancers:list': ['load-balancer'],
      'elb:l7policies:list': ['lb-listener'],
      'elb:members:list': ['lb-target'],
      'vpc:routeTables:get': ['router'],
      'nat:natGatewayTags:get': ['nat-gateway'],
      // Their lists are empty then, and what is asked about one thing tells why.
      'vpc:subnets:get': ['subnet'],
      'vpc:ports:get': ['nic', 'nat-rule'],
      'vpc:securityGroups:get': ['security-group'],
      'vpc:securityGroupRules:get': ['security-group'],
      'vpc:peerings:get': ['peer-connection'],
      'er:attachments:list': ['enterprise-router'],
      'cc:networkInstances:list': ['cloud-connection'],
      'dcs:instance:list': ['redis'],
      'gaussdb:instance:list': ['gaussdb', 'gaussdb-mysql'],
      'cce:cluster:list': ['k8s-cluster'],
      'ecs:cloudServers:list': ['az', 'vm'],
    },
    says: (operation) => operation,
  });

  it.each([
    ['vpc:vpcs:list', 'vpc'],
    ['vpc:routeTables:list', 'router'],
    ['vpc:publicIps:list', 'eip'],
  ])(
    'holds what was there when %s is denied by an empty list, and nothing can tell',
    async (operation, source) => {
      const before = byRef(await stage().records());
      const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation, account: MAIN, region: BEIJING });
      const { answer } = await stage().run();
      undo();
      expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
      expect(await stage().unwell(HERE)).toEqual([`${source} held`]);
      expect(byRef(await stage().records())).toEqual(before);
      await stage().run();
      expect(await stage().unwell(HERE)).toEqual([]);
    },
  );

  it('takes nothing from what other lists told when only one of two lists is empty', async () => {
    const before = byRef(await stage().records());
    const undo = [
      stage().cloud.faults.add({ kind: 'empty' }, { operation: 'vpc:ListSecurityGroupRules', account: MAIN }),
      stage().cloud.faults.add({ kind: 'empty' }, { operation: 'vpc:ListPorts', account: MAIN }),
      stage().cloud.faults.add({ kind: 'empty' }, { operation: 'nat:ListNatGatewayByTag', account: MAIN }),
    ];
    const { answer, output } = await stage().run();
    for (const back of undo) back();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(await stage().unwell(HERE)).toEqual([
      'nat-gateway kept denied',
      'nat-rule kept denied',
      'nic held',
      'security-group kept denied',
    ]);
    for (const action of ['vpc:securityGroupRules:get', 'vpc:ports:get', 'nat:natGatewayTags:get'])
      expect(output).toContain(`(allow ${action})`);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
  });

  emptiesNothing(played, [
    {
      what: 'a service that a region no longer offers',
      happens: ({ estate }) => withdraw(estate, 'dcs', 'er'),
      unwell: ['enterprise-router kept unsupported-now', 'redis kept unsupported-now'],
    },
    {
      what: 'a service that says so itself',
      happens: faulty(NOT_HERE, { operation: 'rds:instance:list', account: MAIN }),
      unwell: ['rds kept unsupported-now'],
    },
    {
      what: 'an empty answer after a full one, which is held,',
      happens: faulty({ kind: 'empty' }, { operation: 'vpc:securityGroups:get' }),
      unwell: ['security-group held'],
    },
    ...brokenAnswers({ operation: 'vpc:vpcs:list', account: MAIN }, { unwell: ['vpc kept unavailable'] }),
    {
      what: 'a key that has expired',
      happens: faulty({ kind: 'expired-credentials' }, { operation: 'vpc:subnets:get' }),
      unwell: ['subnet kept denied'],
      says: ['renew them'],
    },
    {
      what: 'a region that the user may not enter',
      happens: faulty({ kind: 'opt-in-required' }, { account: MAIN, region: BEIJING }),
      unwell: EVERY_SOURCE,
      says: ['the user may not enter this region'],
    },
    {
      what: 'a project that is frozen',
      happens: faulty(FROZEN, { account: MAIN, region: BEIJING }),
      unwell: EVERY_SOURCE,
      says: ['the project is suspended or frozen'],
    },
    ...ARREARS.map(({ operation, source, ...said }) => ({
      what: `an account in arrears, told by ${said.code},`,
      happens: faulty({ kind: 'error', ...said }, { operation, account: MAIN }),
      unwell: [`${source} kept denied`],
      says: ['in arrears'],
    })),
  ]);

  it.each([
    ['is switched off', (project: Project) => void (project.enabled = false)],
    [
      'may not be entered any more',
      (project: Project, all: Project[]) => void all.splice(all.indexOf(project), 1),
    ],
  ])('a project of a region that %s empties nothing, and keeps to itself', async (_, happens) => {
    const before = byRef(await stage().records());
    const all = stage().cloud.estate.accounts[MAIN]?.projects ?? [];
    const projects = [...all];
    const team = projects.find(({ name }) => name === TEAM);
    if (team === undefined) throw new Error('no such project');
    happens(team, all);
    const { answer } = await stage().run();
    team.enabled = true;
    all.splice(0, all.length, ...projects);
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const sick = await stage().allUnwell();
    expect(sick.filter((line) => !line.startsWith(`${MAIN} ${TEAM} `))).toEqual([]);
    expect(sick).toContain(`${MAIN} ${TEAM} vpc kept unsupported-now`);
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
  });
});

findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: CONFIG }),
  here: HERE,
  closes: ({ estate }) => withdraw(estate, 'dcs'),
  sources: ['redis'],
});

/** What is asked of it there is an API that is not known: `APIGW.0101`. */
function withdraw(estate: Estate, ...services: readonly ServiceName[]): () => void {
  const project = estate.accounts[MAIN]?.projects.find(({ name }) => name === BEIJING);
  if (project === undefined) throw new Error('no such project');
  project.notOffered.push(...services);
  return () => void project.notOffered.splice(0);
}
