/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe } from 'vitest';
import { tencent } from '../../../functions/tencent/provider.ts';
import type { Estate } from '../../simulator/tencent/estate.ts';
import { add, change, remove, retag } from '../../simulator/tencent/mutate.ts';
import { route, vpc } from '../../simulator/tencent/rows/vpc.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  allKept,
  commitsWhatChanged,
  emptiesNothing,
  faulty,
  findsWhatOpensLater,
  keepsEveryRecord,
  keepsWhatIsDenied,
  tellsApart,
  brokenAnswers,
} from '../laws.ts';
import { staysInItsPlace } from '../same-id.ts';
import { staged } from '../stage.ts';
import { BRANCH, EXTERNAL_ID, GUANGZHOU, MAIN, ROLE, SHANGHAI, startStage } from './stage.ts';

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
const LB = ['classic-lb-listener', 'lb-listener', 'load-balancer'];
const PLACE = { account: MAIN, region: GUANGZHOU };
const PLACES = [PLACE, { account: MAIN, region: SHANGHAI }, { account: BRANCH, region: GUANGZHOU }];

describe('the job over Tencent Cloud', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).secretKey),
  });

  tellsApart(played, [
    'lb_target ins-web', // of several listeners
    'nat_rule snat-a', // with two addresses
    'peer_connection pcx-distant', // between two regions
    'peer_connection pcx-foreign', // between two accounts
    'peer_connection pcx-inside', // inside one region
  ]);

  commitsWhatChanged(played, {
    change: ({ estate }) => {
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
    },
    counts: { added: 0, changed: 4, removed: 2 },
    moves: [
      'eip tencent/eip/eip-loose removed',
      'mysql tencent/rds/cdb-orders changed',
      'router tencent/router/rtb-many changed',
      'subnet tencent/subnet/subnet-sold-out removed',
      'vm tencent/vm/ins-off changed',
      'vm tencent/vm/ins-web changed',
    ],
  });

  // Each product has its own word for it.
  keepsWhatIsDenied(played, {
    by: 'all',
    denied: {
      'vpc:DescribeSecurityGroupPolicies': ['security-group'],
      'clb:DescribeTargetHealth': ['lb-listener'],
      'clb:DescribeClassicalLBTargets': ['classic-lb-listener'],
      'cvm:DescribeInstances': ['vm'],
      'cdb:DescribeDBInstances': ['mysql'],
      'mariadb:DescribeDBInstances': ['mariadb'],
      'dcdb:DescribeDCDBInstances': ['dcdb'],
      'postgres:DescribeDBInstances': ['postgres'],
      'sqlserver:DescribeDBInstances': ['sqlserver'],
      'cynosdb:DescribeClusters': ['cynosdb'],
      'redis:DescribeInstances': ['redis'],
      'tke:DescribeClusters': ['k8s-cluster'],
      'vpc:DescribeCcns': ['cen'],
    },
    says: (operation) => `(allow ${operation})`,
  });

  // The zones of Redis have numbers, which the list of zones explains.
  keepsWhatIsDenied(played, {
    by: 'one',
    denied: { 'region:DescribeZones': ['az', 'redis'] },
    says: (operation) => `(allow ${operation})`,
  });

  emptiesNothing(played, [
    {
      what: 'a product that a region no longer offers',
      happens: ({ estate }) => withdraw(estate, 'redis', 'cynosdb'),
      unwell: ['cynosdb kept unsupported-now', 'redis kept unsupported-now'],
    },
    {
      what: 'an empty answer after a full one, held at any size,',
      happens: faulty({ kind: 'empty' }, { operation: 'vpc:DescribeVpcs', account: MAIN }),
      unwell: ['vpc held'],
    },
    ...brokenAnswers({ operation: 'vpc:DescribeVpcs', account: MAIN }, { unwell: ['vpc kept unavailable'] }),
    {
      what: 'a key that has expired',
      happens: faulty({ kind: 'expired-credentials' }, { operation: 'vpc:*' }),
      unwell: ['vpc kept denied'],
      andOthers: true,
      says: ['renew them'],
    },
    {
      what: 'a product that was closed',
      happens: faulty({ kind: 'opt-in-required' }, { operation: 'clb:*', account: MAIN }),
      unwell: LB.map((source) => `${source} kept unsupported-now`),
      says: ['ResourceUnavailable'],
    },
    {
      what: 'a region that is switched off',
      happens: ({ estate }) => switchOff(estate),
      unwell: allKept(tencent.collectors, 'unsupported-now'),
      says: [`${GUANGZHOU} is not enabled in account ${MAIN}`],
    },
    {
      what: 'a product that is stopped because the account is in arrears',
      happens: faulty(
        { kind: 'error', status: 200, code: 'FailedOperation.AccountInArrears', message: '账户欠费' },
        { operation: 'cdb:*', account: MAIN },
      ),
      unwell: ['mysql kept denied'],
      says: ['the account is in arrears'],
    },
    {
      what: 'an account that is closed because it is in arrears',
      happens: faulty(
        { kind: 'error', status: 200, code: 'UnauthorizedOperation.Arrears', message: '账户欠费' },
        { account: MAIN },
      ),
      unwell: allKept(tencent.collectors, 'denied'),
      says: ['the account is in arrears'],
    },
  ]);
});

findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: CONFIG }),
  here: HERE,
  closes: ({ faults }) =>
    faults.add({ kind: 'opt-in-required' }, { operation: 'clb:*', account: MAIN, region: GUANGZHOU }),
  sources: LB,
});

staysInItsPlace({
  start: async () => {
    const estate = buildEstate();
    for (const place of PLACES) {
      const at = `${place.account} ${place.region}`;
      add(estate, place, 'vpcs', vpc({ VpcId: 'vpc-same', VpcName: at, CidrBlock: '10.0.0.0/16' }));
    }
    return startStage({ estate, config: CONFIG });
  },
  ref: 'tencent/vpc/vpc-same',
  places: PLACES.map(({ account, region }) => `${account} ${region}`),
  removes: ({ estate }) => remove(estate, PLACE, 'vpcs', 'vpc-same'),
});

function switchOff({ accounts }: Estate): () => void {
  const account = accounts[MAIN];
  account?.switchedOff.push(GUANGZHOU);
  return () => account?.switchedOff.splice(0);
}

function withdraw(estate: Estate, ...products: readonly string[]): () => void {
  const account = estate.accounts[MAIN];
  if (account === undefined) throw new Error('no such account');
  account.notOffered[GUANGZHOU] = [...products];
  return () => delete account.notOffered[GUANGZHOU];
}
