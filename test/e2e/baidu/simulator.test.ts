/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe, expect, it } from 'vitest';
import { resourcesOf } from '../../simulator/baidu/estate.ts';
import { change, remove, retag } from '../../simulator/baidu/mutate.ts';
import { vpc } from '../../simulator/baidu/rows.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  commitsWhatChanged,
  emptiesNothing,
  faulty,
  findsWhatOpensLater,
  keepsWhatIsInASoldOutZone,
  keepsEveryRecord,
  keepsWhatIsDenied,
  keepsWhatIsSwitchedOff,
  tellsApart,
  brokenAnswers,
} from '../laws.ts';
import { staysInItsPlace } from '../same-id.ts';
import { byRef, staged } from '../stage.ts';
import { BEIJING, BRANCH, GUANGZHOU, MAIN, ROLE, startStage } from './stage.ts';

const CONFIG = {
  accounts: [{ id: MAIN }, { name: 'branch office', id: BRANCH, roleName: ROLE }],
  // By id with a wildcard, and by the name that the console shows.
  regions: { include: ['b*', '华南 - 广州'], exclude: ['bd'] },
};

const SCOPES = [MAIN, BRANCH]
  .flatMap((account) => ['global', BEIJING, GUANGZHOU].map((region) => `${account} ${region}`))
  .toSorted();
const PLACES = [
  [MAIN, BEIJING],
  [MAIN, GUANGZHOU],
  [BRANCH, BEIJING],
] as const;
const HERE = `${MAIN} ${BEIJING}`;

