import type { BigIntStats } from 'node:fs';
import { StoreError } from './store.ts';

/** What a person can do about it. Codes: https://nodejs.org/docs/latest-v20.x/api/errors.html#common-system-errors */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; nothing half-written is visible: free some space and run again',
  EDQUOT: 'the disk quota is used up; nothing half-written is visible: raise it and run again',
  EROFS: 'the file system is mounted read-only',
  EACCES: 'permission denied: the user of this process must read and write the whole directory',
  EPERM: 'not permitted: the directory must be writable, on a file system that has hard links',
  ENOTSUP: 'the file system has no hard links, without which creating a file only once cannot be made safe',
  EXDEV: 'the directory spans file systems; it must be on one',
  EISDIR: 'a key is also the folder of other keys',
  ENOTDIR: 'a key is also the folder of other keys, or the path goes through a file',
  ENAMETOOLONG: 'a name is longer than the file system allows',
  EMFILE: 'too many open files: raise the limit (ulimit -n)',
  EIO: 'the disk reports an error',
};

export function fileError(what: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StoreError || code === undefined) return error;
  return new StoreError(`${what}: ${REMEDIES[code] ?? 'the file system refused'} (${code})`, {
    cause: error,
  });
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A write makes a new file, so inode, size and time tell two writes apart without reading them. */
export function etagOf({ ino, size, mtimeNs }: BigIntStats): string {
  return `"${ino.toString(36)}-${size.toString(36)}-${mtimeNs.toString(36)}"`;
}
