/** The whole job, handler included, over the written estate: what is stored, what is told, what a bad day does. */
import { describe } from 'vitest';
import { resourcesOf } from '../../simulator/huawei/estate.ts';
import { change, remove, retag } from '../../simulator/huawei/mutate.ts';
import { buildEstate } from './estate.ts';
import { expected } from './expected.ts';
import {
  commitsWhatChanged,
  emptiesNothing,
  faulty,
  keepsEveryRecord,
  keepsWhatIsDenied,
  brokenAnswers,
} from '../laws.ts';
import { staged } from '../stage.ts';
import { AGENCY, BEIJING, BRANCH, MAIN, SHANGHAI, startStage } from './stage.ts';

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

describe('the job over Huawei Cloud', () => {
  const stage = staged(async () => startStage({ estate: buildEstate(), config: CONFIG }));
  const played = { stage, scopes: SCOPES, here: HERE };

  keepsEveryRecord(played, {
    expected: expected(),
    secrets: (cloud) => [MAIN, BRANCH].map((account) => cloud.credentials(account).secretAccessKey),
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
      'vpc:peerings:list': ['peer-connection'],
      'nat:natGatewayTags:list': ['nat-gateway'],
      'er:attachments:list': ['enterprise-router'],
      'cc:networkInstances:list': ['cloud-connection'],
      'dcs:instance:list': ['redis'],
      'gaussdb:mysqlInstance:list': ['gaussdb-mysql'],
      'cce:cluster:list': ['k8s-cluster'],
      'ecs:cloudServers:list': ['vm'],
    },
    says: (operation) => operation,
  });

  emptiesNothing(played, [
    {
      what: 'a service that a region no longer offers',
      happens: ({ estate }) => {
        const project = estate.accounts[MAIN]?.projects.find(({ name }) => name === BEIJING);
        project?.notOffered.push('dcs', 'er');
        return () => project?.notOffered.splice(0);
      },
      unwell: ['enterprise-router kept unsupported-now', 'redis kept unsupported-now'],
    },
    {
      what: 'an empty answer after a full one, which is held,',
      happens: faulty({ kind: 'empty' }, { operation: 'vpc:securityGroups:list' }),
      unwell: ['security-group held'],
    },
    ...brokenAnswers({ operation: 'vpc:vpcs:list', account: MAIN }, { unwell: ['vpc kept unavailable'] }),
    {
      what: 'a key that has expired',
      happens: faulty({ kind: 'expired-credentials' }, { operation: 'vpc:subnets:list' }),
      unwell: ['subnet kept denied'],
    },
    {
      what: 'a region that the user may not enter',
      happens: faulty({ kind: 'opt-in-required' }, { operation: 'vpc:subnets:list' }),
      unwell: ['subnet kept denied'],
    },
  ]);
});
