import { expect, test } from 'vitest';
import { keepExports } from '../../../shared/runtime/exports.ts';
import { createLog } from '../../../shared/runtime/log.ts';
import { made, to } from '../../support/estate.ts';
import { organization } from '../../support/organization.ts';

const vm = made('vm', 'i1', { vpc: to('vpc', 'v1') });
const nic = made('nic', 'n1', {
  vpc: to('vpc', 'v1'),
  device: vm.ref,
  addresses: [{ ip: '10.0.0.1', public_ip: undefined }],
});
const exports = [
  { format: 'prometheus', name: 'targets.json', port: 9182 },
  { format: 'csv', name: 'addresses.csv', port: 9100 },
] as const;

function logging() {
  const lines: string[] = [];
  return {
    lines,
    log: createLog({ write: (line) => lines.push(line), scrub: (text) => text, now: () => 0, level: 'info' }),
  };
}

test('after a commit every document that is configured is written beside the log', async () => {
  const { store, run } = organization();
  const { log, lines } = logging();
  const report = await run('a1/r1', { vm: [vm], nic: [nic], vpc: [made('vpc', 'v1')] });
  await keepExports({ scopes: [report] }, exports, { store, log });
  const text = async (name: string) =>
    Buffer.from((await store.get(`exports/${name}`))?.body ?? []).toString();
  expect(JSON.parse(await text('targets.json'))).toMatchObject([{ targets: ['10.0.0.1:9182'] }]);
  expect(await text('addresses.csv')).toMatch(/^key,address,.*\r\n10\.0\.0\.1,10\.0\.0\.1,aws,/);
  expect(lines).toEqual([]);
});
test('nothing is written where nothing was committed, or nothing is configured', async () => {
  const { store, run } = organization();
  await run('a1/r1', { vm: [vm] });
  const unchanged = await run('a1/r1', { vm: [vm] });
  await keepExports({ scopes: [unchanged] }, exports, { store, ...logging() });
  await keepExports({ scopes: [{ ...unchanged, committed: true }] }, [], { store, ...logging() });
  expect(await store.list({ prefix: 'exports/', startAfter: '', limit: 9 })).toEqual([]);
});
test('a log that cannot be read as a whole leaves them as they were, and is told', async () => {
  const { store, run } = organization();
  const many = Array.from({ length: 400 }, (_, n) =>
    made('vm', `m${n}`, { tags: [['filler', 'x'.repeat(200)]] }),
  );
  const report = await run('a1/r1', { vm: many });
  for (const { key } of await store.list({ prefix: 'data/', startAfter: '', limit: 9 }))
    await store.put(key, Buffer.from('?'));
  await store.put('exports/targets.json', Buffer.from('before'));
  const { log, lines } = logging();
  await keepExports({ scopes: [report] }, exports, { store, log });
  expect(Buffer.from((await store.get('exports/targets.json'))?.body ?? []).toString()).toBe('before');
  expect(lines.join()).toContain('exports stay as they were: not everything could be read');
});
