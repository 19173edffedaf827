import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../shared/store/memory.ts';
import { NotCreateOnly, proveCreateOnly } from '../../../shared/store/probe.ts';
import { BucketError } from '../../../shared/store/bucket-error.ts';
import { StoreError } from '../../../shared/store/store.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';

const good = (): ObjectStore => memoryStore(() => 0);

/** With what it was asked. */
function counted(store: ObjectStore): { store: ObjectStore; asked: string[] } {
  const asked: string[] = [];
  const get: ObjectStore['get'] = (key) => {
    asked.push('get');
    return store.get(key);
  };
  const putIfAbsent: ObjectStore['putIfAbsent'] = (key, body) => {
    asked.push('create');
    return store.putIfAbsent(key, body);
  };
  return { store: { ...store, get, putIfAbsent }, asked };
}

it('costs two creates and a get at the first start, one create and a get ever after', async () => {
  const { store, asked } = counted(good());
  await proveCreateOnly(store);
  expect(asked).toEqual(['create', 'create', 'get']);
  asked.length = 0;
  await proveCreateOnly(store);
  expect(asked).toEqual(['create', 'get']);
});

it('does not mind that another process is first', async () => {
  const store = good();
  const both = Promise.all([proveCreateOnly(store, 'one'), proveCreateOnly(store, 'two')]);
  expect(await both).toHaveLength(2);
});

const overwrites = (answer: 'created' | 'exists', store = good()): ObjectStore => ({
  ...store,
  putIfAbsent: async (key, body) => {
    await store.put(key, body);
    return answer;
  },
});
const inert = (store = good()): ObjectStore => ({ ...store, putIfAbsent: async () => 'exists' });

/** Creates, then overwrites while it says that the object exists. */
function liesLater(store = good()): ObjectStore {
  let first = true;
  return {
    ...store,
    putIfAbsent: async (key, body) => {
      await store.put(key, body);
      const answer = first ? 'created' : 'exists';
      first = false;
      return answer;
    },
  };
}

const refused = (code: string | undefined, status: number): ObjectStore => ({
  ...good(),
  putIfAbsent: async () => {
    throw new BucketError('no', { code, status });
  },
});

describe.each<[string, () => ObjectStore, RegExp]>([
  ['ignores the condition', () => overwrites('created'), /created the same object twice/],
  ['overwrites and says that it did not', () => overwrites('exists'), /overwrites it all the same/],
  ['overwrites only the second time, and denies it', () => liesLater(), /overwrites it all the same/],
  ['always says that there is one', () => inert(), /does not give it/],
  ['does not implement it', () => refused('NotImplemented', 400), /does not implement/],
  ['does not implement it, by status', () => refused(undefined, 501), /does not implement/],
])('a store that %s', (_, make, why) => {
  it('is refused with the reason and the remedy', async () => {
    const failure = await proveCreateOnly(make()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotCreateOnly);
    expect(failure).toBeInstanceOf(StoreError);
    expect(String(failure)).toMatch(why);
    expect(String(failure)).toMatch(/singleWriter: true/);
  });

  it('is refused at the next start as well', async () => {
    const store = make();
    await proveCreateOnly(store).catch(() => {});
    await expect(proveCreateOnly(store)).rejects.toThrow(NotCreateOnly);
  });
});

it('refuses a bucket that lost the property after a good start', async () => {
  const store = good();
  await proveCreateOnly(store);
  await expect(proveCreateOnly(overwrites('created', store))).rejects.toThrow(NotCreateOnly);
});

it('does not take an outage for a proof', async () => {
  const failure = await proveCreateOnly(refused('AccessDenied', 403)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BucketError);
  expect(failure).not.toBeInstanceOf(NotCreateOnly);
});
