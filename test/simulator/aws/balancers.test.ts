import { DescribeTagsCommand as DescribeClassicTagsCommand } from '@aws-sdk/client-elastic-load-balancing';
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Clients, clientsOf } from './clients.ts';
import { type RegionEstate, regionOf } from './estate.ts';
import { generateEstate } from './generate.ts';
import { without } from './rows.ts';
import { type Aws, startAws } from './server.ts';

const account = '111111111111';

let aws: Aws;
let clients: Clients;
let here: RegionEstate;

beforeAll(async () => {
  const estate = generateEstate({ seed: 'balancers', accounts: [account], regions: ['us-east-1'] });
  aws = await startAws({ estate });
  clients = clientsOf({ endpoint: aws.url, region: 'us-east-1', credentials: aws.credentials(account) });
  here = regionOf(estate, { account, region: 'us-east-1' });
});

afterAll(() => aws.close());

const arns = <Row extends object>(rows: readonly Row[], field: keyof Row): string[] =>
  rows.map((row) => String(row[field]));

it('tells the listeners of one balancer, in pages', async () => {
  const LoadBalancerArn = String(here.loadBalancers[3]?.LoadBalancerArn);
  const expected = here.listeners.filter((row) => row.LoadBalancerArn === LoadBalancerArn);
  const whole = await clients.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
  expect(whole.Listeners).toEqual(expected.map((row) => without(row, 'Tags')));
  const first = await clients.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn, PageSize: 1 }));
  const input = { LoadBalancerArn, PageSize: 1, Marker: String(first.NextMarker) };
  const second = await clients.elbv2.send(new DescribeListenersCommand(input));
  expect([first, second].flatMap(({ Listeners = [] }) => arns(Listeners, 'ListenerArn'))).toEqual(
    arns(expected, 'ListenerArn'),
  );
  expect(second.NextMarker).toBeUndefined();
  await expect(clients.elbv2.send(new DescribeListenersCommand({}))).rejects.toMatchObject({
    name: 'ValidationError',
  });
  const unknown = new DescribeListenersCommand({ LoadBalancerArn: `${LoadBalancerArn}0` });
  await expect(clients.elbv2.send(unknown)).rejects.toMatchObject({ name: 'LoadBalancerNotFoundException' });
  await expect(
    clients.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn, PageSize: 401 })),
  ).rejects.toMatchObject({ name: 'ValidationError' });
});

it('tells the rules of one listener', async () => {
  const ListenerArn = String(here.rules[0]?.ListenerArn);
  const { Rules } = await clients.elbv2.send(new DescribeRulesCommand({ ListenerArn }));
  const expected = here.rules.filter((row) => row.ListenerArn === ListenerArn);
  expect(Rules).toEqual(expected.map((row) => without(without(row, 'Tags'), 'ListenerArn')));
  expect(Rules?.map(({ Priority }) => Priority)).toEqual(['1', '2', 'default']);
});

it('tells the targets of one group, and refuses a group that is not there', async () => {
  for (const { TargetGroupArn } of here.targetGroups) {
    const command = new DescribeTargetHealthCommand({ TargetGroupArn });
    const { TargetHealthDescriptions } = await clients.elbv2.send(command);
    const expected = here.targets.filter((row) => row.TargetGroupArn === TargetGroupArn);
    expect(TargetHealthDescriptions).toEqual(
      expected.map(({ Target, TargetHealth }) => ({ Target, TargetHealth })),
    );
  }
  const unknown = new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:none' });
  await expect(clients.elbv2.send(unknown)).rejects.toMatchObject({ name: 'TargetGroupNotFoundException' });
  await expect(
    clients.elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: undefined })),
  ).rejects.toMatchObject({ name: 'ValidationError' });
});

it('tells the groups of one balancer', async () => {
  const LoadBalancerArn = String(here.loadBalancers[0]?.LoadBalancerArn);
  const { TargetGroups = [] } = await clients.elbv2.send(
    new DescribeTargetGroupsCommand({ LoadBalancerArn }),
  );
  expect(TargetGroups.length).toBeGreaterThan(1);
  expect(TargetGroups.every(({ LoadBalancerArns }) => LoadBalancerArns?.includes(LoadBalancerArn))).toBe(
    true,
  );
});

it('tells the tags of twenty ARNs of any type, and refuses twenty-one', async () => {
  const rows = [
    ...here.loadBalancers,
    ...here.listeners.slice(0, 4),
    ...here.rules.slice(0, 4),
    ...here.targetGroups.slice(0, 3),
  ];
  const ids = [
    ...arns(here.loadBalancers, 'LoadBalancerArn'),
    ...arns(here.listeners.slice(0, 4), 'ListenerArn'),
    ...arns(here.rules.slice(0, 4), 'RuleArn'),
    ...arns(here.targetGroups.slice(0, 3), 'TargetGroupArn'),
  ];
  const { TagDescriptions } = await clients.elbv2.send(
    new DescribeTagsCommand({ ResourceArns: ids.slice(0, 20) }),
  );
  expect(TagDescriptions).toEqual(
    ids.slice(0, 20).map((ResourceArn, n) => ({ ResourceArn, Tags: rows[n]?.Tags })),
  );
  expect(ids).toHaveLength(21);
  await expect(clients.elbv2.send(new DescribeTagsCommand({ ResourceArns: ids }))).rejects.toMatchObject({
    name: 'ValidationError',
  });
});

it('tells the tags of twenty classic balancers, and refuses twenty-one', async () => {
  const [one] = here.classicLoadBalancers;
  const LoadBalancerNames = [String(one?.LoadBalancerName)];
  const { TagDescriptions } = await clients.elb.send(new DescribeClassicTagsCommand({ LoadBalancerNames }));
  expect(TagDescriptions).toEqual([{ LoadBalancerName: 'classic-0', Tags: one?.Tags }]);
  const many = Array.from({ length: 21 }, () => 'classic-0');
  await expect(
    clients.elb.send(new DescribeClassicTagsCommand({ LoadBalancerNames: many })),
  ).rejects.toMatchObject({ name: 'ValidationError' });
});
