import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { filesIn } from '../../functions/deepflow/files.ts';
import { EMPTY } from '../../functions/deepflow/payload.ts';
import { textOf, writeNote } from '../../functions/deepflow/sent.ts';
import { openRecord } from '../../functions/kubernetes/push/record.ts';
import { writeHint } from '../../shared/log/head.ts';
import { takeLease } from '../../shared/log/lease.ts';
import { quarantineKey } from '../../shared/log/verify.ts';
import { readState } from '../../shared/log/read.ts';
import { advanceCursor } from '../../shared/notify/cursor.ts';
import { notesIn } from '../../shared/runtime/notes.ts';
import { fileStore } from '../../shared/store/file.ts';
import { proveCreateOnly } from '../../shared/store/probe.ts';
import { virtualClock } from '../support/clock.ts';
import { SIZES, createEngine, scope } from '../support/engine.ts';
import { wordsOf } from '../support/lines.ts';
import { read } from './tree.ts';

/** The page's own program: it knows what the page says and nothing of this project. */
function readerOfThePage(): string {
  const [, code] = /```js\n([\s\S]+?)```/.exec(read('docs/format.md')) ?? [];
  if (code === undefined) throw new Error('docs/format.md has no reader');
  return code;
}

test.each([
  { what: 'changes inside the commits', sizes: {} },
  { what: 'changes in objects of their own', sizes: { inlineBytes: 0, maxShare: 9 } },
  { what: 'snapshots at every change', sizes: { maxSegments: 0 } },
])('a program made from docs/format.md alone reads what the engine wrote: $what', async ({ sizes }) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'tagsync-format-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const engine = createEngine({ sizes: { ...SIZES, ...sizes } });
  const store = fileStore(directory);
  const run = (lists: Readonly<Record<string, string | Error>>) => engine.run(lists, { store });
  await run({ vm: 'a=1 b=2 c=订单', vpc: 'v=1' });
  await run({ vm: 'a=1 b=3 d=4', vpc: new Error('no') });
  // So many that they are several groups of the digest.
  const many = Array.from({ length: 2_000 }, (_, n) => `n${10_000 + n}=1`);
  await run({ vm: 'b=3 d=5 e=6', vpc: ['v=1 w=2', ...many].join(' ') });
  await store.put(`heads/${scope.provider}/${scope.account}/${scope.region}`, Buffer.from('{}'));

  const program = path.join(directory, 'reader.mjs');
  await writeFile(program, readerOfThePage());
  const { stdout } = await promisify(execFile)(process.execPath, [program, directory]);

  const head = JSON.parse(
    Buffer.from((await store.get(`log/fake/a/r/${'3'.padStart(20, '0')}.json`))?.body ?? []).toString(),
  );
  const expected = await Promise.all(
    ['vm', 'vpc'].map(async (source) => readState(store, scope, head, source)),
  );
  expect(expected.map((lines) => wordsOf(lines))).toEqual(['b=3 d=5 e=6', [...many, 'v=1 w=2'].join(' ')]);
  expect(stdout).toBe(expected.map((lines) => Buffer.from(lines.joined()).toString()).join(''));
});

const page = read('docs/format.md');
/** The rows of the table of objects, as patterns. */
const ROWS = [...page.matchAll(/^\| `([a-z]+\/[^`]*)` +\|/gm)].map(
  ([, key = '']) =>
    new RegExp(
      `^${key
        .replaceAll(/<[^>]+>/g, '[^/]+')
        .replaceAll('.', '\\.')
        .replace('…', '.*')}$`,
    ),
);

/** Names of fields, at any depth; what stands below `sources`, `counts`, `servers` and `payload` is by names of their own. */
function fieldsOf(value: unknown, isMap = false): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one));
  return Object.entries(value).flatMap(([name, of]) => [
    ...(isMap ? [] : [name]),
    ...fieldsOf(of, !isMap && ['sources', 'counts', 'servers', 'payload'].includes(name)),
  ]);
}

test('every object that a store comes to hold has a row, and every field of its JSON is named', async () => {
  const engine = createEngine({ sizes: { ...SIZES, inlineBytes: 0 } });
  const store = engine.memory;
  await engine.run({ vm: 'a=1 b=2 c=3', vpc: 'v=1' });
  await engine.run({ vm: '', vpc: new Error('no') }); // held, and kept
  await engine.run({ vm: 'a=2 b=2 c=3', vpc: 'v=1' });
  await engine.run({ vm: 'a=2', vpc: 'v=1' });
  await writeHint(store, scope, { version: 4, checkedAt: 1, retainedAt: 1, bytes: 2, slow: ['vm'] });
  await advanceCursor(store, 'hook', scope, 1);
  const clock = virtualClock();
  const terms = { lastsMs: 60_000, skewMs: 0, keepMs: 60_000 };
  await clock.run(takeLease({ name: 'kubernetes/a', holder: 'x', token: 't' }, { store, clock, terms }));
  await proveCreateOnly(store);
  const server = { sent: 2n, confirmed: 2n, rival: { takeovers: 1, until: 5 } };
  const record = await openRecord('a', { store, clock });
  await record.write({
    version: 2n,
    digest: 'd',
    counts: { '*v1.Pod': 1 },
    servers: { 'http://deepflow:20035': server },
  });
  await notesIn(store, 'qingcloud', { dryRun: false }).write('usr-1', '{}');
  const from = { ref: 'aws/vpc/1', account: '1', region: 'r' };
  const sent = { payload: { ...EMPTY }, origins: new Map([['uuid', from]]), syncedAt: undefined };
  const domains = [
    { mode: 'own', provider: 'aws', account: '1', clusterId: 'aws-1' },
    { mode: 'tags', provider: 'aws', account: '1', clusterId: 'd-1' },
  ] as const;
  for (const domain of domains) await writeNote(store, 1, domain, textOf(sent, sent));
  await filesIn(store).write({ server: '/etc/aws.yaml', key: 'deepflow/files/aws.yaml' }, '');
  await store.put('exports/targets.json', Buffer.from('[]'));
  await store.put(quarantineKey('log/fake/a/r/1.json'), Buffer.from('{}'));

  const keys = (await store.list({ prefix: '', startAfter: '', limit: 1000 })).map(({ key }) => key);
  expect(new Set(keys.map((key) => key.split('/')[0]))).toEqual(
    new Set(ROWS.map(({ source }) => /^\^(\w+)/.exec(source)?.[1])),
  );
  expect(keys.filter((key) => !ROWS.some((row) => row.test(key)))).toEqual([]);
  const missing = new Set<string>();
  for (const key of keys.filter((one) =>
    /^(?!probe|exports|quarantine|deepflow\/files).*(?<!\.gz)$/.test(one),
  )) {
    const value: unknown = JSON.parse(Buffer.from((await store.get(key))?.body ?? []).toString());
    for (const field of fieldsOf(value))
      if (!page.includes(`\`${field}\``) && !page.includes(`"${field}"`)) missing.add(`${key}: ${field}`);
  }
  expect([...missing]).toEqual([]);
});
