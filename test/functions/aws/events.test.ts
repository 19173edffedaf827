import * as ec2 from '@aws-sdk/client-ec2';
import * as eks from '@aws-sdk/client-eks';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it, test } from 'vitest';
import { events } from '../../../functions/aws/events.ts';
import { aws } from '../../../functions/aws/provider.ts';
import { patternsOf } from '../../../shared/collect/event-row.ts';
import { parseAt } from '../../../shared/runtime/config-error.ts';
import { BusEvent, refreshesOf } from '../../../shared/runtime/bus-event.ts';

const where = { account: '123456789012', region: 'us-east-1' };
const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:123456789012:${rest}`;
/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tag-monitor.html */
const retagged = (service: string, type: string, resource: string): object => ({
  version: '0',
  id: 'bddcf1d6-0251-35a1-aab0-adc1fb47c11c',
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  ...where,
  time: '2018-09-18T20:41:38Z',
  resources: [arn(service, resource)],
  detail: {
    'changed-tag-keys': ['a-new-key', 'an-updated-key', 'a-deleted-key'],
    tags: { 'a-new-key': 'tag-value-on-new-key-just-added' },
    service,
    'resource-type': type,
    version: 3,
  },
});
/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instance-state-changes.html */
const state = (name: string): object => ({
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  ...where,
  time: '2021-11-11T21:29:54Z',
  resources: [arn('ec2', 'instance/i-1234567890abcdef0')],
  detail: { 'instance-id': 'i-1234567890abcdef0', state: name },
});
/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-cloudwatch-events.sample.html */
const database = (category: string, type = 'RDS DB Instance Event'): object => ({
  version: '0',
  id: '68f6e973-1a0c-d37b-f2f2-94a7f62ffd4e',
  'detail-type': type,
  source: 'aws.rds',
  ...where,
  time: '2018-09-27T22:36:43Z',
  resources: [arn('rds', 'db:my-db-instance')],
  detail: {
    EventCategories: [category],
    SourceType: 'DB_INSTANCE',
    SourceArn: arn('rds', 'db:my-db-instance'),
    Date: '2018-09-27T22:36:43.292Z',
    Message: 'A Multi-AZ failover has completed.',
    SourceIdentifier: 'rds:my-db-instance',
    EventID: 'RDS-EVENT-0049',
  },
});
/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html */
const cache = (type: string): object => ({
  version: '0',
  id: '1',
  'detail-type': type,
  source: 'aws.elasticache',
  ...where,
  time: '2026-01-01T00:00:00Z',
  resources: [arn('elasticache', 'serverlesscache:sessions')],
  detail: {},
});
/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ec2.html: as CloudTrail tells of a call */
const call = (service: string, eventName: string): object => ({
  version: '0',
  id: '36eb8523-97d0-4518-b33d-ee3579ff19f0',
  'detail-type': 'AWS API Call via CloudTrail',
  source: `aws.${service}`,
  ...where,
  time: '2026-01-01T00:00:00Z',
  resources: [],
  detail: {
    eventVersion: '1.08',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'us-east-1',
  },
});

const sourcesOf = (event: object): readonly string[] =>
  refreshesOf(events, [parseAt(BusEvent, event, [], 'the event')]).refreshes.flatMap(
    ({ sources }) => sources,
  );

/** For a person: from whom, what, and of what. */
const nameOf = (event: object): string => {
  const { source, 'detail-type': type, resources, detail } = parseAt(BusEvent, event, [], 'the event');
  const what = [detail['eventName'], detail['state']].filter((value) => typeof value === 'string');
  return [source, type, ...what, ...resources].join(' ');
};

const CASES: readonly (readonly [event: object, sources: readonly string[]])[] = [
  [retagged('ec2', 'instance', 'instance/i-0000000aaaaaaaaaa'), ['vm']],
  [retagged('ec2', 'network-interface', 'network-interface/eni-0a1b'), ['nic']],
  [retagged('ec2', 'vpc', 'vpc/vpc-0a1b'), ['vpc']],
  [retagged('ec2', 'subnet', 'subnet/subnet-0a1b'), ['subnet']],
  [retagged('ec2', 'route-table', 'route-table/rtb-0a1b'), ['router']],
  [retagged('ec2', 'security-group', 'security-group/sg-0a1b'), ['security-group']],
  [retagged('ec2', 'natgateway', 'natgateway/nat-0a1b'), ['nat-gateway']],
  [retagged('ec2', 'elastic-ip', 'elastic-ip/eipalloc-0a1b'), ['eip']],
  [retagged('ec2', 'vpc-peering-connection', 'vpc-peering-connection/pcx-0a1b'), ['peer-connection']],
  [retagged('ec2', 'transit-gateway', 'transit-gateway/tgw-0a1b'), ['cen']],
  [
    retagged('elasticloadbalancing', 'loadbalancer', 'loadbalancer/app/web/50dc6c495c0c9188'),
    ['classic-load-balancer', 'load-balancer'],
  ],
  [
    retagged('elasticloadbalancing', 'loadbalancer', 'loadbalancer/classic-web'),
    ['classic-load-balancer', 'load-balancer'],
  ],
  [
    retagged('elasticloadbalancing', 'listener', 'listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2'),
    ['lb-listener'],
  ],
  [retagged('rds', 'db', 'db:orders'), ['rds']],
  [retagged('rds', 'cluster', 'cluster:orders'), ['rds']],
  [retagged('elasticache', 'cluster', 'cluster:sessions-001'), ['redis']],
  [retagged('elasticache', 'replicationgroup', 'replicationgroup:sessions'), ['redis']],
  [retagged('elasticache', 'serverlesscache', 'serverlesscache:sessions'), ['redis-serverless']],
  [retagged('eks', 'cluster', 'cluster/production'), ['k8s-cluster']],
  [state('pending'), ['vm', 'nic', 'eip']],
  [state('terminated'), ['vm', 'nic', 'eip']],
  [database('failover'), ['rds', 'nic']],
  [database('creation', 'RDS DB Cluster Event'), ['rds', 'nic']],
  [cache('Cache Created'), ['redis', 'redis-serverless', 'nic']],
  [call('ec2', 'CreateVpc'), ['vpc', 'router', 'security-group']],
  [call('ec2', 'CreateSubnet'), ['subnet']],
  [call('ec2', 'DeleteNatGateway'), ['nat-gateway', 'nic', 'eip']],
  [call('elasticloadbalancing', 'CreateLoadBalancer'), ['classic-load-balancer', 'load-balancer', 'nic']],
  [call('eks', 'CreateCluster'), ['k8s-cluster']],
];

describe('what is listed when AWS tells', () => {
  it.each(CASES.map(([event, sources]) => [nameOf(event), event, sources] as const))(
    '%s',
    (_, event, sources) => {
      expect(sourcesOf(event)).toEqual(sources);
    },
  );

  it.each([
    ['the tag of a volume', retagged('ec2', 'volume', 'volume/vol-0a1b')],
    [
      'the tag of a target group',
      retagged('elasticloadbalancing', 'targetgroup', 'targetgroup/web/73e2d6bc24d8a067'),
    ],
    ['the tag of a bucket', retagged('s3', 'bucket', 'anything')],
    ['a backup', database('backup')],
    ['a snapshot of a database', database('creation', 'RDS DB Snapshot Event')],
    ['a snapshot of a cache', cache('Snapshot Created')],
    ['a call that changes nothing', call('ec2', 'DescribeVpcs')],
    [
      'members of target groups, which are listed group by group',
      call('elasticloadbalancing', 'RegisterTargets'),
    ],
    ['the same from somebody else', { ...state('running'), source: 'custom.ec2' }],
  ])('nothing for %s', (_, event) => {
    expect(sourcesOf(event)).toEqual([]);
  });
});

describe('the table', () => {
  const sources = new Set(aws.collectors.map(({ name }) => name));
  /** Lists of what no tag is on. */
  const bare = ['region', 'az', 'lb-target'];

  it('names collectors of one region only', () => {
    const regional = aws.collectors.filter(({ scope }) => scope === 'region').map(({ name }) => name);
    expect(events.flatMap((row) => row.sources).filter((name) => !regional.includes(name))).toEqual([]);
  });

  it('has the tags of everything that AWS tags', () => {
    const tagged = new Set(events.filter(({ from }) => from === 'aws.tag').flatMap((row) => row.sources));
    expect([...sources].filter((name) => !tagged.has(name))).toEqual(bare);
  });

  it('says where each event is documented', () => {
    expect(events.filter(({ documented }) => !documented.startsWith('https://docs.aws.amazon.com/'))).toEqual(
      [],
    );
  });

  it.each([
    ['ec2', [ec2]],
    ['elasticloadbalancing', [elb, elbv2]],
    ['eks', [eks]],
  ] as const)('names calls that %s has', (service, clients) => {
    const known = new Set(clients.flatMap((client) => Object.keys(client)));
    const names = events
      .filter(({ from }) => from === `aws.${service}`)
      .flatMap(({ detail }) => detail['eventName'] ?? []);
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !known.has(`${name}Command`))).toEqual([]);
  });
});

test('the rules of the bus let through what the table is about, once, within their limit of size', () => {
  const patterns = patternsOf(events);
  const rules = patterns.map(({ source, 'detail-type': types }) => `${source.join()} ${types.join()}`);
  expect(rules).toEqual([
    'aws.tag Tag Change on Resource',
    'aws.ec2 EC2 Instance State-change Notification',
    'aws.rds RDS DB Instance Event,RDS DB Cluster Event',
    'aws.elasticache Cache Created,Cache Updated,Cache Deleted',
    'aws.ec2 AWS API Call via CloudTrail',
    'aws.elasticloadbalancing AWS API Call via CloudTrail',
    'aws.eks AWS API Call via CloudTrail',
  ]);
  expect(patterns[0]?.detail).toEqual({
    service: ['ec2', 'elasticloadbalancing', 'rds', 'elasticache', 'eks'],
  });
  expect(patterns.at(-1)?.detail).toEqual({
    eventSource: ['eks.amazonaws.com'],
    eventName: ['CreateCluster', 'DeleteCluster'],
  });
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  expect(Math.max(...patterns.map((pattern) => JSON.stringify(pattern).length))).toBeLessThan(2048);
});
