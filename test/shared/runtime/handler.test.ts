import { mkdtemp, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { CloudError } from '../../../shared/collect/errors.ts';
import { createHandler } from '../../../shared/runtime/handler.ts';
import type { Io } from '../../../shared/runtime/io.ts';
import { accountOf, stillClock, twoKinds } from './two-kinds.ts';
import type { TwoKinds } from './two-kinds.ts';

let cloud: TwoKinds;
let lines: string[];
let directory: string;
let clock: ReturnType<typeof stillClock>;
const context = { getRemainingTimeInMillis: () => 300_000 };

beforeEach(async () => {
  cloud = { accounts: new Map([['a', accountOf({ r1: ['v1', 'v2'], r2: ['v3'] })]]), listed: [] };
  lines = [];
  clock = stillClock();
  directory = await mkdtemp(path.join(tmpdir(), 'tagsync-'));
});

function handlerOf(config: Readonly<Record<string, unknown>> = {}, env: Io['env'] = {}) {
  const document = { store: `file://${directory}`, providers: { qingcloud: {} }, ...config };
  const io: Io = {
    env: { TAGSYNC_CONFIG: JSON.stringify(document), ...env },
    clock,
    readFile: async () => '',
    write: (text) => void lines.push(text),
  };
  return createHandler(twoKinds(cloud), io);
}

test.each([[null], [{}], [{ source: 'aws.scheduler', 'detail-type': 'Scheduled Event' }]])(
  'the schedule (%j) syncs everything',
  async (event) => {
    const answer = await handlerOf()(event, context);
    expect(answer).toMatchObject({ scopes: 3, failures: 0, records: 5, added: 5, sources: { written: 3 } });
  },
);

test.each([
  [300_000, 255_000],
  [60_000, 45_000],
])('of %i ms a run lists for %i: the rest is for committing and telling', async (left, listing) => {
  const waits: number[] = [];
  const still = clock;
  clock = { ...still, sleep: (ms, signal) => (waits.push(ms), still.sleep(ms, signal)) };
  await handlerOf()(null, { getRemainingTimeInMillis: () => left });
  expect(waits[0]).toBe(listing);
});

test('by hand: a resync of some regions and kinds', async () => {
  const answer = await handlerOf()({ resync: true, regions: ['r2'], kinds: ['vpc'] }, context);
  expect(answer).toMatchObject({ scopes: 1, added: 1 });
  expect(cloud.listed).toEqual(['a/r2/vpc']);
});

test.each([
  [{ region: ['r2'] }, /the event.*region/su],
  [{ kinds: ['server'] }, /kinds.*expected one of region, az/su],
  [{ acceptRemovals: ['vm'] }, /acceptRemovals.*<kind>:<digest>/su],
  [{ regions: 'r2' }, /regions/u],
])('an order that cannot be read (%j) is refused by name', async (event, message) => {
  await expect(handlerOf()(event, context)).rejects.toThrow(message);
});

test('an order for regions of a cloud whose accounts are listed whole is refused, with what to order instead', async () => {
  const { collectors, ...rest } = twoKinds(cloud);
  const whole = { ...rest, collectors: collectors.filter(({ scope }) => scope === 'account') };
  const document = { store: `file://${directory}`, providers: { qingcloud: {} } };
  const io: Io = {
    env: { TAGSYNC_CONFIG: JSON.stringify(document) },
    clock,
    readFile: async () => '',
    write: (text) => void lines.push(text),
  };
  const handler = createHandler(whole, io);
  await expect(handler({ resync: true, regions: ['r1', 'r2'] }, context)).rejects.toThrow(
    'the event: regions: qingcloud has no r1, r2 to select: each of its lists is of a whole account, wherever its resources are: leave regions out, and select accounts instead',
  );
  expect(cloud.listed).toEqual([]);
  expect(await handler({ resync: true, regions: ['glo*'] }, context)).toMatchObject({ scopes: 1 });
});

test('what is kept is in the answer, the metrics and the log, and does not fail the invocation', async () => {
  await handlerOf()(null, context);
  lines = [];
  clock.tick(60_000);
  cloud.accounts.get('a')?.denied.set('vpc', new CloudError('denied', 'fake:vpc is not allowed'));
  expect(await handlerOf()(null, context)).toMatchObject({ sources: { kept: 2, unchanged: 1 } });
  const logged: unknown[] = lines.map((line) => JSON.parse(line));
  expect(logged).toContainEqual(
    expect.objectContaining({ level: 'warn', source: 'vpc', region: 'r1', reason: 'denied' }),
  );
  expect(logged).toContainEqual(expect.objectContaining({ Provider: 'qingcloud', Kept: 2 }));
});

test('a bug keeps its source, commits the others, and fails the invocation', async () => {
  cloud.accounts.get('a')?.denied.set('vpc', new TypeError('x is not a function'));
  await expect(handlerOf()(null, context)).rejects.toThrow('2 failed');
  expect(await readdir(path.join(directory, 'log/qingcloud/a'))).toContain('global');
});

const metricsOf = (): readonly Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line)).filter((line) => 'Provider' in line && !('Account' in line));

test.each(['denied', 'invalid', 'unsupported'] as const)(
  'an account of which nothing is known and that is %s waits for a person: a metric, no failed invocation',
  async (reason) => {
    const refused = Object.assign(accountOf({}), { failure: new CloudError(reason, 'sts:AssumeRole: no') });
    cloud.accounts.set('b', refused);
    expect(await handlerOf()(null, context)).toMatchObject({ scopes: 3, failures: 1 });
    expect(metricsOf()).toMatchObject([{ Failures: 1 }]);
    expect(lines.join('')).toContain('could not be synced');
  },
);

