/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe, expect, it } from 'vitest';
import { aliyun } from '../../../functions/aliyun/provider.ts';
import type { Estate, RegionEstate } from '../../simulator/aliyun/estate.ts';
import { add, change, remove, retag } from '../../simulator/aliyun/mutate.ts';
import { routeEntry, vpc } from '../../simulator/aliyun/rows/vpc.ts';
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
import { byRef, staged } from '../stage.ts';
import { BRANCH, EXTERNAL_ID, HANGZHOU, MAIN, ROLE, SINGAPORE, startStage } from './stage.ts';

const CONFIG = {
  accounts: [
    { id: MAIN },
    { name: 'branch office', roleArn: `acs:ram::${BRANCH}:role/${ROLE}`, externalId: EXTERNAL_ID },
  ],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['cn-*', '新加坡'] },
};

const SCOPES = [
  `${MAIN} global`,
  `${MAIN} ${HANGZHOU}`,
  `${MAIN} ${SINGAPORE}`,
  `${BRANCH} global`,
  `${BRANCH} ${HANGZHOU}`,
].toSorted();
const HERE = `${MAIN} ${HANGZHOU}`;
const PLACES = [
  [MAIN, HANGZHOU],
  [MAIN, SINGAPORE],
  [BRANCH, HANGZHOU],
] as const;

describe('the job over Alibaba Cloud', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).accessKeySecret),
  });

  tellsApart(played, [
    'lb_target eni-second', // at two of its addresses
    'lb_target i-web', // in groups of several load balancers
    'nat_rule snat-two', // with two addresses
    'peer_connection pcc-abroad', // between two regions
    'peer_connection pcc-across', // between two accounts
  ]);

  commitsWhatChanged(played, {
    change: ({ estate }) => {
      const place = placeOf(estate);
      retag(place, 'instances', 'i-web', { own: 'i-web', 环境: '改了' });
      retag(place, 'dbInstances', 'rm-orders', { own: 'rm-orders again' });
      remove(place, 'vSwitches', 'vsw-sold-out');
      change(place, 'instances', 'i-off', { Status: 'Running' });
      change(place, 'routeTables', 'vtb-custom', {
        entries: [
          routeEntry({
            RouteEntryId: 'rte-new',
            RouteTableId: 'vtb-custom',
            DestinationCidrBlock: '0.0.0.0/0',
            NextHops: {
              NextHop: [{ NextHopType: 'NatGateway', NextHopId: 'ngw-out', Enabled: 1, Weight: 0 }],
            },
          }),
        ],
      });
      remove(place, 'eips', 'eip-loose');
    },
    counts: { added: 0, changed: 4, removed: 2 },
    moves: [
      'eip aliyun/eip/eip-loose removed',
      'rds aliyun/rds/rm-orders changed',
      'router aliyun/router/vtb-custom changed',
      'subnet aliyun/subnet/vsw-sold-out removed',
      'vm aliyun/vm/i-off changed',
      'vm aliyun/vm/i-web changed',
    ],
  });

  // Each product has its own word for it.
  keepsWhatIsDenied(played, {
    by: 'all',
    denied: {
      'ecs:DescribeSecurityGroupAttribute': ['security-group'],
      'vpc:DescribeRouteEntryList': ['router'],
      'vpc:ListVpcPeerConnections': ['peer-connection'],
      'slb:DescribeHealthStatus': ['clb-target'],
      'alb:ListLoadBalancers': ['alb'],
      'nlb:ListListeners': ['nlb-listener'],
      'cen:DescribeCenAttachedChildInstances': ['cen'],
      'kvstore:DescribeDBInstanceNetInfo': ['redis'],
      'rds:ListTagResources': ['rds'],
      'polardb:DescribeDBClusterEndpoints': ['polardb'],
      'cs:DescribeClustersV1': ['k8s-cluster'],
    },
    says: (operation) => `(allow ${operation})`,
  });

  it('holds the servers when the cloud answers a missing permission with an empty list', async () => {
    const before = byRef(await stage().records());
    const undo = stage().cloud.faults.add({ kind: 'deny' }, { operation: 'ecs:DescribeInstances' });
    const { answer } = await stage().run();
    undo();
    expect(answer).toMatchObject({ removed: 0, sources: { held: 1 } });
    expect(await stage().unwell(HERE)).toEqual(['vm held']);
    expect((await stage().heads()).get(HERE)?.sources['vm']?.pending).toMatchObject({ count: 3 });
    expect(byRef(await stage().records())).toEqual(before);
    await stage().run();
    expect(await stage().unwell(HERE)).toEqual([]);
  });

  emptiesNothing(played, [
    {
      what: 'a product that a region no longer offers',
      happens: ({ estate }) => withdraw(estate, 'r-kvstore', 'polardb'),
      unwell: ['polardb kept unsupported-now', 'redis kept unsupported-now'],
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
      happens: faulty({ kind: 'opt-in-required' }, { operation: 'alb:*', account: MAIN }),
      unwell: ['alb', 'alb-listener', 'alb-target'].map((source) => `${source} kept unsupported-now`),
      says: ['NotOpenService'],
    },
    {
      what: 'a region that is switched off',
      happens: faulty({ kind: 'unsupported' }, { region: HANGZHOU, account: MAIN }),
      unwell: allKept(aliyun.collectors, 'unsupported-now'),
      says: ['InvalidRegionId.NotFound'],
    },
    {
      what: 'a product that is stopped because the account is in arrears',
      happens: faulty(
        { kind: 'error', status: 403, code: 'InvalidAccountStatus.NotEnoughBalance', message: 'no' },
        { operation: 'rds:*', account: MAIN },
      ),
      unwell: ['rds kept denied'],
      says: ['the account is in arrears'],
    },
    {
      what: 'an account that is closed because it is in arrears',
      happens: faulty(
        { kind: 'error', status: 400, code: 'Account.Arrearage', message: 'no' },
        { account: MAIN },
      ),
      unwell: allKept(aliyun.collectors, 'denied'),
      says: ['the account is in arrears'],
    },
  ]);

  it('a region that is no longer named takes nothing with it but its own record', async () => {
    const before = byRef(await stage().records());
    const mend = switchOff(stage().cloud.estate);
    const { answer, output } = await stage().run();
    mend();
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 1 });
    expect(await stage().moves(`${MAIN} global`)).toEqual([`region aliyun/region/${HANGZHOU} removed`]);
    expect(await stage().unwell(HERE)).toEqual(allKept(aliyun.collectors, 'unsupported-now'));
    expect(output).toContain(`${HANGZHOU} is not enabled in account ${MAIN}`);
    await stage().run();
    expect(await stage().allUnwell()).toEqual([]);
    expect(byRef(await stage().records())).toEqual(before);
  });
});

findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: CONFIG }),
  here: HERE,
  closes: ({ faults }) =>
    faults.add({ kind: 'opt-in-required' }, { operation: 'alb:*', account: MAIN, region: HANGZHOU }),
  sources: ['alb', 'alb-listener', 'alb-target'],
});

staysInItsPlace({
  start: async () => {
    const estate = buildEstate();
    for (const [account, region] of PLACES) {
      const same = vpc({
        VpcId: 'vpc-same',
        VpcName: `${account} ${region}`,
        RegionId: region,
        OwnerId: Number(account),
        CidrBlock: '10.0.0.0/16',
      });
      add(placeOf(estate, account, region), 'vpcs', same);
    }
    return startStage({ estate, config: CONFIG });
  },
  ref: 'aliyun/vpc/vpc-same',
  places: PLACES.map((place) => place.join(' ')),
  removes: ({ estate }) => remove(placeOf(estate), 'vpcs', 'vpc-same'),
});

function switchOff({ accounts }: Estate): () => void {
  const regions = accounts[MAIN]?.regions;
  const place = regions?.[HANGZHOU];
  if (regions === undefined || place === undefined) throw new Error('no such region');
  delete regions[HANGZHOU];
  return () => (regions[HANGZHOU] = place);
}

function withdraw(estate: Estate, ...products: readonly string[]): () => void {
  const account = estate.accounts[MAIN];
  if (account === undefined) throw new Error('no such account');
  account.notOffered[HANGZHOU] = [...products];
  return () => delete account.notOffered[HANGZHOU];
}

function placeOf(estate: Estate, account = MAIN, region = HANGZHOU): RegionEstate {
  const place = estate.accounts[account]?.regions[region];
  if (place === undefined) throw new Error('no such region');
  return place;
}