describe('the job over Baidu Cloud', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).secretAccessKey),
  });

  tellsApart(played, [
    'nat_rule rule-1', // with two addresses
    'peer_connection peerconn-far', // between two regions of two accounts
    'peer_connection peerconn-in', // between two networks of one
  ]);

  commitsWhatChanged(played, {
    change: ({ estate }) => {
      const place = resourcesOf(estate, MAIN, BEIJING);
      retag(place, 'instances', 'i-web', [
        { tagKey: 'own', tagValue: 'i-web' },
        { tagKey: '环境', tagValue: '改了' },
      ]);
      retag(place, 'databases', 'rdsm-orders', [{ tagKey: 'own', tagValue: 'again' }]);
      retag(place, 'nats', 'nat-out', []);
      change(place, 'instances', 'i-off', { status: 'Running' });
      // Still runs.
      change(place, 'databases', 'rdsmr-copy', { instanceStatus: 'Rebooting' });
      // Moves, and its list does not tell.
      change(place, 'caches', 'scs-bj-sessions', {
        subnets: [{ subnetId: 'sbn-c', zoneName: 'cn-bj-a' }],
      });
      change(place, 'routeRules', 'rr-3', { nexthopId: 'i-off' });
      change(place, 'policies', 'policy-2', { appIpGroupId: '', appServerGroupId: 'sg-app' });
      remove(place, 'subnets', 'sbn-b');
      remove(place, 'dnatRules', 'rule-3');
    },
    counts: { added: 0, changed: 7, removed: 2 },
    moves: [
      'appblb-listener baidu/lb_listener/lb-app/https/443 changed',
      'nat-gateway baidu/nat_gateway/nat-out changed',
      'nat-rule baidu/nat_rule/nat-out/rule-3 removed',
      'rds baidu/rds/rdsm-orders changed',
      'redis baidu/redis/scs-bj-sessions changed',
      'router baidu/router/rt-core changed',
      'subnet baidu/subnet/sbn-b removed',
      'vm baidu/vm/i-off changed',
      'vm baidu/vm/i-web changed',
    ],
  });

  keepsWhatIsDenied(played, {
    by: 'one',
    denied: {
      'blb:READ:DescribeAllListeners': ['blb-listener'],
      'blb:READ:DescribeBlbRs': ['appblb-target'],
      'blb:READ:DescribePolicys': ['appblb-listener'],
      'network:ROUTE_READ:GetRouteRule': ['router'],
      'network:PEERCONN_READ:ListPeerConn': ['peer-connection'],
      'network:ENIC_READ:ListEni': ['nic'],
      'network:NAT_READ:ListNatGatewayDnatRules': ['nat-rule'],
      'csn:CSN_READ:ListInstance': ['csn'],
      'scs:READ:GetInstanceDetail': ['redis'],
      'rds:READ:GetDetail': ['rds'],
      'bbc:READ:ListInstances': ['bbc'],
      'cce:CCE_READ:ListClusters': ['k8s-cluster'],
    },
    says: (operation) => {
      const [service, permission] = operation.split(':');
      return `allow ${permission} of bce:${service}`;
    },
  });

  it('a throttle in the middle of a list is waited for', async () => {
    const before = byRef(await stage().records());
    const { faults } = stage().cloud;
    faults.add({ kind: 'throttle' }, { operation: 'network:ROUTE_READ:GetRouteRule', page: 2, times: 2 });
    const { answer } = await stage().run();
    faults.clear();
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({
      failures: 0,
      added: 0,
      changed: 0,
      removed: 0,
      sources: { kept: 0, held: 0 },
    });
    expect(byRef(await stage().records())).toEqual(before);
  });

  keepsWhatIsSwitchedOff(played, ({ estate }) => {
    const account = estate.accounts[MAIN];
    if (account === undefined) throw new Error('no such account');
    account.closed.push(BEIJING);
    return () => account.closed.splice(0);
  });

  keepsWhatIsInASoldOutZone(played, 'baidu/az/cn-bj-b', ({ estate }) => {
    const place = resourcesOf(estate, MAIN, BEIJING);
    const zones = place.zones.splice(0);
    place.zones.push(...zones.filter(({ zoneName }) => zoneName !== 'cn-bj-b'));
    return () => void place.zones.splice(0, Infinity, ...zones);
  });

  emptiesNothing(played, [
    {
      what: 'a product that is closed in a region',
      happens: ({ estate }) => {
        const place = estate.accounts[MAIN]?.places[BEIJING];
        place?.notOpened.push('redis', 'rds');
        return () => place?.notOpened.splice(0);
      },
      unwell: ['rds kept unsupported-now', 'redis kept unsupported-now'],
    },
    {
      what: 'an empty answer after a full one, which is held,',
      happens: faulty({ kind: 'empty' }, { operation: 'eip:READ:ListEip' }),
      unwell: ['eip held'],
    },
    ...brokenAnswers(
      { operation: 'network:SUBNET_READ:ListSubnets', account: MAIN },
      { unwell: ['subnet kept unavailable'] },
    ),
    {
      what: 'an account in arrears',
      happens: faulty(
        {
          kind: 'error',
          status: 403,
          code: 'AccountOverdue',
          message: 'Your request is denied because there is an overdue bill of your account.',
        },
        { operation: 'network:SUBNET_READ:ListSubnets', account: MAIN },
      ),
      unwell: ['subnet kept denied'],
      says: ['in arrears'],
    },
    {
      what: 'a key that has expired',
      happens: faulty({ kind: 'expired-credentials' }, { operation: 'network:SUBNET_READ:ListSubnets' }),
      unwell: ['subnet kept denied'],
    },
  ]);
});

staysInItsPlace({
  start: async () => {
    const estate = buildEstate();
    for (const [account, region] of PLACES) {
      const at = `${account} ${region}`;
      resourcesOf(estate, account, region).vpcs.push(
        vpc({ vpcId: 'vpc-same', name: at, cidr: '10.0.0.0/16' }),
      );
    }
    return startStage({ estate, config: CONFIG });
  },
  ref: 'baidu/vpc/vpc-same',
  places: PLACES.map((place) => place.join(' ')),
  removes: ({ estate }) => remove(resourcesOf(estate, MAIN, BEIJING), 'vpcs', 'vpc-same'),
});

findsWhatOpensLater({
  start: async () => startStage({ estate: buildEstate(), config: CONFIG }),
  here: HERE,
  closes: ({ faults }) =>
    faults.add({ kind: 'opt-in-required' }, { operation: 'scs:*', account: MAIN, region: BEIJING }),
  sources: ['redis'],
});
