/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe } from 'vitest';
import type { Estate } from '../../simulator/volcengine/estate.ts';
import { accountOf, change, regionOf, remove, retag } from '../../simulator/volcengine/mutate.ts';
import { databaseAddress, visitAddr } from '../../simulator/volcengine/rows/databases.ts';
import { routeEntry, vpc } from '../../simulator/volcengine/rows/network.ts';
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
import { BEIJING, BRANCH, MAIN, ROLE, SHANGHAI, startStage } from './stage.ts';

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
const PLACES = [PLACE, { account: MAIN, region: SHANGHAI }, { account: BRANCH, region: BEIJING }];

describe('the job over Volcengine', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).secretAccessKey),
  });

  tellsApart(played, [
    'nat_rule snat-1', // with two addresses
  ]);

  commitsWhatChanged(played, {
    change: ({ estate }) => {
      retag(estate, PLACE, 'instances', 'i-web', ['own', 'i-web'], ['环境', '改了']);
      retag(estate, PLACE, 'mysqls', 'mysql-orders', ['own', 'again']);
      retag(estate, PLACE, 'clbListeners', 'lsn-range', ['own', 'lsn-range']);
      change(estate, PLACE, 'instances', 'i-off', { Status: 'RUNNING' });
      // Their lists do not tell.
      change(estate, PLACE, 'redises', 'redis-cache', {
        addresses: [visitAddr({ Address: 'redis-cache.redis.ivolces.com', VIP: '10.0.0.70' })],
      });
      change(estate, PLACE, 'sqlServers', 'mssql-erp', {
        addresses: [
          databaseAddress({
            Domain: 'mssql-erp.rds-mssql.ivolces.com',
            IPAddress: '10.0.0.63',
            Port: '1433',
          }),
        ],
      });
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
    },
    counts: { added: 0, changed: 7, removed: 2 },
    moves: [
      'clb-listener volcengine/lb_listener/lsn-range changed',
      'eip volcengine/eip/eip-loose removed',
      'mysql volcengine/rds/mysql-orders changed',
      'redis volcengine/redis/redis-cache changed',
      'router volcengine/router/vtb-many changed',
      'sqlserver volcengine/rds/mssql-erp changed',
      'subnet volcengine/subnet/subnet-shared removed',
      'vm volcengine/vm/i-off changed',
      'vm volcengine/vm/i-web changed',
    ],
  });

  keepsWhatIsDenied(played, {
    by: 'all',
    denied: {
      'vpc:DescribeSecurityGroupAttributes': ['security-group'],
      'vpc:DescribeRouteEntryList': ['router'],
      'clb:DescribeServerGroupAttributes': ['clb-listener'],
      'alb:DescribeServerGroupBackendServers': ['alb-listener'],
      'natgateway:DescribeDnatEntries': ['nat-rule'],
      'ecs:DescribeInstances': ['vm'],
      'ecs:DescribeZones': ['az'],
      'rds_mysql:DescribeDBInstances': ['mysql'],
      'rds_postgresql:DescribeDBInstances': ['postgres'],
      'rds_mssql:DescribeDBInstanceDetail': ['sqlserver'],
      'redis:DescribeDBInstanceDetail': ['redis'],
      'vke:ListClusters': ['k8s-cluster'],
      'cen:DescribeCenAttachedInstances': ['cen'],
      'transitrouter:DescribeTransitRouterAttachments': ['transit-router'],
    },
    says: (operation) => `(allow ${operation})`,
  });

  keepsWhatIsSwitchedOff({ ...played, here: `${MAIN} ${SHANGHAI}` }, ({ estate }) => {
    const { regions } = accountOf(estate, MAIN);
    const there = regionOf(estate, { account: MAIN, region: SHANGHAI });
    delete regions[SHANGHAI];
    return () => void (regions[SHANGHAI] = there);
  });

  keepsWhatIsInASoldOutZone(played, 'volcengine/az/cn-beijing-b', ({ estate }) => {
    const place = regionOf(estate, PLACE);
    const { zones } = place;
    place.zones = zones.filter(({ ZoneId }) => ZoneId !== 'cn-beijing-b');
    return () => void (place.zones = zones);
  });

  emptiesNothing(played, [
    {
      what: 'a product that a region no longer offers',
      happens: ({ estate }) => withdraw(estate, 'redis', 'alb'),
      unwell: ['alb kept unsupported-now', 'alb-listener kept unsupported-now', 'redis kept unsupported-now'],
    },
    {
      what: 'an empty answer after a full one, held at any size,',
      happens: faulty({ kind: 'empty' }, { operation: 'vpc:DescribeVpcs', account: MAIN }),
      unwell: ['vpc held'],
    },
    ...brokenAnswers({ operation: 'vpc:DescribeVpcs', account: MAIN }, { unwell: ['vpc kept unavailable'] }),
    {
      what: 'an expired token',
      happens: faulty({ kind: 'expired-credentials' }, { operation: 'vpc:*', account: MAIN }),
      unwell: ['vpc kept denied'],
      andOthers: true,
      says: ['renew them'],
    },
    {
      what: 'an account in arrears',
      happens: faulty(
        { kind: 'error', status: 403, code: 'AccountOverdue', message: 'The account is overdue.' },
        { operation: 'vpc:*', account: MAIN },
      ),
      unwell: ['vpc kept denied'],
      andOthers: true,
      says: ['the account is in arrears'],
    },
  ]);
});

findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: CONFIG }),
  here: HERE,
  closes: ({ faults }) =>
    faults.add({ kind: 'opt-in-required' }, { operation: 'alb:*', account: MAIN, region: BEIJING }),
  sources: ['alb', 'alb-listener'],
});

staysInItsPlace({
  start: async () => {
    const estate = buildEstate();
    for (const place of PLACES) {
      const at = `${place.account} ${place.region}`;
      const there = regionOf(estate, place);
      there.vpcs = [...there.vpcs, vpc({ VpcId: 'vpc-same', VpcName: at, CidrBlock: '10.0.0.0/16' })];
    }
    return startStage({ estate, config: CONFIG });
  },
  ref: 'volcengine/vpc/vpc-same',
  places: PLACES.map(({ account, region }) => `${account} ${region}`),
  removes: ({ estate }) => remove(estate, PLACE, 'vpcs', 'vpc-same'),
});

function withdraw(estate: Estate, ...products: readonly string[]): () => void {
  const account = estate.accounts[MAIN];
  if (account === undefined) throw new Error('no such account');
  account.notOffered[BEIJING] = [...products];
  return () => delete account.notOffered[BEIJING];
}
