import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readState } from '../../shared/log/read.ts';
import { fileStore } from '../../shared/store/file.ts';
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
  await run({ vm: 'b=3 d=5 e=6', vpc: 'v=1 w=2' });
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
  expect(expected.map((lines) => wordsOf(lines))).toEqual(['b=3 d=5 e=6', 'v=1 w=2']);
  expect(stdout).toBe(expected.map((lines) => Buffer.from(lines.joined()).toString()).join(''));
});
