/** What AWS tells by itself, from the event of the bus to the tag that a lookup says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aws } from '../../../functions/aws/provider.ts';
import { openLookup } from '../../../shared/lookup/lookup.ts';
import { systemClock } from '../../../shared/runtime/clock.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import type { Answer } from '../../../shared/runtime/handler.ts';
import { StoreConfig, openStore } from '../../../shared/store/open.ts';
import type { Estate } from '../../simulator/aws/estate.ts';
import { regionOf } from '../../simulator/aws/estate.ts';
import { generateEstate } from '../../simulator/aws/generate.ts';
import { retag } from '../../simulator/aws/mutate.ts';
import { type Aws, startAws } from '../../simulator/aws/server.ts';
import { type Fifo, fifoQueue } from '../../simulator/sqs/fifo.ts';
import { type WebhookReceiver, startWebhook } from '../../simulator/webhook.ts';
import { SECRET } from './job.ts';

const ACCOUNT = '111111111111';
const OTHER = '222222222222';
const REGION = 'eu-west-1';
const WINDOW_SECONDS = 10;
const before = { ...process.env };
/** A burst goes on for as long as this between two batches of it. */
const STEP_MS = 100;

let estate: Estate;
let cloud: Aws;
let webhook: WebhookReceiver;
let folder: string;
let lines: string[];
/** It stands still but for what a test adds. */
let time: number;
let fifo: Fifo;
let sqs: { readonly url: string; close(): void };

const now = (): number => time;

beforeEach(async () => {
  lines = [];
  time = Date.UTC(2026, 0, 1);
  estate = generateEstate({
    seed: 'events',
    accounts: [ACCOUNT, OTHER],
    regions: [REGION, 'us-east-1'],
    // Few enough calls for every burst: no bucket fills while time stands still.
    sizes: { loadBalancers: 2, listenersPerLoadBalancer: 1, targetGroups: 2, classicLoadBalancers: 1 },
  });
  cloud = await startAws({ estate, buckets: { '*': undefined } });
  webhook = await startWebhook({ secret: SECRET });
  folder = await mkdtemp(path.join(tmpdir(), 'tagsync-events-'));
  fifo = fifoQueue({ now, delayMs: WINDOW_SECONDS * 1000 });
  sqs = await queueServer();
  // Where the vendor's clients look for it, and for the keys of the account.
  const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } =
    cloud.credentials(ACCOUNT);
  Object.assign(process.env, { AWS_ENDPOINT_URL: cloud.url, AWS_REGION: 'us-east-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
});

afterEach(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  sqs.close();
  await webhook.close();
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

/** The one call that the function makes of SQS. */
async function queueServer(): Promise<typeof sqs> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(fifo.send(JSON.parse(Buffer.concat(chunks).toString()))));
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** One invocation of the function. */
async function invoke(event: unknown, config: object = {}): Promise<Answer> {
  const { accessKeyId, secretAccessKey } = cloud.credentials(ACCOUNT);
  const document = {
    store: pathToFileURL(folder).href,
    sinks: [{ type: 'webhook', name: 'controller', url: webhook.url, secret: '${env:WEBHOOK_SECRET}' }],
    providers: { aws: { accounts: [{ id: ACCOUNT }], regions: { include: [REGION] } } },
    ...config,
  };
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    WEBHOOK_SECRET: SECRET,
    TAGSYNC_CONFIG: JSON.stringify(document),
  };
  const io = {
    env,
    clock: { ...systemClock, now },
    readFile: async (name: string) => Promise.reject(new Error(`nobody may read ${name}`)),
    write: (text: string) => void lines.push(text),
  };
  return createHandler(aws, io)(event, { getRemainingTimeInMillis: () => 120_000 });
}

const refreshing = {
  refresh: {
    queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/refresh.fifo',
    seconds: WINDOW_SECONDS,
  },
};

