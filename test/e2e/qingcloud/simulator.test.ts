/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe, expect, it } from 'vitest';
import { regionOf as regionOfZone } from '../../../functions/qingcloud/zones.ts';
import { regionOf } from '../../simulator/qingcloud/estate.ts';
import { add, change, remove, retag } from '../../simulator/qingcloud/mutate.ts';
import { router } from '../../simulator/qingcloud/rows/network.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  commitsWhatChanged,
  emptiesNothing,
  faulty,
  findsWhatOpensLater,
  keepsWhatIsInASoldOutZone,
  keepsEveryRecord,
  keepsWhatIsSwitchedOff,
  keepsWhatIsDenied,
  tellsApart,
  brokenAnswers,
} from '../laws.ts';
import { staysInItsPlace } from '../same-id.ts';
import { staged } from '../stage.ts';
import { ALONE, BEIJING, BRANCH, MAIN, startStage } from './stage.ts';

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
const PLACES = [
  [MAIN, BEIJING],
  [MAIN, ALONE],
  [BRANCH, BEIJING],
] as const;
const HERE = `${MAIN} ${BEIJING}`;

/** Without the fields that a record does not say: every one stands there, as `null`. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner)));

describe('the job over QingCloud', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).secretAccessKey),
    fieldsOf: bare,
  });

  tellsApart(played, [
    'nat_rule snat-1', // with two addresses
    // Everybody has a base network, in every region.
    'subnet vxnet-0',
    'vpc vxnet-0',
  ]);

  commitsWhatChanged(played, {
    change: ({ estate }) => {
      const place = regionOf(estate, MAIN, BEIJING);
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
    },
    counts: { added: 0, changed: 5, removed: 3 },
    moves: [
      'eip qingcloud/eip/eip-loose removed',
      'k8s-cluster qingcloud/k8s_cluster/cl-qke changed',
      'rds qingcloud/rds/rdb-my changed',
      'route-table qingcloud/router/rt-data changed',
      'subnet qingcloud/subnet/vxnet-self removed',
      'subnet qingcloud/vpc/vxnet-self removed',
      'vm qingcloud/vm/i-off changed',
      'vm qingcloud/vm/i-web changed',
    ],
  });

  keepsWhatIsDenied(played, {
    by: 'one',
    denied: {
      'ecm:DescribeInstances': ['nic', 'vm'],
      'ecm:DescribeNics': ['nic'],
      'ecm:DescribeEips': ['eip', 'nat-gateway', 'nat-rule'],
      'ecm:DescribeSecurityGroupRules': ['security-group'],
      'elb:DescribeLoadBalancers': ['load-balancer'],
      'elb:DescribeLoadBalancerListeners': ['lb-listener', 'lb-target'],
      'vpc:DescribeRouters': ['router', 'vpc'],
      'vpc:DescribeRouteTables': ['route-table'],
      'iaas:DescribeBorderStatics': ['border'],
      'iaas:DescribeNFVs': ['nat-gateway', 'nat-rule'],
      'iaas:DescribeDnatRules': ['nat-rule'],
      'iaas:DescribeRDBs': ['rds'],
      'iaas:DescribeCaches': ['redis'],
      'iaas:DescribeClusters': ['k8s-cluster', 'rds-cluster', 'redis-cluster'],
      'iaas:DescribeClusterNodes': ['redis-cluster'],
    },
    says: (operation) => operation,
  });

  keepsWhatIsSwitchedOff(played, ({ estate }) => {
    const account = estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    const { zones } = account;
    account.zones = zones.filter(({ zone_id }) => regionOfZone(zone_id) !== BEIJING);
    return () => void (account.zones = zones);
  });

  keepsWhatIsInASoldOutZone(played, 'qingcloud/az/pek3d', ({ estate }) => {
    const account = estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    const { zones } = account;
    account.zones = zones.filter(({ zone_id }) => zone_id !== 'pek3d');
    return () => void (account.zones = zones);
  });

  emptiesNothing(played, [
    {
      what: 'a module that a cloud no longer has',
      happens: faulty({ kind: 'unsupported' }, { operation: 'iaas:DescribeCaches', account: MAIN }),
      unwell: ['redis kept unsupported-now'],
    },
    {
      what: 'an empty answer after a full one, which is held,',
      happens: faulty({ kind: 'empty' }, { operation: 'ecm:DescribeSecurityGroups' }),
      unwell: ['security-group held'],
    },
    ...brokenAnswers(
      { operation: 'vpc:DescribeRouteTables', account: MAIN },
      { unwell: ['route-table kept unavailable'] },
    ),
    {
      what: 'a key that has expired',
      happens: faulty({ kind: 'expired-credentials' }, { operation: 'vpc:DescribeRouteTables' }),
      unwell: ['route-table kept denied'],
      says: ['renew them'],
    },
    {
      what: 'an account in arrears',
      happens: faulty(
        { kind: 'error', status: 200, code: '2400', message: 'BalanceNotEnough' },
        { operation: 'vpc:DescribeRouteTables' },
      ),
      unwell: ['route-table kept denied'],
      says: ['in arrears'],
    },
  ]);
});

// No cloud of QingCloud's says that somebody has not opened a product: a module is there, or is not.
findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: CONFIG }),
  here: HERE,
  closes: ({ faults }) =>
    faults.add({ kind: 'unsupported' }, { operation: 'iaas:DescribeCaches', account: MAIN, region: BEIJING }),
  sources: ['redis'],
});

staysInItsPlace({
  start: async () => {
    const estate = buildEstate();
    for (const [account, region] of PLACES) {
      const at = `${account} ${region}`;
      const same = router({ router_id: 'rtr-same', router_name: at, vpc_network: '172.20.0.0/16' });
      add(regionOf(estate, account, region), 'routers', same);
    }
    return startStage({ estate, config: CONFIG });
  },
  ref: 'qingcloud/vpc/rtr-same',
  places: PLACES.map((place) => place.join(' ')),
  removes: ({ estate }) => remove(regionOf(estate, MAIN, BEIJING), 'routers', 'rtr-same'),
});

describe('a key of QingCloud', () => {
  it.each([
    ['that nobody has', { QINGCLOUD_ACCESS_KEY: 'QYNOBODY' }],
    ['whose secret is wrong', { QINGCLOUD_SECRET_KEY: 'wrong' }],
  ])('%s is told, with what to do, and leaves the other account alone', async (_, env) => {
    const regions = { include: [BEIJING] };
    const stage = await startStage({ estate: buildEstate(), config: { ...CONFIG, regions }, env });
    expect((await stage.run()).answer).toMatchObject({ failures: 1, removed: 0 });
    expect(stage.output()).toMatch(/1200.*check the access key and its secret/s);
    expect([...(await stage.heads()).keys()].toSorted()).toEqual([
      `${BRANCH} global`,
      `${BRANCH} ${BEIJING}`,
    ]);
    await stage.close();
  });
});
