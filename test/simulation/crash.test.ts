import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectorFor } from '../../shared/collect/collector.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import { named } from '../../shared/log/commit.ts';
import { readCommit, readFloor, readHead, writeHint } from '../../shared/log/head.ts';
import { dataPrefix } from '../../shared/log/keys.ts';
import { readState } from '../../shared/log/read.ts';
import { needsInline, retain, sweep } from '../../shared/log/retain.ts';
import type { Retention } from '../../shared/log/retain.ts';
import { DECISIONS } from '../../shared/log/write.ts';
import { readCursor } from '../../shared/notify/cursor.ts';
import { deliver } from '../../shared/notify/deliver.ts';
import type { Event } from '../../shared/notify/event.ts';
import { fileStore } from '../../shared/store/file.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import { everything } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { sync } from '../../shared/sync/sync.ts';
import { FATES, everyOperation, fated } from '../support/fate.ts';
import type { Fate } from '../support/fate.ts';
import { records, wordsOf } from '../support/lines.ts';
import { rules } from '../support/log.ts';

const scope: Scope = { provider: 'fake', account: 'a', region: 'r' };
const SIZES = { inlineBytes: 1024, maxSegments: 64, maxShare: 4, maxSegmentAge: 500 };
/** Of the last run there are two versions to be left, by either. */
const RETENTIONS = {
  age: { keep: 1_000, maxLag: 10_000, maxVersions: Infinity, orphanAfter: 10_000 },
  number: { keep: 10_000, maxLag: 10_000, maxVersions: 2, orphanAfter: 2_500 },
} as const;

/** What the cloud lists, by source, as `records` reads it. */
const SOURCES = ['vm', 'lb', 'big', 'idle'] as const;
type Cloud = Readonly<Record<(typeof SOURCES)[number], string>>;
const big = (name: string): string =>
  Array.from({ length: 40 }, (_, n) => `b${10 + n}=${name}-${n}`).join(' ');
const CLOUDS: readonly [Cloud, ...Cloud[]] = [
  { vm: 'v1 v2 v3', lb: 'l1 l2', big: big('one'), idle: 'i1' },
  { vm: 'v1 v2=renamed v3', lb: 'l1 l2', big: big('one'), idle: 'i1' },
  { vm: 'v1 v2=renamed v3', lb: 'l1 l2=renamed', big: big('one'), idle: 'i1' },
  { vm: 'v1 v3=renamed v4', lb: 'l2', big: big('two'), idle: 'i1' },
];
const LAST = CLOUDS.at(-1) ?? CLOUDS[0];
const collectors = SOURCES.map((name) =>
  collectorFor<Cloud>()({
    name,
    emits: ['region'],
    scope: 'region',
    paging: 'token',
    actions: [],
    async *list(cloud) {
      yield records(cloud[name]);
    },
    map: (record) => [record],
  }),
);

/** A whole run, as a process makes it: sync, hint, delivery, retention. */
async function run(
  store: ObjectStore,
  cloud: Cloud,
  at: number,
  policy: Retention,
  receive: (event: Event) => Promise<void>,
) {
  const now = (): number => at;
  const request = {
    scope,
    open: () => cloud,
    collectors,
    runId: `run-${at}`,
    cause: 'sync',
    dryRun: false,
  } as const;
  const ports = { store, now, maxRun: 500, sizes: SIZES, decisions: DECISIONS, rules, onPage: () => {} };
  const { version } = await sync(request, ports);
  await writeHint(store, scope, { version, checkedAt: at, retainedAt: at, bytes: 0, slow: [] });
  await deliver({ name: 'sink', send: receive }, scope, store, new AbortController().signal);
  const cursor = await readCursor(store, 'sink', scope);
  await retain(scope, cursor === undefined ? [] : [cursor], policy, { store, now, needsInline });
  await sweep(scope, policy, { store, now, needsInline });
}

