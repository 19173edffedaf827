import {
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DescribeVpcsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { DescribeClusterCommand } from '@aws-sdk/client-eks';
import { DescribeCacheClustersCommand } from '@aws-sdk/client-elasticache';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clients, clientsOf } from './clients.ts';
import { generateEstate } from './generate.ts';
import { rename, remove, retag } from './mutate.ts';
import { type Aws, startAws } from './server.ts';

const account = '111111111111';
const HERE = { account, region: 'eu-west-1' };
const VPCS = { operation: 'ec2:DescribeVpcs', times: 1 };

let aws: Aws;
let clients: Clients;
let clock: number;

beforeEach(async () => {
  clock = 0;
  const estate = generateEstate({
    seed: 'faults',
    accounts: [account],
    regions: ['eu-west-1', 'us-east-1'],
    disabled: ['ap-east-1'],
    sizes: { vpcs: 12, instances: 20, networkInterfaces: 40 },
  });
  aws = await startAws({ estate, now: () => clock });
  clients = clientsOf({ endpoint: aws.url, region: 'eu-west-1', credentials: aws.credentials(account) });
});

afterEach(() => aws.close());

const vpcs = (NextToken?: string) =>
  clients.ec2.send(
    new DescribeVpcsCommand({ MaxResults: 5, ...(NextToken === undefined ? {} : { NextToken }) }),
  );

const outcomes = (): string[] => aws.calls().map(({ outcome }) => outcome);

const databases = (of: Clients) => of.rds.send(new DescribeDBInstancesCommand({}));

