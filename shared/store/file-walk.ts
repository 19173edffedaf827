import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './file-error.ts';
import type { Files } from './file-durable.ts';

export interface KeyRange {
  readonly prefix: string;
  readonly startAfter: string;
  /** A name at the top that holds no objects. */
  readonly hidden: string;
}

/**
 * Keys in the order of their bytes. A directory sorts as its name with the
 * slash, since that is how all keys in it begin: `a-b` < `a.b` < `a/b`.
 */
export async function* keysBelow(
  files: Pick<Files, 'readdir'>,
  root: string,
  range: KeyRange,
  folder = range.prefix.slice(0, range.prefix.lastIndexOf('/') + 1),
): AsyncGenerator<string, void, undefined> {
  if (folder.startsWith(`${range.hidden}/`)) return;
  for (const entry of await entriesOf(files, join(root, folder))) {
    if (folder === '' && entry.name === range.hidden) continue;
    if (entry.isDirectory()) {
      const below = `${folder}${entry.name}/`;
      if (mayHold(below, range)) yield* keysBelow(files, root, range, below);
    } else if (entry.isFile()) {
      const key = folder + entry.name;
      if (key.startsWith(range.prefix) && key > range.startAfter) yield key;
    }
  }
}

function mayHold(folder: string, { prefix, startAfter }: KeyRange): boolean {
  if (!folder.startsWith(prefix) && !prefix.startsWith(folder)) return false;
  return startAfter < folder || startAfter.startsWith(folder);
}

async function entriesOf(files: Pick<Files, 'readdir'>, path: string): Promise<readonly Dirent[]> {
  try {
    const entries = await files.readdir(path, { withFileTypes: true });
    return entries.toSorted((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function sortName(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}
