import { expect, test } from 'vitest';
import { Corrupt, Outdated, named, parseCommit } from '../../../shared/log/commit.ts';
import { readCommit, readHead } from '../../../shared/log/head.ts';
import { logKey } from '../../../shared/log/keys.ts';
import { readChanges, readState } from '../../../shared/log/read.ts';
import { createEngine, scope } from '../../support/engine.ts';

const many = (n: number, name = 'x'): string =>
  Array.from({ length: n }, (_, i) => `i${1000 + i}=${name}${i}`).join(' ');
const read = async (engine: ReturnType<typeof createEngine>, version?: number): Promise<unknown> =>
  readState(engine.store, scope, await engine.commit(version), 'vm');

test('the first records of a source that are many are its snapshot, and stored once', async () => {
  const engine = createEngine();
  await engine.run({ vm: many(2_000), lb: 'x' });
  const { changes, sources } = await engine.commit();
  expect(changes).toMatchObject({ first: ['vm'] });
  expect('inline' in changes && changes.inline).toMatch(/^@lb\n\+fake\/region\/x\t.*\n$/);
  expect([sources['vm']?.snapshot === null, sources['lb']?.snapshot === null]).toEqual([false, true]);
  expect(await engine.keys('data/')).toHaveLength(1);
  expect((await engine.changes(1, 'vm')).split(' ')).toHaveLength(2_000);
  expect(await engine.changes(1, 'lb')).toBe('+x');
  expect(await engine.state('vm')).toBe(many(2_000));
});
test('one changed record among many writes one object, under 64 KB', async () => {
  const engine = createEngine();
  await engine.run({ vm: many(10_000) });
  engine.operations.length = 0;
  await engine.run({ vm: many(10_000).replace('=x7777 ', '=changed ') });
  expect(engine.operations.filter((one) => /^(put|create)/.test(one))).toEqual([
    `create ${logKey(scope, 2)}`,
  ]);
  expect(JSON.stringify(await engine.commit()).length).toBeLessThan(64 * 1024);
  expect(await engine.state('vm', 2)).toContain('=changed');
});
test('changes beyond 64 KB are one data object, shared by their sources', async () => {
  const engine = createEngine({ sizes: { maxShare: 9 } });
  await engine.run({ vm: 'a', lb: 'a' });
  await engine.run({ vm: `a ${many(2_000)}`, lb: 'a b' });
  const { changes, sources } = await engine.commit();
  const [key = ''] = await engine.keys('data/');
  expect(changes).toMatchObject({ data: { key }, first: [] });
  for (const source of ['vm', 'lb']) expect(sources[source]?.segments.at(-1)?.data?.key).toBe(key);
  expect(await engine.state('vm')).toBe(`a ${many(2_000)}`);
  expect([await engine.state('lb'), await engine.changes(2, 'lb')]).toEqual(['a b', '+b']);
});
test.each([
  ['are many', { maxSegments: 3 }, 5],
  ['have outgrown their share of it', { maxShare: 0.004 }, 7],
  ['are old', { maxSegmentAge: 3 }, 6],
] as const)('changes that %s become a snapshot, and every version still reads', async (_, sizes, at) => {
  const engine = createEngine({ sizes });
  const lists = Array.from({ length: 10 }, (__, n) => `a=${n} b`);
  for (const list of lists) await engine.run({ vm: list });
  const snapshots = [];
  for (let version = 1; version <= 10; version++) {
    const { snapshot, segments } = (await engine.commit(version)).sources['vm'] ?? {};
    if (segments?.length === 0 && snapshot !== null) snapshots.push(version);
    expect(await engine.state('vm', version)).toBe(lists[version - 1]);
  }
  expect(snapshots.length).toBeGreaterThan(0);
  expect(snapshots[0]).toBeLessThanOrEqual(at);
});
test('old changes of a source that nobody touches are folded by whoever commits next', async () => {
  const engine = createEngine({ sizes: { maxSegmentAge: 100 } });
  await engine.run({ idle: 'a b', vm: 'x' }, { at: 1_000 });
  await engine.run({ vm: 'x y' }, { at: 1_100 });
  expect((await engine.entry('idle'))?.segments).toHaveLength(1);
  await engine.run({ vm: 'x' }, { at: 1_101 });
  expect(await engine.entry('idle')).toMatchObject({ segments: [], observedAt: 1, count: 2 });
  expect(await engine.state('idle')).toBe('a b');
  expect(await engine.changes(3, 'idle')).toBe('');
});
test('a version says which data of the one before it no longer needs', async () => {
  const engine = createEngine({ sizes: { inlineBytes: 0, maxSegments: 1, maxShare: 9 } });
  for (const list of ['a', 'b', 'c', 'd', 'e']) {
    const before = await readHead(engine.store, scope);
    await engine.run({ vm: list });
    const after = await engine.commit();
    const dropped = [...(before ? named(before) : [])].filter((key) => !named(after).has(key));
    expect(after.replaced).toEqual(dropped);
  }
  expect((await engine.commit()).replaced.length).toBeGreaterThan(0);
});

