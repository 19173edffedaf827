import type * as nodeFiles from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './file-error.ts';

/** What the file store needs of `node:fs/promises`. */
export type Files = Pick<
  typeof nodeFiles,
  'mkdir' | 'open' | 'rename' | 'link' | 'unlink' | 'readdir' | 'stat'
>;

/** Nothing that is still being written is that old. */
const ABANDONED_MS = 24 * 3600_000;

/** Before the first write: the place for unfinished ones, without those of processes that died. */
export async function prepare(files: Files, unfinished: string, now: () => number): Promise<void> {
  await makeDirectory(files, unfinished);
  for (const name of await files.readdir(unfinished)) {
    const path = join(unfinished, name);
    const stat = await files.stat(path).catch(() => undefined);
    if (stat && now() - stat.mtimeMs > ABANDONED_MS) await files.unlink(path).catch(() => {});
  }
}

/** A new file, whole and on the disk. */
export async function flushed(files: Files, path: string, body: Uint8Array): Promise<void> {
  const handle = await files.open(path, 'wx');
  try {
    await handle.writeFile(body);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** With its parents; all of them stay after a power cut. */
export async function makeDirectory(files: Files, path: string): Promise<void> {
  const first = await files.mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await flushDirectory(files, dirname(made));
  }
}

export async function flushDirectory(files: Files, path: string): Promise<void> {
  const handle = await files.open(path, 'r');
  try {
    await handle.sync().catch(unless('EINVAL', 'ENOTSUP')); // network file systems that flush by themselves
  } finally {
    await handle.close();
  }
}

/** Answers `undefined` to what may happen, for `catch`. */
export function unless(...codes: readonly string[]) {
  return (error: unknown): undefined => {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
  };
}
