import { randomUUID } from 'node:crypto';
import * as nodeFiles from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MOST } from '../collect/body.ts';
import { flushDirectory, flushed, makeDirectory, prepare, unless } from './file-durable.ts';
import type { Files } from './file-durable.ts';
import { codeOf, etagOf, fileError } from './file-error.ts';
import { keysBelow } from './file-walk.ts';
import { checkedKey, checkedPrefix } from './key.ts';
import { StoreError, TooLong } from './store.ts';
import type { Listed, ObjectStore } from './store.ts';

export interface FilePorts {
  readonly files?: Files;
  readonly now?: () => number;
}

/** Unfinished writes. Inside the directory, because only a rename within one file system is atomic. */
const UNFINISHED = '.unfinished';

/**
 * One file per key below `directory`. An object appears whole or not at all,
 * and what was acknowledged survives a power cut: data, then name, then
 * directory are flushed. A key cannot be the folder of another key.
 */
export function fileStore(directory: string, ports: FilePorts = {}): ObjectStore {
  const { files = nodeFiles, now = Date.now } = ports;
  const root = resolve(directory);
  const unfinished = join(root, UNFINISHED);
  let ready: Promise<void> | undefined;

  const told = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw fileError(`${what} in ${root}`, error);
    }
  };
  const pathOf = (key: string): string => {
    if (checkedKey(key).split('/', 1)[0] === UNFINISHED) {
      throw new StoreError(`"${key}" cannot be a key: ${UNFINISHED} is where unfinished writes are`);
    }
    return join(root, key);
  };
  const write = <T>(key: string, body: Uint8Array, name: (from: string, to: string) => Promise<T>) =>
    told(`writing ${key}`, async () => {
      const path = pathOf(key);
      ready ??= prepare(files, unfinished, now);
      await ready.catch((error: unknown) => {
        ready = undefined; // the next write tries again
        throw error;
      });
      await makeDirectory(files, dirname(path));
      const temporary = join(unfinished, randomUUID());
      try {
        await flushed(files, temporary, body);
        const outcome = await name(temporary, path);
        await flushDirectory(files, dirname(path));
        return outcome;
      } finally {
        await files.unlink(temporary).catch(() => {}); // renamed, or for `prepare` to find
      }
    });

  return {
    url: pathToFileURL(root).href,
    get: (key, atMost = MOST.whole) =>
      told(`reading ${key}`, async () => {
        const path = pathOf(key);
        const handle = await files.open(path, 'r').catch(unless('ENOENT', 'ENOTDIR'));
        if (handle === undefined) return undefined;
        try {
          const stat = await handle.stat({ bigint: true });
          if (stat.size > atMost) throw new TooLong(`${key} in ${root} has more than ${atMost} bytes`);
          return stat.isFile() ? { body: await handle.readFile(), etag: etagOf(stat) } : undefined;
        } finally {
          await handle.close();
        }
      }),
    put: (key, body) => write(key, body, (from, to) => files.rename(from, to)),
    putIfAbsent: (key, body, lastly) =>
      write(key, body, async (from, to) => {
        lastly?.();
        try {
          await files.link(from, to);
          return 'created';
        } catch (error) {
          if (codeOf(error) !== 'EEXIST') throw error;
          // A folder is no object, so nobody would ever read what is said to exist.
          const stat = await files.stat(to).catch(unless('ENOENT'));
          if (stat === undefined || stat.isFile()) return 'exists';
          throw new StoreError(
            `writing ${key} in ${root}: something stands there that is no file: move it away and run again`,
          );
        }
      }),
    delete: (key) =>
      told(`deleting ${key}`, async () => {
        const path = pathOf(key);
        try {
          await files.unlink(path);
        } catch (error) {
          const stat = await files.stat(path).catch(unless('ENOENT', 'ENOTDIR'));
          if (stat === undefined || stat.isDirectory()) return; // no such object
          throw error;
        }
        await flushDirectory(files, dirname(path)); // retention relies on the order of deletions
      }),
    list: ({ prefix, startAfter, limit }) =>
      told(`listing ${prefix}`, async () => {
        const listed: Listed[] = [];
        if (limit <= 0) return listed;
        const range = { prefix: checkedPrefix(prefix), startAfter, hidden: UNFINISHED };
        for await (const key of keysBelow(files, root, range)) {
          const stat = await files.stat(join(root, key), { bigint: true }).catch(unless('ENOENT', 'ENOTDIR'));
          if (stat === undefined) continue; // deleted while we read
          listed.push({ key, size: Number(stat.size), etag: etagOf(stat), modified: Number(stat.mtimeMs) });
          if (listed.length === limit) break;
        }
        return listed;
      }),
  };
}
