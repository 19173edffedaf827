import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ListClustersCommand } from '@aws-sdk/client-eks';
import { DescribeCacheClustersCommand } from '@aws-sdk/client-elasticache';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing';
import { DescribeLoadBalancersCommand as DescribeV2Command } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clients, clientsOf } from './clients.ts';
import { generateEstate } from './generate.ts';
import type { Credentials } from './identities.ts';
import { type Aws, startAws } from './server.ts';

const [FIRST, SECOND] = ['111111111111', '222222222222'] as const;
const HOUR = 3_600_000;

let aws: Aws;
let late: number;

beforeEach(async () => {
  late = 0;
  const estate = generateEstate({
    seed: 'authentication',
    accounts: [FIRST, SECOND],
    regions: ['eu-west-1'],
    disabled: ['ap-east-1'],
    role: { name: 'tagsync', externalId: 'agreed' },
  });
  aws = await startAws({ estate, wallClock: () => Date.now() + late });
});

afterEach(() => aws.close());

const clients = (credentials: Credentials, region = 'eu-west-1'): Clients =>
  clientsOf({ endpoint: aws.url, region, credentials });

/** One call of each service. */
const CALLS: Readonly<Record<keyof Clients, (of: Clients) => Promise<unknown>>> = {
  ec2: ({ ec2 }) => ec2.send(new DescribeVpcsCommand({})),
  elb: ({ elb }) => elb.send(new DescribeLoadBalancersCommand({})),
  elbv2: ({ elbv2 }) => elbv2.send(new DescribeV2Command({})),
  rds: ({ rds }) => rds.send(new DescribeDBInstancesCommand({})),
  elasticache: ({ elasticache }) => elasticache.send(new DescribeCacheClustersCommand({})),
  eks: ({ eks }) => eks.send(new ListClustersCommand({})),
  tagging: ({ tagging }) => tagging.send(new GetResourcesCommand({})),
  sts: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  organizations: ({ organizations }) => organizations.send(new DescribeOrganizationCommand({})),
};

interface Codes {
  readonly service: keyof Clients;
  readonly signature: string;
  readonly key: string;
  readonly expired: string;
  readonly skewed: string;
}

const ec2: Codes = {
  service: 'ec2',
  signature: 'AuthFailure',
  key: 'AuthFailure',
  expired: 'RequestExpired',
  skewed: 'RequestExpired',
};
const query = (service: keyof Clients): Codes => ({
  service,
  signature: 'SignatureDoesNotMatch',
  key: 'InvalidClientTokenId',
  expired: 'ExpiredToken',
  skewed: 'SignatureDoesNotMatch',
});
const json = (service: keyof Clients): Codes => ({
  service,
  signature: 'InvalidSignatureException',
  key: 'UnrecognizedClientException',
  expired: 'ExpiredTokenException',
  skewed: 'InvalidSignatureException',
});

const SERVICES = [
  ec2,
  ...(['elb', 'elbv2', 'rds', 'elasticache', 'sts'] as const).map(query),
  ...(['eks', 'tagging', 'organizations'] as const).map(json),
];

describe.each(SERVICES)('$service', ({ service, signature, key, expired, skewed }) => {
  const call = CALLS[service];

  it('refuses another secret, an unknown key and a clock that is wrong', async () => {
    const good = aws.credentials(FIRST);
    await expect(call(clients(good))).resolves.toBeDefined();
    const secret = clients({ ...good, secretAccessKey: 'x'.repeat(40) });
    await expect(call(secret)).rejects.toMatchObject({ name: signature });
    const unknown = clients({ ...good, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' });
    await expect(call(unknown)).rejects.toMatchObject({ name: key });
    const stray = clients({ ...good, sessionToken: 'not of this key' });
    await expect(call(stray)).rejects.toMatchObject({ name: key });
    late = 6 * 60_000;
    await expect(call(clients(good))).rejects.toMatchObject({ name: skewed });
  });

  it('takes a session until it expires', async () => {
    const { Credentials: session } = await clients(aws.credentials(FIRST)).sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${SECOND}:role/tagsync`,
        RoleSessionName: 'test',
        ExternalId: 'agreed',
      }),
    );
    const credentials = {
      accessKeyId: String(session?.AccessKeyId),
      secretAccessKey: String(session?.SecretAccessKey),
      sessionToken: String(session?.SessionToken),
    };
    await expect(call(clients(credentials))).resolves.toBeDefined();
    expect(aws.calls().at(-1)).toMatchObject({ account: SECOND, region: 'eu-west-1', outcome: 'ok' });
    late = HOUR + 1000;
    await expect(call(clients(credentials))).rejects.toMatchObject({ name: expired });
  });
});

it('refuses a body that was changed after it was signed', async () => {
  const client = new EC2Client({
    endpoint: aws.url,
    region: 'eu-west-1',
    credentials: aws.credentials(FIRST),
    maxAttempts: 1,
  });
  const sent = async (change: (body: string) => string): Promise<unknown> => {
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = change(request.body);
        return next(args);
      },
      // After the signature, which is in the same step.
      { step: 'finalizeRequest', priority: 'low', name: 'tamper', override: true },
    );
    return await client.send(new DescribeVpcsCommand({ MaxResults: 10 }));
  };
  await expect(sent((body) => body)).resolves.toBeDefined();
  await expect(sent((body) => body.replace('MaxResults=10', 'MaxResults=20'))).rejects.toMatchObject({
    name: 'AuthFailure',
  });
});

it('refuses every service in a region that is not opted in, and shows it only when asked for all', async () => {
  const there = clients(aws.credentials(FIRST), 'ap-east-1');
  await expect(CALLS.ec2(there)).rejects.toMatchObject({ name: 'AuthFailure' });
  await expect(CALLS.rds(there)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  await expect(CALLS.eks(there)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});

const assume = (account: string, input: { RoleArn: string; ExternalId?: string }): Promise<unknown> =>
  clients(aws.credentials(account)).sts.send(new AssumeRoleCommand({ RoleSessionName: 'test', ...input }));

it('assumes a role only for whom it trusts and with its external id', async () => {
  const RoleArn = `arn:aws:iam::${SECOND}:role/tagsync`;
  const denied = {
    name: 'AccessDenied',
    message: expect.stringContaining(`sts:AssumeRole on resource: ${RoleArn}`) as string,
  };
  await expect(assume(FIRST, { RoleArn, ExternalId: 'agreed' })).resolves.toMatchObject({
    AssumedRoleUser: { Arn: `arn:aws:sts::${SECOND}:assumed-role/tagsync/test` },
  });
  await expect(assume(FIRST, { RoleArn, ExternalId: 'guessed' })).rejects.toMatchObject(denied);
  await expect(assume(FIRST, { RoleArn })).rejects.toMatchObject(denied);
  await expect(assume(SECOND, { RoleArn, ExternalId: 'agreed' })).rejects.toMatchObject(denied);
  await expect(
    assume(FIRST, { RoleArn: `arn:aws:iam::${SECOND}:role/none`, ExternalId: 'agreed' }),
  ).rejects.toMatchObject({ name: 'AccessDenied' });
});

it('lists the accounts of an organization to its management account alone', async () => {
  const list = (account: string) =>
    clients(aws.credentials(account)).organizations.send(new ListAccountsCommand({}));
  await expect(list(FIRST)).resolves.toMatchObject({
    Accounts: [{ Id: FIRST, Status: 'ACTIVE' }, { Id: SECOND }],
  });
  await expect(list(SECOND)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  aws.estate.organization = undefined;
  await expect(list(FIRST)).rejects.toMatchObject({ name: 'AWSOrganizationsNotInUseException' });
});