let made = 0;
/** As AWS tells of a changed tag. */
const retagged = (over: object = {}): object => ({
  version: '0',
  id: `event-${made++}`,
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  account: ACCOUNT,
  time: '2026-01-01T00:00:00Z',
  region: REGION,
  resources: [`arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-0`],
  detail: {
    'changed-tag-keys': ['owner'],
    service: 'ec2',
    'resource-type': 'instance',
    version: 1,
    tags: {},
  },
  ...over,
});
const ofQueue = (bodies: readonly unknown[]): object => ({
  Records: bodies.map((body, n) => ({
    messageId: `m${n}`,
    eventSource: 'aws:sqs',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })),
});

/** What was listed, beside what opens the account. */
function listed(): readonly string[] {
  const names = cloud.calls().map(({ operation, region, page }) => `${region} ${operation} ${page}`);
  return names.filter((name) => !/ (?:GetCallerIdentity|DescribeRegions) /.test(name)).toSorted();
}

/** A server of the account: its id, and the address that it is seen by. */
function seenServer(): { readonly id: string; readonly address: string; readonly vpc: string } {
  const here = regionOf(estate, { account: ACCOUNT, region: REGION });
  const nic = here.networkInterfaces.find(({ Attachment }) => Attachment?.InstanceId !== undefined);
  const { PrivateIpAddress: address, VpcId: vpc, Attachment } = nic ?? {};
  const id = Attachment?.InstanceId;
  if (id === undefined || address === undefined || vpc === undefined) throw new Error('no server');
  return { id, address, vpc };
}

async function tagsOf({ id, address, vpc }: ReturnType<typeof seenServer>): Promise<unknown> {
  const store = openStore(StoreConfig.parse(pathToFileURL(folder).href), { env: {}, clock: systemClock });
  const found = (await openLookup({ store })).lookup(address, { vpc });
  if (found.status !== 'found') throw new Error(`${address} is ${found.status}`);
  return found.answer.labels.find((label) => label.id === id)?.tags;
}

const logged = (message: string): readonly object[] =>
  lines
    .map((line): { message?: string } => JSON.parse(line) as object)
    .filter((line) => line.message === message);

it('lists the one source of the one scope, tells the sink, and a lookup says the new tag', async () => {
  await invoke(null);
  const told = webhook.deliveries.length;
  cloud.resetCalls();
  const one = seenServer();
  retag(estate, { account: ACCOUNT, region: REGION }, 'instances', one.id, { owner: 'team-新' });
  expect(await invoke(retagged())).toMatchObject({
    scopes: 1,
    failures: 0,
    added: 0,
    changed: 1,
    removed: 0,
    sources: { written: 1, unchanged: 0, kept: 0 },
  });
  expect(listed()).toEqual([`${REGION} DescribeInstances 1`]);
  expect(webhook.deliveries.length).toBe(told + 1);
  expect(await tagsOf(one)).toEqual([['owner', 'team-新']]);
});

it('answers a burst with one list, through the queue', async () => {
  await invoke(null);
  cloud.resetCalls();
  const one = seenServer();
  retag(estate, { account: ACCOUNT, region: REGION }, 'instances', one.id, { owner: 'first' });
  for (let n = 0; n < 20; n++) {
    const events = Array.from({ length: 10 }, () => retagged());
    expect(await invoke(ofQueue(events), refreshing)).toEqual({ batchItemFailures: [] });
    time += STEP_MS;
  }
  retag(estate, { account: ACCOUNT, region: REGION }, 'instances', one.id, { owner: 'last' });
  await invoke(ofQueue([retagged()]), refreshing);
  expect(listed()).toEqual([]);
  expect(fifo.receive()).toEqual([]);

  time += WINDOW_SECONDS * 1000;
  const batch = fifo.receive();
  expect(batch.length).toBe(1);
  expect(await invoke(ofQueue(batch.map(({ body }) => body)), refreshing)).toEqual({ batchItemFailures: [] });
  expect(listed()).toEqual([`${REGION} DescribeInstances 1`]);
  expect(await tagsOf(one)).toEqual([['owner', 'last']]);
});

