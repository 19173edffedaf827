import { expect, test } from 'vitest';
import { readHead } from '../../../shared/log/head.ts';
import { cursorKey, logKey } from '../../../shared/log/keys.ts';
import { advanceCursor, readCursor } from '../../../shared/notify/cursor.ts';
import { deliver } from '../../../shared/notify/deliver.ts';
import { SinkError } from '../../../shared/notify/event.ts';
import type { Event } from '../../../shared/notify/event.ts';
import { createEngine, scope } from '../../support/engine.ts';

const { signal } = new AbortController();

async function logOf(versions: number) {
  const engine = createEngine();
  for (let n = 1; n <= versions; n++) await engine.run({ vm: `a=${n}` }, { at: n * 1_000 });
  const events: Event[] = [];
  const told = (): string =>
    events
      .splice(0)
      .map(({ type, version }) => `${type} ${version}`)
      .join(', ');
  const bring = (send = async (event: Event): Promise<void> => void events.push(event)) =>
    deliver({ name: 'sink', send }, scope, engine.store, signal);
  const cursor = () => readCursor(engine.store, 'sink', scope);
  return { ...engine, events, told, bring, cursor };
}

test('a new sink gets the whole state once, and goes on from there, commit by commit', async () => {
  const { bring, told, run, cursor } = await logOf(3);
  expect([await bring(), told(), await cursor()]).toEqual([1, 'snapshot 3', 3]);
  await run({ vm: 'b' });
  await run({ vm: 'c' });
  expect([await bring(), told(), await cursor()]).toEqual([2, 'changes 4, changes 5', 5]);
  expect([await bring(), told()]).toEqual([0, '']);
});
test('a sink that is one commit behind costs no request more than the head does', async () => {
  const { bring, run, store, events } = await logOf(3);
  await bring();
  await run({ vm: 'b' });
  const read: string[] = [];
  const get: typeof store.get = async (key) => {
    if (key.startsWith('log/')) read.push(key);
    return store.get(key);
  };
  await readHead({ ...store, get }, scope);
  const ofHead = read.splice(0);
  const sink = { name: 'sink', send: async (event: Event) => void events.push(event) };
  await deliver(sink, scope, { ...store, get }, signal);
  expect([events.at(-1)?.version, read]).toEqual([4, ofHead]);
});
test('nothing committed, nothing told', async () => {
  const { bring, told, cursor } = await logOf(0);
  expect([await bring(), told(), await cursor()]).toEqual([0, '', undefined]);
});
test('an event says what the commit says, and where it is', async () => {
  const { bring, events, run } = await logOf(1);
  await bring();
  expect(events[0]).toEqual({
    type: 'snapshot',
    scope,
    version: 1,
    prior: undefined,
    at: '1970-01-01T00:00:01.000Z',
    runId: 'run-1',
    cause: 'sync',
    counts: { vm: { added: 1, changed: 0, removed: 0 } },
    sources: {
      vm: { outcome: 'complete', reason: null, since: '1970-01-01T00:00:01.000Z', count: 1, pending: null },
    },
    location: { store: 'memory:', key: logKey(scope, 1) },
  });
  await run({ vm: '', lb: 'x' }, { at: 5_000, cause: 'resync' });
  await bring();
  expect(events[1]).toMatchObject({
    type: 'changes',
    version: 2,
    prior: 1,
    cause: 'resync',
    counts: { lb: { added: 1, changed: 0, removed: 0 } },
    sources: {
      vm: {
        outcome: 'held',
        since: '1970-01-01T00:00:05.000Z',
        count: 1,
        pending: { count: 1, since: '1970-01-01T00:00:05.000Z' },
      },
    },
  });
});
test('the next is sent only after the last was acknowledged; what was not is sent again', async () => {
  const { bring, told, events, run, cursor } = await logOf(1);
  await bring();
  for (const list of ['b', 'c', 'd']) await run({ vm: list });
  told();
  let sent = 0;
  const failing = async (event: Event): Promise<void> => {
    events.push(event);
    if (++sent === 2) throw new SinkError('500');
  };
  await expect(bring(failing)).rejects.toThrow('500');
  expect([told(), await cursor()]).toEqual(['changes 2, changes 3', 2]);
  await bring();
  expect([told(), await cursor()]).toEqual(['changes 3, changes 4', 4]);
});
test('a sink whose next commit is gone gets the whole state', async () => {
  const { bring, told, run, memory, cursor } = await logOf(1);
  await bring();
  for (const list of ['b', 'c', 'd']) await run({ vm: list });
  for (const version of [1, 2]) await memory.delete(logKey(scope, version));
  told();
  expect([await bring(), told(), await cursor()]).toEqual([1, 'snapshot 4', 4]);
});
test('a repair is told as the whole state, once', async () => {
  const { bring, told, run } = await logOf(1);
  await bring();
  await run({ vm: 'b' });
  await run({ vm: 'c' }, { cause: 'repair' });
  await run({ vm: 'd' });
  told();
  expect([await bring(), told()]).toEqual([2, 'changes 2, snapshot 4']);
  expect([await bring(), told()]).toEqual([0, '']);
});
test('what was committed while it was delivering waits for the next time', async () => {
  const { bring, told, run, events, store } = await logOf(1);
  const busy = async (event: Event): Promise<void> => {
    events.push(event);
    await run({ vm: `b=${event.version}` });
  };
  await bring(busy);
  expect((await readHead(store, scope))?.version).toBe(2);
  await bring();
  expect(told()).toBe('snapshot 1, changes 2');
});
test('a cursor only goes forward, and one that cannot be read costs one snapshot', async () => {
  const { bring, told, store, cursor } = await logOf(3);
  await bring();
  await advanceCursor(store, 'sink', scope, 2);
  expect(await cursor()).toBe(3);
  await store.put(cursorKey('sink', scope), Buffer.from('{'));
  told();
  expect([await bring(), told(), await cursor()]).toEqual([1, 'snapshot 3', 3]);
});
test('each sink has a cursor of its own, whatever it is called', async () => {
  const { store, bring } = await logOf(2);
  await bring();
  expect(await readCursor(store, 'a/b c', scope)).toBeUndefined();
  await advanceCursor(store, 'a/b c', scope, 1);
  expect([await readCursor(store, 'a/b c', scope), await readCursor(store, 'sink', scope)]).toEqual([1, 2]);
});
