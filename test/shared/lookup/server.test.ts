import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openLookup } from '../../../shared/lookup/lookup.ts';
import type { Lookup } from '../../../shared/lookup/lookup.ts';
import { lookupServer } from '../../../shared/lookup/server.ts';
import { made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';

const vm = made('vm', 'i1', { vpc: to('vpc', 'v1'), tags: [['team', 'a']] });
const nic = made('nic', 'n1', {
  vpc: to('vpc', 'v1'),
  device: vm.ref,
  addresses: [{ ip: '10.0.0.1', public_ip: undefined }],
});

interface Given {
  readonly token?: string;
  /** What the index is made to do instead. */
  readonly over?: Partial<Lookup>;
}

async function started({ token, over = {} }: Given = {}) {
  const { store, run } = organization();
  await run('a1/r1', { vm: [vm], nic: [nic], vpc: [made('vpc', 'v1')] });
  const lookup: Lookup = { ...(await openLookup({ store })), ...over };
  const errors: unknown[] = [];
  const server = lookupServer({
    lookup,
    token,
    now: () => 5_000,
    refreshedAt: () => 2_000,
    state: () => 'state_of_scopes 1\n',
    onError: (error) => errors.push(error),
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  return Object.assign(ask, { port, errors });
}

/** As it stands, where `fetch` would mend it. */
async function statusOf(port: number, target: string): Promise<number | undefined> {
  const [response] = (await once(request({ port, path: target }).end(), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test('it answers addresses, one result for each', async () => {
  const ask = await started();
  const { status, text } = await ask('/v1/lookup?ip=10.0.0.1&ip=192.0.2.9');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject([
    {
      status: 'found',
      address: '10.0.0.1',
      labels: [{ id: 'n1' }, { id: 'i1', tags: { team: 'a' } }, { id: 'v1' }],
    },
    { status: 'unknown' },
  ]);
});
test.each([
  ['/v1/lookup', 400, 'name an address'],
  ['/v1/lookup?ip=10.0.0', 400, 'is no IP address'],
  ['/v1/lookup?ip=10.0.0.1&vpc=v9', 400, 'no VPC or cluster'],
  ['/v1/prometheus?port=x', 400, 'is no port'],
  ['/nowhere', 404, '/v1/lookup'],
])('%s is refused with a reason', async (path, status, reason) => {
  const ask = await started();
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual({ error: expect.stringContaining(reason) });
});
const many = (n: number): string => `/v1/lookup?${'ip=10.0.0.1&'.repeat(n)}`;
test('a thousand addresses are answered at once, and no more', async () => {
  const ask = await started();
  expect((await ask(many(1_000))).status).toBe(200);
  const { status, text } = await ask(many(1_001));
  expect([status, JSON.parse(text)]).toEqual([400, { error: expect.stringContaining('at most 1000') }]);
});
test('it only answers', async () => {
  const ask = await started();
  expect((await ask('/v1/lookup?ip=10.0.0.1', { method: 'POST' })).status).toBe(405);
});
test('Prometheus gets its targets as JSON, on the port that it asks for', async () => {
  const ask = await started();
  const { type, text } = await ask('/v1/prometheus?port=9182');
  expect([type, JSON.parse(text)]).toEqual([
    'application/json',
    [expect.objectContaining({ targets: ['10.0.0.1:9182'] })],
  ]);
});
test('half of the targets are none: what was never read makes no list, and Prometheus goes on with its last one', async () => {
  const problem = { what: 'aws/a1/r1 vm', error: new Error('damaged'), isMissing: true };
  const ask = await started({ over: { problems: () => [problem] } });
  const { status, text } = await ask('/v1/prometheus');
  expect([status, JSON.parse(text)]).toEqual([
    503,
    { error: 'aws/a1/r1 vm could not be read, so some targets are not known: "tagsync verify" says why' },
  ]);
  // Of what was read once, the last state is there.
  const old = await started({ over: { problems: () => [{ ...problem, isMissing: false }] } });
  expect((await old('/v1/prometheus')).status).toBe(200);
  expect(JSON.parse((await old('/healthz')).text)).toMatchObject({
    status: 'degraded',
    problems: ['aws/a1/r1 vm'],
  });
});
test('tags need the token, health and metrics do not', async () => {
  const ask = await started({ token: 's3cret-token' });
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 's3cret-token' }]) {
    const { status, text } = await ask('/v1/lookup?ip=10.0.0.1', { headers });
    expect([status, text.includes('team')]).toEqual([401, false]);
  }
  expect(
    (await ask('/v1/lookup?ip=10.0.0.1', { headers: { authorization: 'Bearer s3cret-token' } })).status,
  ).toBe(200);
  expect(JSON.parse((await ask('/healthz')).text)).toEqual({ status: 'ok', scopes: 1, age: 3, problems: [] });
  const { text } = await ask('/metrics');
  expect(text).toContain('tagsync_lookup_records 3\n');
  expect(text).toContain('tagsync_lookup_answers_total{status="found"} 1\n');
  expect(text).toContain('tagsync_lookup_refresh_age_seconds 3\n');
});
test.each(['//', 'http://[', '/%zz', '*'])(
  'a target of %s is answered, and the next one too',
  async (target) => {
    const { port } = await started({ token: 's3cret-token' });
    expect(await statusOf(port, target)).toBeOneOf([400, 401]);
    expect(await statusOf(port, '/healthz')).toBe(200);
  },
);
test('what goes wrong in answering is told to who runs it, and the next one is answered', async () => {
  const over = {
    lookup: () => {
      throw new RangeError('of the index');
    },
  };
  const ask = await started({ over });
  const { status, text } = await ask('/v1/lookup?ip=10.0.0.1');
  expect([status, JSON.parse(text)]).toEqual([
    500,
    { error: 'this cannot be answered: see what "tagsync serve" prints' },
  ]);
  expect(ask.errors).toEqual([new RangeError('of the index')]);
  expect((await ask('/healthz')).status).toBe(200);
});
test('/metrics tells of scopes too', async () => {
  const ask = await started();
  expect((await ask('/metrics')).text).toMatch(
    /^# HELP tagsync_lookup_records [\s\S]+\nstate_of_scopes 1\n$/,
  );
});
