import { lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { replaceFile } from '../../../shared/runtime/replace-file.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'tagsync-replace-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

test('whoever has the old one open goes on with it, and the next one finds the new one', async () => {
  const file = path.join(await folder(), 'addresses.csv');
  await replaceFile(file, 'old');
  const before = await stat(file);
  await replaceFile(file, 'new');
  expect(await readFile(file, 'utf8')).toBe('new');
  // Another file under the same name: the one that was open is whole.
  expect((await stat(file)).ino).not.toBe(before.ino);
  expect(await readdir(path.dirname(file))).toEqual(['addresses.csv']);
});

test('what cannot be written leaves the old one, and nothing beside it', async () => {
  const made = await folder();
  const file = path.join(made, 'addresses.csv');
  await writeFile(file, 'old');
  await mkdir(`${file}.unfinished-${process.pid}`); // where the new one would grow
  await expect(replaceFile(file, 'new')).rejects.toThrow('EISDIR');
  expect(await readFile(file, 'utf8')).toBe('old');
  await expect(replaceFile(path.join(made, 'none', 'addresses.csv'), 'new')).rejects.toThrow('ENOENT');
});

test('a link stays one, rights stay, and what is no plain file is written to', async () => {
  const made = await folder();
  const file = path.join(made, 'addresses.csv');
  await writeFile(file, 'old', { mode: 0o600 });
  const link = path.join(made, 'link.csv');
  await symlink(file, link);
  await replaceFile(link, 'new');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect([await readFile(file, 'utf8'), (await stat(file)).mode & 0o777]).toEqual(['new', 0o600]);
  await replaceFile('/dev/null', 'new');
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});
