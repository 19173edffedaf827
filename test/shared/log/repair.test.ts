import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Corrupt } from '../../../shared/log/commit.ts';
import type { Commit } from '../../../shared/log/commit.ts';
import { readHead } from '../../../shared/log/head.ts';
import { loggedScopes } from '../../../shared/log/history.ts';
import { logKey } from '../../../shared/log/keys.ts';
import { readState } from '../../../shared/log/read.ts';
import { repair } from '../../../shared/log/repair.ts';
import type { Repaired } from '../../../shared/log/repair.ts';
import { verifyScope } from '../../../shared/log/verify.ts';
import type { Finding } from '../../../shared/log/verify.ts';
import { deliver } from '../../../shared/notify/deliver.ts';
import type { Event } from '../../../shared/notify/event.ts';
import { fileStore } from '../../../shared/store/file.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { createEngine, scope } from '../../support/engine.ts';
import type { Lists, RunOptions } from '../../support/engine.ts';
import { wordsOf } from '../../support/lines.ts';

type Engine = ReturnType<typeof createEngine>;

/** A log on a store, with the operations on that store, and a sink that listens. */
interface World {
  readonly engine: Engine;
  readonly store: ObjectStore;
  readonly operations: string[];
  run(lists: Lists, over?: RunOptions): ReturnType<Engine['run']>;
  spoil(key: string): Promise<Uint8Array>;
  findings(): Promise<readonly Finding[]>;
  mend(): Promise<Repaired>;
  head(): Promise<Commit>;
  state(source: string): Promise<string>;
  told(): Promise<readonly Event[]>;
}

type Kind = 'memory' | 'file';
const GARBAGE = Buffer.from('garbage');

async function world(kind: Kind, inlineBytes: number): Promise<World> {
  const engine = createEngine({ sizes: { inlineBytes, maxShare: 1000 } });
  const operations: string[] = [];
  const inner = kind === 'memory' ? engine.memory : await files(engine);
  const store = noting(inner, operations);
  let repairs = 0;
  const made: World = {
    engine,
    store,
    operations,
    run: (lists, over) => engine.run(lists, { ...over, store }),
    async spoil(key) {
      const before = (await store.get(key))?.body;
      if (before === undefined) throw new Error(`no ${key}`);
      await store.put(key, GARBAGE);
      return before;
    },
    async findings() {
      for await (const logged of loggedScopes(store)) {
        return (await verifyScope(store, logged.scope, logged.versions)).findings;
      }
      return [];
    },
    async mend() {
      const ports = { store, now: engine.now, newRunId: () => `repair-${++repairs}` };
      return repair(scope, await made.findings(), ports);
    },
    async head() {
      const head = await readHead(store, scope);
      if (head === undefined) throw new Error('no head');
      return head;
    },
    state: async (source) => wordsOf(await readState(store, scope, await made.head(), source)),
    async told() {
      const events: Event[] = [];
      const sink = { name: 'sink', send: async (event: Event) => void events.push(event) };
      await deliver(sink, scope, store, new AbortController().signal);
      return events;
    },
  };
  return made;
}