describe('faults', () => {
  it('answers errors of the service', async () => {
    aws.faults.add({ kind: 'server', status: 500 }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ name: 'InternalError', $metadata: { httpStatusCode: 500 } });
    aws.faults.add({ kind: 'server', status: 503 }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ name: 'Unavailable', $metadata: { httpStatusCode: 503 } });
    aws.faults.add({ kind: 'expired-credentials' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ name: 'RequestExpired' });
    aws.faults.add({ kind: 'opt-in-required' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ name: 'OptInRequired' });
    aws.faults.add({ kind: 'unsupported' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ name: 'InvalidAction' });
    aws.faults.add({ kind: 'error', status: 400, code: 'Odd', message: 'a <b> & "c"' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ name: 'Odd', message: 'a <b> & "c"' });
    expect(outcomes()).toEqual([
      'InternalError',
      'Unavailable',
      'RequestExpired',
      'OptInRequired',
      'InvalidAction',
      'Odd',
    ]);
  });

  it('breaks connections and bodies', async () => {
    aws.faults.add({ kind: 'reset' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ code: 'ECONNRESET' });
    aws.faults.add({ kind: 'truncate' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({
      code: 'ECONNRESET',
      $metadata: { httpStatusCode: 200 },
    });
    aws.faults.add({ kind: 'cut-body' }, VPCS);
    await expect(vpcs()).rejects.toMatchObject({ message: expect.stringContaining('XML') as string });
    aws.faults.add({ kind: 'hang' }, VPCS);
    const abort = new AbortController();
    const hanging = clients.ec2.send(new DescribeVpcsCommand({}), { abortSignal: abort.signal });
    while (aws.calls().length < 4) await new Promise(setImmediate);
    abort.abort();
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    expect(outcomes()).toEqual(['reset', 'truncate', 'cut-body', 'hang']);
  });

  it('answers with the page of a proxy', async () => {
    aws.faults.add({ kind: 'html' }, VPCS);
    const answer = await vpcs().catch((error: unknown) => error);
    expect(answer).not.toMatchObject({ Vpcs: expect.anything() as unknown });
  });

  it('plays tricks with pages, on the page it was told', async () => {
    aws.faults.add({ kind: 'throttle' }, { ...VPCS, page: 2 });
    const first = await vpcs();
    await expect(vpcs(first.NextToken)).rejects.toMatchObject({ name: 'RequestLimitExceeded' });
    const second = await vpcs(first.NextToken);
    expect(second.Vpcs).toHaveLength(5);
    aws.faults.add({ kind: 'repeat-token' }, { ...VPCS, page: 2 });
    expect((await vpcs(first.NextToken)).NextToken).toBe(first.NextToken);
    aws.faults.add({ kind: 'empty-page' }, { ...VPCS, page: 2 });
    const empty = await vpcs(first.NextToken);
    expect(empty.Vpcs).toEqual([]);
    expect((await vpcs(empty.NextToken)).Vpcs).toEqual(second.Vpcs);
    aws.faults.add({ kind: 'short-page' }, { ...VPCS, page: 1 });
    const short = await vpcs();
    expect(short.Vpcs).toEqual(first.Vpcs?.slice(0, 3));
    expect(short.NextToken).toBeDefined();
    aws.faults.add({ kind: 'empty' }, VPCS);
    expect(await vpcs()).toMatchObject({ Vpcs: [] });
  });

  it('reaches the account and region it was told, until it is taken away', async () => {
    const elsewhere = clientsOf({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: aws.credentials(account),
    });
    const takeAway = aws.faults.add({ kind: 'deny' }, { operation: 'rds:*', region: 'eu-west-1' });
    await expect(databases(elsewhere)).resolves.toBeDefined();
    await expect(databases(clients)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(databases(clients)).rejects.toMatchObject({ name: 'AccessDenied' });
    takeAway();
    await expect(databases(clients)).resolves.toBeDefined();
  });
});

const dry = () => clients.ec2.send(new DescribeVpcsCommand({ DryRun: true }));

describe('dry runs', () => {
  it('tell a permission from the lack of one', async () => {
    await expect(dry()).rejects.toMatchObject({
      name: 'DryRunOperation',
      $metadata: { httpStatusCode: 412 },
    });
    aws.faults.add({ kind: 'deny' }, VPCS);
    await expect(dry()).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  });
});

const instances = (ec2: EC2Client) => ec2.send(new DescribeInstancesCommand({}));

describe('token buckets', () => {
  it('pass a burst, then so many a second, per region and operation', async () => {
    await aws.close();
    aws = await startAws({
      estate: aws.estate,
      now: () => clock,
      buckets: { '*': { burst: 2, perSecond: 1 } },
    });
    const connect = (region: string) =>
      clientsOf({ endpoint: aws.url, region, credentials: aws.credentials(account) });
    clients = connect('eu-west-1');
    await vpcs();
    await vpcs();
    await expect(vpcs()).rejects.toMatchObject({
      name: 'RequestLimitExceeded',
      $metadata: { httpStatusCode: 503 },
    });
    await instances(clients.ec2);
    await instances(connect('us-east-1').ec2);
    clock += 1000;
    await vpcs();
    await expect(vpcs()).rejects.toMatchObject({ name: 'RequestLimitExceeded' });
    clock += 60_000;
    await vpcs();
    await vpcs();
    await expect(vpcs()).rejects.toMatchObject({ name: 'RequestLimitExceeded' });
  });

  it('are 100 and 20 a second unless told otherwise', async () => {
    const calls = await Promise.allSettled(Array.from({ length: 103 }, () => vpcs()));
    expect(calls.filter(({ status }) => status === 'rejected')).toHaveLength(3);
    clock += 1000;
    const more = await Promise.allSettled(Array.from({ length: 23 }, () => vpcs()));
    expect(more.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });
});

describe('changes', () => {
  it('show at the next call', async () => {
    const [first, second] = aws.estate.accounts[account]?.regions['eu-west-1']?.vpcs ?? [];
    rename(aws.estate, HERE, 'vpcs', String(first?.VpcId), '新名字');
    remove(aws.estate, HERE, 'vpcs', String(second?.VpcId));
    retag(aws.estate, HERE, 'dbInstances', 'db-0', { owner: 'me' });
    retag(aws.estate, HERE, 'cacheClusters', 'alone-5', { owner: 'cache' });
    retag(aws.estate, HERE, 'clusters', 'cluster-0', { owner: 'kube' });
    const answer = await clients.ec2.send(new DescribeVpcsCommand({}));
    expect(answer.Vpcs).toHaveLength(11);
    expect(answer.Vpcs?.[0]?.Tags).toContainEqual({ Key: 'Name', Value: '新名字' });
    const db = await clients.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'db-0' }));
    expect(db.DBInstances?.[0]?.TagList).toEqual([{ Key: 'owner', Value: 'me' }]);
    const kube = await clients.eks.send(new DescribeClusterCommand({ name: 'cluster-0' }));
    expect(kube.cluster?.tags).toEqual({ owner: 'kube' });
    const tags = await clients.tagging.send(
      new GetResourcesCommand({ ResourceTypeFilters: ['elasticache:cluster'] }),
    );
    expect(tags.ResourceTagMappingList).toContainEqual({
      ResourceARN: `arn:aws:elasticache:eu-west-1:${account}:cluster:alone-5`,
      Tags: [{ Key: 'owner', Value: 'cache' }],
    });
  });

  it('between two pages: what is gone is left out, nothing is skipped or repeated', async () => {
    const ids =
      aws.estate.accounts[account]?.regions['eu-west-1']?.vpcs.map(({ VpcId }) => String(VpcId)) ?? [];
    aws.beforePage({ operation: 'ec2:DescribeVpcs', page: 2 }, () => {
      remove(aws.estate, HERE, 'vpcs', String(ids[0]), String(ids[6]));
    });
    const first = await vpcs();
    const second = await vpcs(first.NextToken);
    const third = await vpcs(second.NextToken);
    const seen = [first, second, third].map(({ Vpcs = [] }) => Vpcs.map(({ VpcId }) => VpcId));
    expect(seen).toEqual([ids.slice(0, 5), [ids[5], ...ids.slice(7, 10)], ids.slice(10)]);
    expect(third.NextToken).toBeUndefined();
  });
});

