import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openLookup } from '../../../shared/lookup/lookup.ts';
import { lookupServer } from '../../../shared/lookup/server.ts';
import { made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';

const vm = made('vm', 'i1', { vpc: to('vpc', 'v1'), tags: [['team', 'a']] });
const nic = made('nic', 'n1', {
  vpc: to('vpc', 'v1'),
  device: vm.ref,
  addresses: [{ ip: '10.0.0.1', public_ip: undefined }],
});

async function started(token: string | undefined) {
  const { store, run } = organization();
  await run('a1/r1', { vm: [vm], nic: [nic], vpc: [made('vpc', 'v1')] });
  const lookup = await openLookup({ store });
  const server = lookupServer({ lookup, token, now: () => 5_000, refreshedAt: () => 2_000 }).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
}

test('it answers addresses, one result for each', async () => {
  const ask = await started(undefined);
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
  [`/v1/lookup?${'ip=10.0.0.1&'.repeat(1_001)}`, 400, 'at most 1000'],
  ['/v1/prometheus?port=x', 400, 'is no port'],
  ['/nowhere', 404, '/v1/lookup'],
])('%s is refused with a reason', async (path, status, reason) => {
  const ask = await started(undefined);
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual({ error: expect.stringContaining(reason) });
});
test('it only answers', async () => {
  const ask = await started(undefined);
  expect((await ask('/v1/lookup?ip=10.0.0.1', { method: 'POST' })).status).toBe(405);
});
test('Prometheus gets its targets as JSON, on the port that it asks for', async () => {
  const ask = await started(undefined);
  const { type, text } = await ask('/v1/prometheus?port=9182');
  expect([type, JSON.parse(text)]).toEqual([
    'application/json',
    [expect.objectContaining({ targets: ['10.0.0.1:9182'] })],
  ]);
});
test('tags need the token, health and metrics do not', async () => {
  const ask = await started('s3cret-token');
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