it('is not planned as a round where rounds are queued: it is one message of its own queue', async () => {
  await invoke(null);
  cloud.resetCalls();
  const rounds = { fanOut: { queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/lanes.fifo' } };
  expect(await invoke(retagged(), { ...rounds, ...refreshing })).toEqual({ queued: 1 });
  expect(cloud.calls()).toEqual([]);
  time += WINDOW_SECONDS * 1000;
  const batch = fifo.receive();
  expect(batch.map(({ group }) => group)).toEqual([`aws/${ACCOUNT}/${REGION}`]);
  await invoke(ofQueue(batch.map(({ body }) => body)), { ...rounds, ...refreshing });
  expect(listed()).toEqual([`${REGION} DescribeInstances 1`]);
});

it('of a state: three sources, in one run', async () => {
  await invoke(null);
  cloud.resetCalls();
  const event = retagged({
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    detail: { 'instance-id': 'i-0', state: 'running' },
  });
  await invoke(ofQueue([event]), refreshing);
  time += WINDOW_SECONDS * 1000;
  const batch = fifo.receive();
  expect(batch.length).toBe(3);
  await invoke(ofQueue(batch.map(({ body }) => body)), refreshing);
  expect(listed()).toEqual([
    `${REGION} DescribeAddresses 1`,
    `${REGION} DescribeInstances 1`,
    `${REGION} DescribeNetworkInterfaces 1`,
  ]);
});

it.each([
  ['an account', { account: '999999999999' }],
  ['a region that is not wanted', { region: 'us-east-1' }],
  ['a region that is nowhere', { region: 'xx-none-1' }],
])('of %s is ignored with one line', async (_, over) => {
  await invoke(null);
  cloud.resetCalls();
  lines = [];
  expect(await invoke(retagged(over))).toMatchObject({ scopes: 0, failures: 0 });
  expect(listed()).toEqual([]);
  expect(lines.length).toBe(1);
  expect(logged('an event of what is not synced is ignored')).toEqual([
    expect.objectContaining({ level: 'info', sources: ['vm'] }),
  ]);
});

it('of a kind that is not listed is ignored with one line, and nothing is asked', async () => {
  const volume = retagged({ resources: [`arn:aws:ec2:${REGION}:${ACCOUNT}:volume/vol-0`] });
  expect(await invoke(ofQueue([volume, volume]), refreshing)).toEqual({ batchItemFailures: [] });
  expect(await invoke(volume)).toEqual({ queued: 0 });
  expect(cloud.calls()).toEqual([]);
  expect(fifo.nextAt()).toBe(undefined);
  expect(logged('events of what is not listed are ignored')).toEqual([
    expect.objectContaining({ count: 2, what: [`aws.tag "Tag Change on Resource" in ${ACCOUNT}/${REGION}`] }),
    expect.objectContaining({ count: 1 }),
  ]);
  expect(lines.length).toBe(2);
});

it('deletes nothing on a list that failed, nor on one that is suddenly empty', async () => {
  await invoke(null);
  const forgive = cloud.faults.add({ kind: 'deny' }, { operation: 'ec2:DescribeInstances' });
  expect(await invoke(retagged())).toMatchObject({ removed: 0, sources: { kept: 1, written: 0 } });
  forgive();
  cloud.faults.add({ kind: 'empty' }, { operation: 'ec2:DescribeInstances' });
  expect(await invoke(retagged())).toMatchObject({ removed: 0, sources: { held: 1, written: 0 } });
});

it('hides neither that the schedule stands still nor what is kept elsewhere', async () => {
  const alarming = (): readonly string[] =>
    ['UncheckedSeconds', 'KeptSeconds'].filter((metric) => lines.some((line) => line.includes(metric)));
  await invoke(null);
  expect(alarming()).toEqual(['UncheckedSeconds', 'KeptSeconds']);
  lines = [];
  await invoke(retagged());
  expect(lines.filter((line) => line.includes('"Calls"'))).not.toEqual([]);
  expect(alarming()).toEqual([]);
});