test.each(['unavailable', 'throttled', 'deadline'] as const)(
  'one that is %s may open at the next attempt: the invocation fails, when all others are done',
  async (reason) => {
    const down = Object.assign(accountOf({}), { failure: new CloudError(reason, 'sts: no answer') });
    cloud.accounts.set('b', down);
    await expect(handlerOf()(null, context)).rejects.toThrow(
      '1 failed: see the log lines above: sts: no answer',
    );
    expect(metricsOf()).toMatchObject([{ Failures: 1, Scopes: 3 }]);
  },
);

test('an account that is refused on its turn in the queue is not asked again', async () => {
  const refused = Object.assign(accountOf({}), { failure: new CloudError('denied', 'no') });
  cloud.accounts.set('b', refused);
  const later = clock.now() + 1e6;
  const body = { round: 1, cause: 'sync', account: 'b', region: 'r1', sources: [], expiresAt: later };
  const event = { Records: [{ ...record('1', 'r1', later), body: JSON.stringify(body) }] };
  expect(await handlerOf()(event, context)).toEqual({ batchItemFailures: [] });
  refused.failure = new CloudError('unavailable', 'no');
  expect(await handlerOf()(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
});

const record = (id: string, region: string, expiresAt: number) => ({
  messageId: id,
  eventSource: 'aws:sqs',
  body: JSON.stringify({ round: 1, cause: 'sync', account: 'a', region, sources: [], expiresAt }),
});

test('a queued scope is synced alone; an expired one is done', async () => {
  const event = { Records: [record('old', 'r1', clock.now()), record('new', 'r1', clock.now() + 1)] };
  expect(await handlerOf()(event, context)).toEqual({ batchItemFailures: [] });
  expect(cloud.listed).toEqual(['a/r1/vpc']);
});

test('what another delivery may mend goes back, with all that follows it', async () => {
  cloud.accounts.get('a')?.denied.set('vpc', new CloudError('unavailable', 'try later'));
  const later = clock.now() + 1e6;
  const event = {
    Records: [record('1', 'global', later), record('2', 'r1', later), record('3', 'r2', later)],
  };
  expect(await handlerOf()(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }],
  });
});

interface Batch {
  readonly Entries: readonly {
    readonly MessageBody: string;
    readonly MessageGroupId: string;
    readonly MessageDeduplicationId: string;
  }[];
}

/** An SQS that takes everything, and a function that fans out to it. */
async function queueing() {
  const batches: Batch[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      batches.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end('{"Successful":[]}');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/1/lanes.fifo';
  const env = {
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret-key',
  };
  return { batches, handler: handlerOf({ fanOut: { queueUrl } }, env) };
}

test('with a queue, an account that cannot be planned keeps nobody back, and the round says how it is', async () => {
  const { batches, handler } = await queueing();
  const failing = Object.assign(accountOf({}), { failure: new CloudError('denied', 'no') });
  cloud.accounts.set('b', failing);
  expect(await handler(null, context)).toEqual({ queued: 3 });
  expect(metricsOf()).toMatchObject([{ Queued: 3, Failures: 1, UncheckedSeconds: 0 }]);
  lines = [];
  failing.failure = new CloudError('unavailable', 'sts: no answer');
  await expect(handler(null, context)).rejects.toThrow('1 failed');
  expect(metricsOf()).toMatchObject([{ Queued: 3, Failures: 1, UncheckedSeconds: 0 }]);
  expect(batches.flatMap(({ Entries }) => Entries)).toHaveLength(6);
});

test('with a queue, a resync by hand asks for what it names, though the round is queued already', async () => {
  const { batches, handler } = await queueing();
  expect(await handler(null, context)).toEqual({ queued: 3 });
  expect(await handler({ resync: true, regions: ['r2'], kinds: ['vpc'] }, context)).toEqual({ queued: 1 });
  const entries = batches.flatMap(({ Entries }) => Entries);
  expect(new Set(entries.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).size).toBe(4);
  expect(JSON.parse(entries.at(-1)?.MessageBody ?? '')).toMatchObject({
    cause: 'resync',
    account: 'a',
    region: 'r2',
    sources: ['vpc'],
  });
});

test('with a queue, the schedule plans and lists nothing', async () => {
  const { batches, handler } = await queueing();
  expect(await handler(null, context)).toEqual({ queued: 3 });
  expect(cloud.listed).toEqual([]);
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ Provider: 'qingcloud', Queued: 3, UncheckedSeconds: 0 }),
  );
  // Who cannot be found does not keep the others from being queued.
  cloud.nameless = new CloudError('denied', 'a secret that has expired');
  const queued = batches.length;
  // A person must act: that is a metric, and what was found before is queued all the same.
  lines = [];
  expect(await handler(null, context)).toEqual({ queued: 3 });
  expect(metricsOf()).toMatchObject([{ Queued: 3, Failures: 1 }]);
  expect(batches.splice(queued).flatMap(({ Entries }) => Entries)).toHaveLength(3);
  const entries = batches.flatMap(({ Entries }) => Entries);
  expect(entries.map(({ MessageGroupId }) => MessageGroupId).toSorted()).toEqual([
    'qingcloud/a/global',
    'qingcloud/a/r1',
    'qingcloud/a/r2',
  ]);
  expect(JSON.parse(entries[0]?.MessageBody ?? '')).toMatchObject({
    account: 'a',
    expiresAt: clock.now() + 300_000,
  });
});
