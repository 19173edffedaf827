import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Puts a text in place of a file in one step, or leaves what is there: whoever
 * reads it at any time reads one of the two, whole. What is no plain file (a
 * pipe, a terminal) is written to. Throws what the system says.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  // Where it leads: a link stays one.
  const target = await realpath(path).catch(unlessMissing(path));
  const there = await stat(target).catch(unlessMissing(undefined));
  if (there !== undefined && !there.isFile()) return writeFile(target, text);
  // In the same folder: only a rename within one file system is atomic.
  const beside = `${target}.unfinished-${process.pid}`;
  try {
    await writeFile(beside, text, there === undefined ? {} : { mode: there.mode });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {}); // the first error is the one that tells
    throw error;
  }
}

const unlessMissing =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
