import * as nodeFiles from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '../../../shared/store/file-durable.ts';
import { fileStore } from '../../../shared/store/file.ts';
import { StoreError } from '../../../shared/store/store.ts';

let directory: string;
beforeEach(async () => {
  directory = await nodeFiles.mkdtemp(join(tmpdir(), 'file-store-'));
});
afterEach(() => nodeFiles.rm(directory, { recursive: true }));

const body = Buffer.from('some bytes');
const all = { prefix: '', startAfter: '', limit: 100 };
const unfinished = () => nodeFiles.readdir(join(directory, '.unfinished'));

function errno(code: string): Error {
  return Object.assign(new Error(`${code}: of the test`), { code });
}

/** The file system, with what it was asked, in order; `fail` may throw instead. */
function watched(fail: (operation: string, path: string) => void = () => {}): {
  files: Files;
  log: string[];
} {
  const log: string[] = [];
  const note = (operation: string, path: unknown): void => {
    const short = String(path)
      .replace(directory, '')
      .replace(/unfinished\/.*/, 'unfinished/…');
    log.push(`${operation} ${short}`);
    fail(operation, short);
  };
  const open = async (...args: Parameters<Files['open']>): ReturnType<Files['open']> => {
    note(`open-${String(args[1])}`, args[0]);
    const handle = await nodeFiles.open(...args);
    return new Proxy(handle, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...rest: unknown[]) => {
          if (name !== 'close' && name !== 'stat') note(String(name), args[0]);
          return (await Reflect.apply(value, target, rest)) as unknown;
        };
      },
    });
  };
  const rename: Files['rename'] = async (from, to) => {
    note('rename', to);
    await nodeFiles.rename(from, to);
  };
  const link: Files['link'] = async (from, to) => {
    note('link', to);
    await nodeFiles.link(from, to);
  };
  const unlink: Files['unlink'] = async (path) => {
    note('unlink', path);
    await nodeFiles.unlink(path);
  };
  return { files: { ...nodeFiles, open, rename, link, unlink }, log };
}

it('says where it is', () => {
  expect(fileStore('/var/lib/tag sync').url).toBe('file:///var/lib/tag%20sync');
});

it('flushes data, then name, then every new directory', async () => {
  const { files, log } = watched();
  const store = fileStore(directory, { files });
  await store.put('log/aws/1', body);
  expect(log).toEqual([
    'open-r ',
    'sync ', // .unfinished stays
    'open-r /log',
    'sync /log', // log/aws stays
    'open-r ',
    'sync ', // log stays
    'open-wx /.unfinished/…',
    'writeFile /.unfinished/…',
    'sync /.unfinished/…',
    'rename /log/aws/1',
    'open-r /log/aws',
    'sync /log/aws',
    'unlink /.unfinished/…',
  ]);
  log.length = 0;
  await store.putIfAbsent('log/aws/2', body);
  expect(log).toEqual([
    'open-wx /.unfinished/…',
    'writeFile /.unfinished/…',
    'sync /.unfinished/…',
    'link /log/aws/2',
    'open-r /log/aws',
    'sync /log/aws',
    'unlink /.unfinished/…',
  ]);
  log.length = 0;
  await store.delete('log/aws/1');
  expect(log).toEqual(['unlink /log/aws/1', 'open-r /log/aws', 'sync /log/aws']);
  expect(await unfinished()).toEqual([]);
});

describe('a full disk', () => {
  it.each(['writeFile', 'sync', 'open-wx', 'rename', 'link'])(
    'during %s is said, nothing half visible',
    async (at) => {
      let full = false;
      const { files } = watched((operation, path) => {
        if (full && operation === at && (operation !== 'sync' || path.includes('unfinished'))) {
          throw errno('ENOSPC');
        }
      });
      const store = fileStore(directory, { files });
      await store.put('heads/a', Buffer.from('old'));
      full = true;
      const failures: unknown[] = [];
      if (at !== 'link') failures.push(await store.put('heads/a', body).catch((error: unknown) => error));
      if (at !== 'rename')
        failures.push(await store.putIfAbsent('log/1', body).catch((error: unknown) => error));
      for (const failure of failures) {
        expect(failure).toBeInstanceOf(StoreError);
        expect(String(failure)).toMatch(/disk is full.*ENOSPC/);
        expect(String(failure)).toContain(directory);
      }
      full = false;
      expect(await store.list(all)).toMatchObject([{ key: 'heads/a', size: 3 }]);
      expect(await unfinished()).toEqual([]);
      expect(await store.putIfAbsent('log/1', body)).toBe('created');
    },
  );

  it('at the first write does not spoil the later ones', async () => {
    let full = true;
    const { files } = watched((operation) => {
      if (full && operation === 'sync') throw errno('ENOSPC');
    });
    const store = fileStore(directory, { files });
    await expect(store.put('a', body)).rejects.toThrow('disk is full');
    full = false;
    await store.put('a', body);
    expect((await store.get('a'))?.body).toEqual(body);
  });
});

