import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ListClustersCommand } from '@aws-sdk/client-eks';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../functions/aws/client.ts';
import type { Credentials } from '../../../functions/aws/transport.ts';
import { collect } from '../../contract/collector.ts';
import { vpc } from '../../../functions/aws/collectors/vpc.ts';
import type { Attempted } from '../../../shared/collect/call.ts';
import { createCalls, RETRY } from '../../../shared/collect/call.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Fault } from '../../simulator/cloud/faults.ts';
import { ACCOUNT, callsOnce, clock, REGION, startCloud } from './cloud.ts';
import type { AwsCloud } from './cloud.ts';

const caller = { provider: 'aws', account: ACCOUNT, region: REGION, principal: ACCOUNT };
const none: Credentials = () => Promise.reject(new CloudError('denied', 'none'));
const keys: Credentials = async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' });

const connected = (region = REGION) =>
  connect(region, {
    account: ACCOUNT,
    call: callsOnce()(caller),
    credentials: keys,
    clock,
    listenerRules: false,
  });

it.each([
  ['us-east-1', 'sts.us-east-1.amazonaws.com'],
  ['eu-west-1', 'sts.eu-west-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
])('STS is asked in its own region, %s, never at the global endpoint', async (region, host) => {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  delete process.env['AWS_ENDPOINT_URL'];
  const { sts } = connected(region);
  const hosts: string[] = [];
  sts.middlewareStack.add(
    () => async (args) => {
      const { hostname } = args.request as { readonly hostname: string };
      hosts.push(hostname);
      throw new CloudError('denied', 'not sent');
    },
    { step: 'build' },
  );
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow('not sent');
  if (endpoint !== undefined) process.env['AWS_ENDPOINT_URL'] = endpoint;
  expect(hosts).toEqual([host]);
});

it('no client copies its answers for a logger', () => {
  const { ec2, eks, elasticache, elb, elbv2, organizations, rds, sts, tagging } = connected();
  for (const client of [ec2, eks, elasticache, elb, elbv2, organizations, rds, sts, tagging]) {
    const names = client.middlewareStack.identify().map((told) => told.split(' ')[0]);
    expect(names).toContain('call');
    expect(names).not.toContain('loggerMiddleware');
  }
});

describe('an answer that is an error', () => {
  let cloud: AwsCloud;
  beforeAll(async () => {
    cloud = await startCloud({});
  });
  afterAll(() => cloud.close());

  const said = async (fault: Fault): Promise<unknown> => {
    const undo = cloud.simulator.faults.add(fault);
    const { ec2, rds, eks } = cloud.connect();
    const answers = await Promise.allSettled([
      ec2.send(new DescribeVpcsCommand({})),
      rds.send(new DescribeDBInstancesCommand({})),
      eks.send(new ListClustersCommand({})),
    ]);
    undo();
    return answers.map((answer) =>
      answer.status === 'rejected' && answer.reason instanceof CloudError ? answer.reason.reason : answer,
    );
  };

  it.each<[Fault, string]>([
    [{ kind: 'throttle' }, 'throttled'],
    [{ kind: 'server', status: 500 }, 'unavailable'],
    [{ kind: 'server', status: 503 }, 'unavailable'],
    [{ kind: 'reset' }, 'unavailable'],
    [{ kind: 'truncate' }, 'unavailable'],
    [{ kind: 'cut-body' }, 'unavailable'],
    [{ kind: 'deny' }, 'denied'],
    [{ kind: 'expired-credentials' }, 'denied'],
    [{ kind: 'opt-in-required' }, 'unsupported'],
    [{ kind: 'unsupported' }, 'invalid'],
    [{ kind: 'error', status: 400, code: 'NeverHeardOf', message: 'm' }, 'invalid'],
    [{ kind: 'error', status: 502, code: 'NeverHeardOf', message: 'm' }, 'unavailable'],
    [{ kind: 'error', status: 429, code: 'NeverHeardOf', message: 'm' }, 'throttled'],
    [{ kind: 'error', status: 407, code: 'NeverHeardOf', message: 'm' }, 'denied'],
    // Codes count, whatever their status.
    [{ kind: 'error', status: 400, code: 'RequestLimitExceeded', message: 'm' }, 'throttled'],
    [{ kind: 'error', status: 503, code: 'Throttling', message: 'm' }, 'throttled'],
    [{ kind: 'error', status: 400, code: 'ServiceUnavailable', message: 'm' }, 'unavailable'],
  ])('%j is %s for every protocol', async (fault, reason) => {
    expect(await said(fault)).toEqual([reason, reason, reason]);
  });

  it('says which permission is missing', async () => {
    const undo = cloud.simulator.faults.add({ kind: 'deny' });
    await expect(cloud.connect().ec2.send(new DescribeVpcsCommand({}))).rejects.toThrow(
      '(allow ec2:DescribeVpcs)',
    );
    undo();
  });

  it("does not take a stranger's page for a list", async () => {
    const undo = cloud.simulator.faults.add({ kind: 'html' });
    await expect(collect(vpc, cloud.connect(), cloud.scope)).rejects.toMatchObject({ name: 'CloudError' });
    undo();
  });

  it('asks again through `call` only, and gets the answer', async () => {
    const attempts: Attempted[] = [];
    const calls = createCalls({
      limits: [],
      policy: RETRY,
      clock: { ...clock, sleep: (ms, signal) => (ms < 30_000 ? Promise.resolve() : clock.sleep(ms, signal)) },
      signal: new AbortController().signal,
      onAttempt: (attempt) => attempts.push(attempt),
    });
    const credentials: Credentials = async () => cloud.simulator.credentials(ACCOUNT);
    const api = connect(REGION, {
      account: ACCOUNT,
      call: calls(caller),
      credentials,
      clock,
      listenerRules: false,
    });
    cloud.forget();
    cloud.simulator.faults.add({ kind: 'throttle' }, { times: 2 });
    const { Vpcs } = await api.ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs).toHaveLength(cloud.here.vpcs.length);
    expect(cloud.simulator.calls().map(({ outcome }) => outcome)).toEqual([
      'RequestLimitExceeded',
      'RequestLimitExceeded',
      'ok',
    ]);
    expect(attempts.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['ec2:DescribeVpcs', 'throttled'],
      ['ec2:DescribeVpcs', 'throttled'],
      ['ec2:DescribeVpcs', 'ok'],
    ]);
  });

  it('ends a request with the run', async () => {
    const run = new AbortController();
    const calls = createCalls({ limits: [], policy: RETRY, clock, signal: run.signal, onAttempt: () => {} });
    const api = connect(REGION, {
      account: ACCOUNT,
      call: calls(caller),
      credentials: keys,
      clock,
      listenerRules: false,
    });
    const undo = cloud.simulator.faults.add({ kind: 'hang' });
    const answer = api.ec2.send(new DescribeVpcsCommand({}));
    setImmediate(() => run.abort());
    await expect(answer).rejects.toMatchObject({ reason: 'deadline' });
    undo();
  });

  it('sends nothing where there are no credentials', async () => {
    const attempts: Attempted[] = [];
    const calls = createCalls({
      limits: [],
      policy: RETRY,
      clock,
      signal: new AbortController().signal,
      onAttempt: (attempt) => attempts.push(attempt),
    });
    const api = connect(REGION, {
      account: ACCOUNT,
      call: calls(caller),
      credentials: none,
      clock,
      listenerRules: false,
    });
    cloud.forget();
    await expect(api.ec2.send(new DescribeVpcsCommand({}))).rejects.toThrow('none');
    expect(cloud.asked()).toEqual([]);
    expect(attempts).toEqual([]);
  });
});