async function files(engine: Engine): Promise<ObjectStore> {
  const directory = await mkdtemp(join(tmpdir(), 'tagsync-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return fileStore(directory, { now: engine.now });
}

function noting(store: ObjectStore, operations: string[]): ObjectStore {
  const note = <T>(what: string, work: Promise<T>): Promise<T> => {
    operations.push(what);
    return work;
  };
  return {
    url: store.url,
    get: (key) => store.get(key),
    list: (query) => store.list(query),
    put: (key, body) => note(`put ${key}`, store.put(key, body)),
    putIfAbsent: (key, body) => note(`create ${key}`, store.putIfAbsent(key, body)),
    delete: (key) => note(`delete ${key}`, store.delete(key)),
  };
}

const keyOf = ({ changes }: Commit): string => ('data' in changes ? changes.data.key : 'inline');

describe.each(['memory', 'file'] as const)('a corrupt object in a %s store', (kind) => {
  it('that is sound is told so', async () => {
    const one = await world(kind, 10);
    await one.run({ a: 'x y z', b: 'p q' });
    await one.run({ a: 'x=X y z', b: 'p q' });
    expect(await one.findings()).toEqual([]);
  });

  it('of data: is named, set aside, its sources are reset, and the next sync heals', async () => {
    const one = await world(kind, 10);
    await one.run({ a: 'x y z', b: 'p q' });
    await one.run({ a: 'x=X y z', b: 'p q' });
    await one.told();
    const key = keyOf(await one.head());
    await one.spoil(key);
    const { sources } = await one.run({ a: 'x=Y y z', b: 'p q' }, { dryRun: true });
    expect(sources[0]).toMatchObject({ outcome: 'kept', cause: expect.any(Corrupt) });
    expect(await one.findings()).toEqual([
      {
        key,
        problem: 'data',
        what: 'holds something else than was written',
        first: 2,
        last: 2,
        sources: ['a'],
        past: false,
      },
    ]);
    one.operations.length = 0;

    const repaired = await one.mend();
    const copy = `quarantine/${key}`;
    expect(repaired).toEqual({ setAside: new Map([[key, copy]]), version: 3, reset: ['a'] });
    expect(one.operations).toEqual([`create ${copy}`, `create ${logKey(scope, 3)}`, `delete ${key}`]);
    expect(Buffer.from((await one.store.get(copy))?.body ?? [])).toEqual(GARBAGE);
    const head = await one.head();
    expect(head).toMatchObject({
      cause: 'repair',
      counts: {},
      sources: { a: { outcome: 'kept', reason: 'quarantined', count: null, digest: null, observedAt: 3 } },
    });
    expect(await one.state('b')).toBe('p q');
    expect(await one.findings()).toMatchObject([
      { key, what: 'is missing although a commit names it', past: true },
    ]);

    await one.run({ a: 'x=Y y', b: 'p q' });
    expect(await one.state('a')).toBe('x=Y y');
    expect((await one.head()).sources['a']).toMatchObject({ outcome: 'complete', count: 2 });
    expect(await one.told()).toMatchObject([{ type: 'snapshot', version: 4 }]);
    expect(await one.findings()).toMatchObject([{ key, past: true }]);
  });

  it('of data that is gone: there is nothing to set aside, all else is the same', async () => {
    const one = await world(kind, 10);
    await one.run({ a: 'x y z' });
    const key = keyOf(await one.head());
    await one.store.delete(key);
    expect(await one.mend()).toEqual({ setAside: new Map(), version: 2, reset: ['a'] });
    await one.run({ a: 'x y z' });
    expect(await one.state('a')).toBe('x y z');
  });

  it('of data that only the past needs: the present is not touched', async () => {
    const one = await world(kind, 10);
    await one.run({ a: 'x y z' });
    const key = keyOf(await one.head());
    await one.store.delete(key);
    await one.mend();
    await one.run({ a: 'x y z' });
    await one.store.put(key, GARBAGE);
    expect(await one.findings()).toMatchObject([{ key, first: 1, last: 1, sources: [], past: false }]);
    expect(await one.mend()).toEqual({
      setAside: new Map([[key, `quarantine/${key}`]]),
      version: undefined,
      reset: [],
    });
    expect(await one.findings()).toMatchObject([{ key, past: true }]);
    expect(await one.state('a')).toBe('x y z');
  });

  it('of a commit in the middle: it gets a tombstone, and what it changed is listed anew', async () => {
    const one = await world(kind, 65_536);
    await one.run({ a: 'x y', b: 'p' });
    await one.run({ a: 'x=X y', b: 'p' });
    await one.run({ a: 'x=X y', b: 'p q' });
    await one.told();
    const key = logKey(scope, 2);
    const before = await one.head();
    await one.spoil(key);
    expect(await one.findings()).toMatchObject([
      { key, problem: 'commit', what: 'not JSON', sources: ['a'] },
    ]);
    one.operations.length = 0;

    expect(await one.mend()).toMatchObject({ version: 4, reset: ['a'] });
    expect(one.operations).toEqual([`create quarantine/${key}`, `put ${key}`, `create ${logKey(scope, 4)}`]);
    const tombstone = JSON.parse(Buffer.from((await one.store.get(key))?.body ?? []).toString());
    const first = JSON.parse(Buffer.from((await one.store.get(logKey(scope, 1)))?.body ?? []).toString());
    expect(tombstone).toMatchObject({
      version: 2,
      cause: 'repair',
      replaced: [],
      counts: {},
      sources: first.sources,
    });
    expect(tombstone.at).toBeGreaterThan(first.at);
    expect(tombstone.at).toBeLessThan(before.at);
    expect(await one.state('b')).toBe('p q');
    await one.run({ a: 'x=X y', b: 'p q' });
    expect(await one.state('a')).toBe('x=X y');
    expect(await one.told()).toMatchObject([{ type: 'snapshot', version: 5 }]);
    expect((await one.findings()).every(({ past }) => past)).toBe(true);
  });

  it('of the newest commit: the one below stands again, and every sink takes the state anew', async () => {
    const one = await world(kind, 65_536);
    await one.run({ a: 'x y', b: 'p' });
    await one.run({ a: 'x y z', b: 'p' });
    await one.told();
    await one.spoil(logKey(scope, 2));
    await expect(one.run({ a: 'x y z', b: 'p' })).rejects.toThrow('"tagsync verify" names all such objects');
    expect(await one.mend()).toMatchObject({ version: 3, reset: [] });
    expect(await one.state('a')).toBe('x y');
    expect(await one.told()).toMatchObject([{ type: 'snapshot', version: 3, sources: { a: { count: 2 } } }]);
    await one.run({ a: 'x y z', b: 'p' });
    expect(await one.state('a')).toBe('x y z');
    expect(await one.told()).toMatchObject([{ type: 'changes', version: 4, prior: 3 }]);
    expect(await one.findings()).toEqual([]);
  });

  it('of the only commit: everything is listed as if it were the first time', async () => {
    const one = await world(kind, 65_536);
    await one.run({ a: 'x y' });
    await one.spoil(logKey(scope, 1));
    expect(await one.mend()).toMatchObject({ version: 2, reset: [] });
    await one.run({ a: 'x y' });
    expect(await one.state('a')).toBe('x y');
    expect((await one.head()).version).toBe(3);
  });

  it('of a commit that is missing between two others', async () => {
    const one = await world(kind, 65_536);
    for (const list of ['x', 'x y', 'x y z', 'w x y z']) await one.run({ a: list });
    await one.store.delete(logKey(scope, 3));
    expect(await one.findings()).toMatchObject([
      { problem: 'commit', what: 'is missing between two others' },
    ]);
    expect(await one.mend()).toMatchObject({ setAside: new Map(), reset: ['a'] });
    await one.run({ a: 'w x y z' });
    expect(await one.state('a')).toBe('w x y z');
  });

  it('whose records do not add up: its source is reset, no object is touched', async () => {
    const one = await world(kind, 65_536);
    await one.run({ a: 'x y', b: 'p' });
    const key = logKey(scope, 1);
    const text = Buffer.from((await one.store.get(key))?.body ?? []).toString();
    await one.store.put(key, Buffer.from(text.replaceAll('fake/region/y', 'fake/region/n')));
    expect(await one.findings()).toEqual([
      {
        key,
        problem: 'state',
        what: 'the records of a do not add up to its digest',
        first: 1,
        last: 1,
        sources: ['a'],
        past: false,
      },
    ]);
    one.operations.length = 0;
    expect(await one.mend()).toMatchObject({ setAside: new Map(), version: 2, reset: ['a'] });
    expect(one.operations).toEqual([`create ${logKey(scope, 2)}`]);
    await one.run({ a: 'x y', b: 'p' });
    expect(await one.state('a')).toBe('x y');
  });

  it('is never overwritten where it was set aside', async () => {
    const one = await world(kind, 65_536);
    await one.run({ a: 'x y' });
    const key = logKey(scope, 1);
    await one.spoil(key);
    await one.mend();
    await one.store.put(key, Buffer.from('other garbage'));
    expect((await one.mend()).setAside).toEqual(new Map([[key, `quarantine/${key}~2`]]));
    expect(Buffer.from((await one.store.get(`quarantine/${key}`))?.body ?? [])).toEqual(GARBAGE);
  });
});

describe('a run under way while the log is repaired', () => {
  it('brings nothing for what was reset, and all the rest', async () => {
    const one = await world('memory', 10);
    await one.run({ a: 'x y', b: 'p' });
    await one.run({ a: 'x y z', b: 'p' });
    const key = keyOf(await one.head());
    const report = await one.run(
      { a: 'x y z', b: 'p q' },
      {
        meanwhile: async () => {
          if ((await one.store.get(key)) === undefined) return;
          await one.store.delete(key);
          await one.mend();
        },
      },
    );
    expect(report.sources.map(({ source, outcome }) => [source, outcome])).toEqual([
      ['a', 'superseded'],
      ['b', 'written'],
    ]);
    expect((await one.head()).sources['a']).toMatchObject({ outcome: 'kept', reason: 'quarantined' });
    await one.run({ a: 'x y z', b: 'p' });
    expect(await one.state('a')).toBe('x y z');
  });

  it('brings nothing on top of a buried head', async () => {
    const one = await world('memory', 65_536);
    await one.run({ a: 'x' });
    await one.run({ a: 'x y' });
    let buried = false;
    const report = await one.run(
      { a: 'x y z' },
      {
        meanwhile: async () => {
          if (buried) return;
          buried = true;
          await one.spoil(logKey(scope, 2));
          await one.mend();
        },
      },
    );
    expect(report.sources).toMatchObject([{ outcome: 'superseded' }]);
    expect(await one.state('a')).toBe('x');
    await one.run({ a: 'x y' });
    expect(await one.state('a')).toBe('x y');
  });
});