it('keeps the old object when a writer dies before the rename, and hides what it left', async () => {
  await fileStore(directory).put('a', Buffer.from('old'));
  const { files } = watched((operation) => {
    if (operation === 'rename' || operation === 'unlink') throw errno('EIO'); // dead: not even the clean-up
  });
  await expect(fileStore(directory, { files }).put('a', body)).rejects.toThrow(StoreError);
  const after = fileStore(directory);
  expect((await after.get('a'))?.body.toString()).toBe('old');
  expect(await after.list(all)).toMatchObject([{ key: 'a' }]);
  expect(await after.list({ ...all, prefix: '.unfinished/' })).toEqual([]);
  expect(await unfinished()).toHaveLength(1);
});

it('removes at its first write what dead processes left a day ago, and nothing younger', async () => {
  await fileStore(directory).put('a', body);
  const left = join(directory, '.unfinished');
  await nodeFiles.writeFile(join(left, 'old'), body);
  await nodeFiles.writeFile(join(left, 'young'), body);
  const now = Date.parse('2026-03-02T12:00:00Z');
  await nodeFiles.utimes(join(left, 'old'), 0, (now - 25 * 3600_000) / 1000);
  await nodeFiles.utimes(join(left, 'young'), 0, (now - 23 * 3600_000) / 1000);
  const store = fileStore(directory, { now: () => now });
  await store.list(all);
  expect(await unfinished()).toEqual(['old', 'young']);
  await store.put('b', body);
  expect(await unfinished()).toEqual(['young']);
});

it('does not let keys reach the unfinished writes', async () => {
  await expect(fileStore(directory).put('.unfinished/x', body)).rejects.toThrow('cannot be a key');
  await fileStore(directory).put('a/.unfinished', body);
  expect(await fileStore(directory).list(all)).toMatchObject([{ key: 'a/.unfinished' }]);
});

it('refuses a key that is the folder of another one, either way', async () => {
  const store = fileStore(directory);
  await store.put('a/b', body);
  await expect(store.put('a', body)).rejects.toThrow('also the folder of other keys');
  await expect(store.put('a/b/c', body)).rejects.toThrow(/folder of other keys|EEXIST/);
  expect(await store.get('a')).toBeUndefined();
  expect(await store.get('a/b/c')).toBeUndefined();
  expect(await store.list(all)).toMatchObject([{ key: 'a/b' }]);
});

it('says who may not write where', async () => {
  const { files } = watched((operation) => {
    if (operation === 'open-wx') throw errno('EACCES');
  });
  await expect(fileStore(directory, { files }).put('a', body)).rejects.toThrow(/permission denied.*EACCES/);
});

it('goes on where the file system flushes directories by itself', async () => {
  const { files } = watched((operation, path) => {
    if (operation === 'sync' && !path.includes('unfinished/')) throw errno('EINVAL');
  });
  const store = fileStore(directory, { files });
  await store.put('a/b', body);
  expect((await store.get('a/b'))?.body).toEqual(body);
});

it('does not make a bug look like a fault of the store', async () => {
  const readdir = (() => Promise.reject(new TypeError('a bug'))) as unknown as Files['readdir'];
  const files = { ...nodeFiles, readdir };
  await expect(fileStore(directory, { files }).list(all)).rejects.toThrow(TypeError);
});

it.each([
  ['a folder', (path: string) => nodeFiles.mkdir(path, { recursive: true })],
  ['a folder with something in it', (path: string) => nodeFiles.mkdir(join(path, 'x'), { recursive: true })],
])('does not take %s for an object that exists, and says what to do', async (_, place) => {
  await place(join(directory, 'log', '1.json'));
  const created = fileStore(directory).putIfAbsent('log/1.json', body);
  await expect(created).rejects.toThrow(
    `writing log/1.json in ${directory}: something stands there that is no file: move it away and run again`,
  );
  await expect(created).rejects.toThrow(StoreError);
  expect(await fileStore(directory).get('log/1.json')).toBeUndefined();
  expect(await unfinished()).toEqual([]);
});

it('reads only the folders that a listing can come from', async () => {
  const store = fileStore(directory);
  for (const key of ['log/a/1', 'log/a/2', 'log/b/1', 'data/a/1']) await store.put(key, body);
  const read: string[] = [];
  const readdir = ((path: string, options: { withFileTypes: true }) => {
    read.push(path.slice(directory.length).replace(/\/$/, ''));
    return nodeFiles.readdir(path, options);
  }) as unknown as Files['readdir'];
  const counted = fileStore(directory, { files: { ...nodeFiles, readdir } });
  expect(await counted.list({ prefix: 'log/a/', startAfter: 'log/a/1', limit: 9 })).toMatchObject([
    { key: 'log/a/2' },
  ]);
  expect(read).toEqual(['/log/a']);
  read.length = 0;
  expect(await counted.list({ ...all, startAfter: 'log/a/2' })).toMatchObject([{ key: 'log/b/1' }]);
  expect(read).toEqual(['', '/log', '/log/a', '/log/b']);
});