const withParameter = (name: string, of: keyof Clients): void => {
  // The stacks of all clients are alike; their types are not.
  (clients[of] as EC2Client).middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: unknown; query: Record<string, string> };
      if (of === 'eks') request.query[name] = '1';
      else if (of === 'tagging') request.body = `{"${name}":1}`;
      else request.body = `${String(request.body)}&${name}=1`;
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'parameter' },
  );
};

const regions = async (input: object) => {
  const { Regions = [] } = await clients.ec2.send(new DescribeRegionsCommand(input));
  return Regions.map(({ RegionName, OptInStatus }) => `${RegionName} ${OptInStatus}`);
};

describe('parameters', () => {
  it('that the API does not document are refused', async () => {
    withParameter('Colour', 'ec2');
    await expect(vpcs()).rejects.toMatchObject({ name: 'UnknownParameter' });
    withParameter('Filters.member.1', 'rds');
    await expect(clients.rds.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      name: 'ValidationError',
    });
    withParameter('Colour', 'elasticache');
    await expect(clients.elasticache.send(new DescribeCacheClustersCommand({}))).rejects.toMatchObject({
      name: 'ValidationError',
    });
    withParameter('Colour', 'tagging');
    await expect(clients.tagging.send(new GetResourcesCommand({}))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    withParameter('colour', 'eks');
    await expect(clients.eks.send(new DescribeClusterCommand({ name: 'cluster-0' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('that it documents and nobody simulated are loud', async () => {
    const filtered = clients.rds.send(
      new DescribeDBInstancesCommand({ Filters: [{ Name: 'engine', Values: ['mysql'] }] }),
    );
    await expect(filtered).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });

  it('filter regions', async () => {
    expect(await regions({})).toEqual(['eu-west-1 opt-in-not-required', 'us-east-1 opt-in-not-required']);
    expect(await regions({ AllRegions: true })).toContain('ap-east-1 not-opted-in');
    expect(
      await regions({ Filters: [{ Name: 'opt-in-status', Values: ['not-opted-in'] }], AllRegions: true }),
    ).toHaveLength(1);
  });
});

it('records every call and the actions they need', async () => {
  clock = 7;
  const first = await vpcs();
  await vpcs(first.NextToken);
  await clients.rds.send(new DescribeDBInstancesCommand({}));
  expect(aws.calls()[1]).toEqual({
    service: 'ec2',
    operation: 'DescribeVpcs',
    action: 'ec2:DescribeVpcs',
    account,
    region: 'eu-west-1',
    page: 2,
    outcome: 'ok',
    at: 7,
  });
  expect(aws.actions()).toEqual(['ec2:DescribeVpcs', 'rds:DescribeDBInstances']);
  aws.resetCalls();
  expect(aws.calls()).toEqual([]);
});
