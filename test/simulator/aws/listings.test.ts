import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES, type Case, listed } from './cases.ts';
import { type Clients, clientsOf } from './clients.ts';
import { regionOf } from './estate.ts';
import { generateEstate } from './generate.ts';
import { type Aws, startAws } from './server.ts';

const ACCOUNT = '111111111111';
const OTHER = '222222222222';
const HERE = { account: ACCOUNT, region: 'eu-west-1' };

/** More than one smallest page of everything. */
const SIZES = {
  vpcs: 24,
  subnets: 48,
  routeTables: 30,
  natGateways: 12,
  peerings: 12,
  transitGateways: 6,
  transitGatewayAttachments: 30,
  dbInstances: 45,
  dbClusters: 21,
  replicationGroups: 21,
  cacheClusters: 70,
  serverlessCaches: 5,
  clusters: 5,
};

let aws: Aws;
let clients: Clients;

beforeAll(async () => {
  const accounts = [ACCOUNT, OTHER];
  const estate = generateEstate({
    seed: 'listings',
    accounts,
    regions: ['eu-west-1', 'eu-south-1'],
    sizes: SIZES,
  });
  aws = await startAws({ estate, buckets: { '*': undefined } });
  clients = clientsOf({ endpoint: aws.url, region: 'eu-west-1', credentials: aws.credentials(ACCOUNT) });
});

afterAll(() => aws.close());

const title = ({ action, max, refused }: Case): string => `${action} (${max}, ${refused})`;

describe.each(CASES.map((one) => ({ title: title(one), one })))('$title', ({ one }) => {
  it('tells the client what the estate holds, field by field', async () => {
    const items = (await listed(one, clients)).flat();
    // Where the estate alone does not tell, the answer must at least agree with itself.
    expect(items).toEqual(one.expected(regionOf(aws.estate, HERE)) ?? items);
    expect(items.length).toBeGreaterThan(0);
  });

  it('gives the same in small pages', async () => {
    const whole = (await listed(one, clients)).flat();
    const pages = await listed(one, clients, one.min);
    expect(pages.flat()).toEqual(whole);
    expect(pages.length).toBe(Math.ceil(whole.length / one.min));
    expect(pages.length).toBeGreaterThan(1);
  });

  it('takes the largest page and refuses one more, and one less than the smallest', async () => {
    await expect(one.page(clients, one.max, undefined)).resolves.toBeDefined();
    await expect(one.page(clients, one.max + 1, undefined)).rejects.toMatchObject({ name: one.refused });
    await expect(one.page(clients, one.min - 1, undefined)).rejects.toMatchObject({ name: one.refused });
  });

  it('refuses a token that it did not give', async () => {
    await expect(one.page(clients, undefined, 'bm90IG1pbmU=')).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('answers a throttled and a denied call as the service does', async () => {
    aws.faults.add({ kind: 'throttle' }, { operation: one.action, times: 1 });
    await expect(one.page(clients, undefined, undefined)).rejects.toMatchObject({ name: one.throttled });
    aws.faults.add({ kind: 'deny' }, { operation: one.action, times: 1 });
    await expect(one.page(clients, undefined, undefined)).rejects.toMatchObject({
      name: one.denied,
      message: expect.stringContaining(`is not authorized to perform: ${one.action}`) as string,
    });
    await expect(one.page(clients, undefined, undefined)).resolves.toBeDefined();
  });
});

it('binds a token to the request it continues', async () => {
  const [instances, vpcs] = ['ec2:DescribeInstances', 'ec2:DescribeVpcs'].map((action) =>
    CASES.find((one) => one.action === action),
  );
  const first = await instances?.page(clients, 5, undefined);
  expect(first?.next).toMatch(/^[\w+/=]{44}$/);
  await expect(vpcs?.page(clients, 5, first?.next)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  const elsewhere = clientsOf({
    endpoint: aws.url,
    region: 'eu-south-1',
    credentials: aws.credentials(ACCOUNT),
  });
  await expect(instances?.page(elsewhere, 5, first?.next)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});