/** All versions but the last. */
async function begin(store: ObjectStore, policy: Retention): Promise<Event[]> {
  const events: Event[] = [];
  for (const [n, cloud] of CLOUDS.slice(0, -1).entries())
    await run(store, cloud, 1_000 * (n + 1), policy, async (event) => void events.push(event));
  return events;
}

/** The last version under its fate, then a run that nothing befalls. Gives the operations of the one with the fate. */
async function survive(
  store: ObjectStore,
  events: Event[],
  at: number,
  fate: Fate,
  policy: Retention,
): Promise<number> {
  const receive = async (event: Event): Promise<void> => void events.push(event);
  const { of, operation, death, count } = fated(at, fate);
  const doomed = run(of(store), LAST, 6_000, policy, (event) => operation(() => receive(event)));
  await Promise.race([death, doomed.catch(() => {})]);
  await run(store, LAST, 6_100, policy, receive);
  return count();
}

async function expectSound(store: ObjectStore, events: readonly Event[]): Promise<void> {
  const head = await readHead(store, scope);
  expect(head?.version).toBe(CLOUDS.length);
  const floor = await readFloor(store, scope);
  expect(floor).toBe(CLOUDS.length - 1); // retention is finished too
  const names = new Set<string>();
  for (let version = floor; version <= CLOUDS.length; version++) {
    const commit = await readCommit(store, scope, version);
    if (commit === undefined) throw new Error(`version ${version} is missing`);
    for (const key of named(commit)) names.add(key);
    for (const source of SOURCES) {
      const state = wordsOf(await readState(store, scope, commit, source));
      expect([version, source, state]).toEqual([version, source, CLOUDS[version - 1]?.[source]]);
    }
  }
  let at = 0;
  for (const { type, version, prior } of events) {
    expect(type === 'snapshot' ? at : prior).toBe(type === 'snapshot' ? 0 : version - 1);
    expect(version).toBeLessThanOrEqual(at + 1);
    at = Math.max(at, version);
  }
  expect(at).toBe(CLOUDS.length);
  // What a dead run left is told apart by its name, and is all there is beside what versions name.
  for await (const { key } of everything(store, dataPrefix(scope)))
    expect(names.has(key) || key.includes('/run-6000-')).toBe(true);
}

/** A store with what runs left that died long ago: retention is not finished before it is gone. */
async function littered({ orphanAfter }: Retention): Promise<ObjectStore> {
  let now = 5_000 - orphanAfter; // too old for the last version's runs only
  const store = memoryStore(() => now);
  for (const name of ['one', 'two', 'three']) await store.put(`${dataPrefix(scope)}dead-${name}.gz`, DEAD);
  now = 6_000;
  return store;
}
const DEAD = Buffer.from('of nobody');

test.each(
  FATES.flatMap((fate) => Object.entries(RETENTIONS).map(([by, policy]) => [fate, by, policy] as const)),
)(
  '%s any operation of a run that retains by %s, the next run ends where it must',
  async (fate, _, policy) => {
    const operations = await everyOperation(async (at) => {
      const store = await littered(policy);
      const events = await begin(store, policy);
      const count = await survive(store, events, at, fate, policy);
      await expectSound(store, events);
      return count;
    });
    expect(operations).toBeGreaterThan(25);
  },
);

describe('in files', () => {
  let before = '';
  let told: readonly Event[] = [];
  const directories: string[] = [];
  const directory = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'crash-'));
    directories.push(path);
    return path;
  };
  beforeAll(async () => {
    before = await directory();
    told = await begin(fileStore(before), RETENTIONS.age);
  });
  afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true }))));

  test.each(FATES.slice(0, 2))('%s any operation', { timeout: 60_000 }, async (fate) => {
    const operations = await everyOperation(async (at) => {
      const path = await directory();
      await cp(before, path, { recursive: true });
      const events = [...told];
      const count = await survive(fileStore(path), events, at, fate, RETENTIONS.age);
      await expectSound(fileStore(path), events);
      return count;
    });
    expect(operations).toBeGreaterThan(25);
  });
});