test.each([
  ['is missing', undefined],
  ['holds something else', Buffer.from('not what was written')],
])('a data object that %s is named, and nothing is written over it', async (what, body) => {
  const engine = createEngine({ sizes: { inlineBytes: 0 } });
  await engine.run({ vm: 'a', lb: 'x' });
  const [vm] = (await engine.commit()).sources['vm']?.segments ?? [];
  const key = vm?.data?.key ?? (await engine.commit()).sources['vm']?.snapshot?.key ?? '';
  await (body === undefined ? engine.memory.delete(key) : engine.memory.put(key, body));
  await expect(read(engine)).rejects.toThrow(Corrupt);
  await expect(read(engine)).rejects.toMatchObject({
    key,
    message: expect.stringContaining(`${key}: ${what}`),
  });
});
test('records that do not add up to their digest are named by their commit', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  const key = logKey(scope, 1);
  const text = JSON.stringify(await engine.commit());
  await engine.memory.put(key, Buffer.from(text.replaceAll('region/a', 'region/b')));
  await expect(read(engine)).rejects.toMatchObject({
    name: 'Corrupt',
    key,
    message: expect.stringContaining('vm'),
  });
});
test('a commit that a later one stands on is missed by name', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  await engine.run({ vm: 'a b' });
  await engine.memory.delete(logKey(scope, 1));
  await expect(read(engine, 2)).rejects.toMatchObject({ name: 'Corrupt', key: logKey(scope, 1) });
});
test.each([
  ['no JSON', '{"format":1'],
  ['no commit', '{"format":1,"version":"1"}'],
  ['nothing', ''],
])('%s is no commit, and says where', (_, body) => {
  expect(() => parseCommit('log/k', Buffer.from(body))).toThrow(/^log\/k: not /);
});
test('the store is left as it is found when a source cannot be read, and the others go on', async () => {
  const engine = createEngine({ sizes: { inlineBytes: 0 } });
  await engine.run({ vm: 'a' });
  await engine.run({ lb: 'x' });
  const { sources } = await engine.commit();
  const key = [...named({ ...(await engine.commit(1)) })][0] ?? '';
  expect(JSON.stringify(sources['vm'])).toContain(key);
  await engine.memory.put(key, Buffer.from('broken'));
  engine.operations.length = 0;
  const report = await engine.run({ vm: 'a b', lb: 'x y' });
  expect(report.sources.map(({ source, outcome, reason }) => [source, outcome, reason])).toEqual([
    ['vm', 'kept', 'corrupt'],
    ['lb', 'written', null],
  ]);
  expect(engine.operations.filter((one) => one.startsWith('put') && one.endsWith(key))).toEqual([]);
  expect(await engine.state('lb')).toBe('x y');
});
test('a newer format is refused, unknown fields are not', async () => {
  const engine = createEngine();
  await engine.run({ vm: 'a' });
  const commit = await engine.commit();
  const stored = (value: unknown) => engine.memory.put(logKey(scope, 1), Buffer.from(JSON.stringify(value)));
  await stored({ ...commit, format: 2 });
  await expect(readCommit(engine.store, scope, 1)).rejects.toThrow(Outdated);
  await expect(engine.run({ vm: 'b' })).rejects.toThrow('install a newer one');
  await stored({ ...commit, later: 1, sources: { vm: { ...commit.sources['vm'], later: 2 } } });
  expect((await readChanges(engine.store, scope, await engine.commit())).get('vm')).toHaveLength(1);
  expect(await engine.state('vm')).toBe('a');
});