describe('the way to the cloud', () => {
  it.each([
    ['', 'invalid'],
    ['<DescribeVpcsResponse/>', 'invalid'],
    ['<html><body>Sign in to the network</body></html>', 'invalid'],
    ['<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item>', 'unavailable'],
    ['not xml', 'unavailable'],
  ])('an answer of %j is not an empty list', async (body, reason) => {
    const server = await answering([200, body]);
    await expect(listVpcs()).rejects.toMatchObject({ reason });
    server.close();
  });

  it('an empty list is an empty list', async () => {
    const server = await answering([200, '<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>']);
    await expect(listVpcs()).resolves.toEqual([]);
    server.close();
  });

  it.each(['', '<nextToken/>', '<nextToken></nextToken>'])('the list ends at %j', async (token) => {
    const vpcs = '<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>';
    const server = await answering([200, `<DescribeVpcsResponse>${vpcs}${token}</DescribeVpcsResponse>`]);
    await expect(listVpcs()).resolves.toHaveLength(1);
    server.close();
  });

  it('tells a wrong clock', async () => {
    const refusal =
      '<Response><Errors><Error><Code>RequestExpired</Code><Message>m</Message></Error></Errors></Response>';
    const server = await answering([400, refusal]);
    await expect(listVpcs()).rejects.toMatchObject({
      reason: 'denied',
      message:
        'ec2:DescribeVpcs: RequestExpired: m (the clock of this machine is 60 minutes ahead of AWS: set it right)',
    });
    server.close();
  });

  it('is waited for as long as AWS asks for, in seconds or until a date', async () => {
    const refusal =
      '<Response><Errors><Error><Code>Unavailable</Code><Message>m</Message></Error></Errors></Response>';
    const inAnHour = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
    for (const [asked, least] of [
      ['7', 7_000],
      [inAnHour.toUTCString(), 3_500_000],
    ] as const) {
      const server = await answering([503, refusal], { 'retry-after': asked });
      const thrown: unknown = await listVpcs().catch((error: unknown) => error);
      expect(thrown).toMatchObject({ reason: 'unavailable' });
      const { retryAfterMs } = thrown as CloudError;
      expect(retryAfterMs).toBeGreaterThanOrEqual(least);
      server.close();
    }
  });

  it('is given up when the run ends', async () => {
    const run = new AbortController();
    const calls = createCalls({ limits: [], policy: RETRY, clock, signal: run.signal, onAttempt: () => {} });
    const server = createServer(() => run.abort());
    const hungUp = new Promise<void>((closed) => {
      server.on('connection', (socket) => socket.on('close', closed));
    });
    await listening(server);
    const api = connect(REGION, {
      account: ACCOUNT,
      call: calls(caller),
      credentials: keys,
      clock,
      listenerRules: false,
    });
    await expect(api.ec2.send(new DescribeVpcsCommand({}))).rejects.toMatchObject({ reason: 'deadline' });
    await hungUp;
    server.close();
  });

  it('may be closed for a while', async () => {
    const server = await answering([200, '']);
    await new Promise((closed) => {
      server.close(closed);
    });
    await expect(listVpcs()).rejects.toMatchObject({ reason: 'unavailable' });
  });
});

/** A cloud that says one thing, an hour ago. */
async function answering(
  [status, text]: readonly [number, string],
  headers: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const date = new Date(Date.now() - 3_600_000).toUTCString();
      response.writeHead(status, { date, ...headers }).end(text);
    });
  });
  await listening(server);
  return server;
}

async function listening(server: Server): Promise<void> {
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function listVpcs() {
  return collect(vpc, connected(), caller);
}
