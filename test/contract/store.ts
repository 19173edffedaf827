import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreError, everything } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { proveCreateOnly } from '../../shared/store/probe.ts';

export interface MadeStore {
  readonly store: ObjectStore;
  dispose(): Promise<void>;
}

/** What every driver must do. `make` gives an empty store; `histories` bounds the property test. */
export function testStore(name: string, make: () => Promise<MadeStore>, { histories = 30 } = {}): void {
  describe(`the store contract: ${name}`, () => {
    const made: MadeStore[] = [];
    const fresh = async (): Promise<ObjectStore> => {
      const one = await make();
      made.push(one);
      return one.store;
    };
    afterEach(async () => {
      for (const one of made.splice(0)) await one.dispose();
    });

    it('gives back what was put, and the newest of it', async () => {
      const store = await fresh();
      expect(await store.get('log/a')).toBeUndefined();
      await store.put('log/a', bytes('one'));
      const one = await store.get('log/a');
      await store.put('log/a', bytes('three'));
      const two = await store.get('log/a');
      expect(text(one?.body)).toBe('one');
      expect(text(two?.body)).toBe('three');
      expect(two?.etag).not.toBe(one?.etag);
      expect(await store.list({ prefix: '', startAfter: '', limit: 9 })).toMatchObject([
        { key: 'log/a', size: 5, etag: two?.etag },
      ]);
    });

    it('dates objects', async () => {
      const store = await fresh();
      await store.put('a', bytes('1'));
      const [listed] = await store.list({ prefix: '', startAfter: '', limit: 1 });
      expect(listed?.modified).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
      expect(listed?.modified).toBeLessThan(Date.parse('2100-01-01T00:00:00Z'));
    });

    it('creates only once, whoever asks first', async () => {
      const store = await fresh();
      expect(await store.putIfAbsent('log/1', bytes('first'))).toBe('created');
      expect(await store.putIfAbsent('log/1', bytes('second'))).toBe('exists');
      expect(text((await store.get('log/1'))?.body)).toBe('first');
      await store.put('log/2', bytes('put'));
      expect(await store.putIfAbsent('log/2', bytes('created'))).toBe('exists');
      await store.delete('log/2');
      expect(await store.putIfAbsent('log/2', bytes('again'))).toBe('created');
      expect(text((await store.get('log/2'))?.body)).toBe('again');
    });

    it('asks right before it creates, and creates nothing where that throws', async () => {
      const store = await fresh();
      const late = new Error('too late');
      const refused = store.putIfAbsent('log/1', bytes('late'), () => {
        throw late;
      });
      await expect(refused).rejects.toBe(late);
      expect(await store.get('log/1')).toBeUndefined();
      let asked = 0;
      expect(await store.putIfAbsent('log/1', bytes('in time'), () => void asked++)).toBe('created');
      expect(asked).toBe(1);
    });

    it('lets exactly one of fifty concurrent creators win', async () => {
      const store = await fresh();
      const names = Array.from({ length: 50 }, (_, n) => `creator ${n}`);
      const answers = await Promise.all(names.map((who) => store.putIfAbsent('log/x/1', bytes(who))));
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
      expect(text((await store.get('log/x/1'))?.body)).toBe(names[answers.indexOf('created')]);
    });

    it('proves to be create-only, at the first start and at the next', async () => {
      const store = await fresh();
      await proveCreateOnly(store);
      await proveCreateOnly(store);
      expect(await keys(store)).toEqual(['probe/create-only']);
    });

    it('deletes, and what is not there too', async () => {
      const store = await fresh();
      await store.put('a/b', bytes('1'));
      await store.delete('a/b');
      await store.delete('a/b');
      await store.delete('never/was');
      await store.delete('a');
      expect(await store.get('a/b')).toBeUndefined();
      expect(await keys(store)).toEqual([]);
    });

    it('keeps bytes as they are: none, all, five megabytes', async () => {
      const store = await fresh();
      const all = Uint8Array.from({ length: 256 }, (_, n) => n);
      const large = new Uint8Array(5 * 1024 * 1024).map((_, n) => (n * 2654435761) >>> 24);
      await store.put('none', new Uint8Array());
      await store.putIfAbsent('none-created', new Uint8Array());
      await store.put('all', all);
      await store.put('large', large);
      expect((await store.get('none'))?.body.length).toBe(0);
      expect((await store.get('none-created'))?.body.length).toBe(0);
      expect(Buffer.from((await store.get('all'))?.body ?? []).equals(all)).toBe(true);
      expect(Buffer.from((await store.get('large'))?.body ?? []).equals(large)).toBe(true);
    });

    it('takes the bytes of the moment and gives away its own', async () => {
      const store = await fresh();
      const mine = bytes('before');
      await store.put('a', mine);
      mine.fill(0);
      const got = await store.get('a');
      got?.body.fill(0);
      expect(text((await store.get('a'))?.body)).toBe('before');
    });

    it('lists in the order of key bytes', async () => {
      const store = await fresh();
      for (const key of TRICKY.toReversed()) await store.put(key, bytes(key));
      expect(await keys(store)).toEqual(TRICKY);
      const listed = (prefix: string, startAfter = '', limit = 99): Promise<readonly string[]> =>
        keys(store, prefix, startAfter, limit);
      expect(await listed('a')).toEqual(TRICKY.filter((key) => key.startsWith('a')));
      expect(await listed('a/')).toEqual(['a/0', 'a/10', 'a/9', 'a/b', 'a/b-c/d', 'a/b.c', 'a/c/d/e', 'a/~']);
      expect(await listed('a/b')).toEqual(['a/b', 'a/b-c/d', 'a/b.c']);
      expect(await listed('a/c/d/e')).toEqual(['a/c/d/e']);
      expect(await listed('nothing/here')).toEqual([]);
      expect(await listed('', 'a/b')).toEqual(TRICKY.slice(TRICKY.indexOf('a/b') + 1));
      expect(await listed('a/', 'a/b.c')).toEqual(['a/c/d/e', 'a/~']);
      expect(await listed('a/', 'a')).toEqual(await listed('a/'));
      expect(await listed('a/', 'a0')).toEqual([]);
      expect(await listed('', 'a/c')).toEqual(TRICKY.slice(TRICKY.indexOf('a/c/d/e')));
      expect(await listed('', '~')).toEqual([]);
      expect(await listed('', '', 3)).toEqual(TRICKY.slice(0, 3));
      expect(await listed('', '', 0)).toEqual([]);
      expect(await listed('', 'a-b', 1)).toEqual(['a.b']);
    });

    it('gives everything, page by page', async () => {
      const store = await fresh();
      for (const key of TRICKY) await store.put(key, bytes(''));
      for (const limit of [1, 2, TRICKY.length, 1000]) {
        const found = [];
        for await (const { key } of everything(store, '', limit)) found.push(key);
        expect(found).toEqual(TRICKY);
      }
    });

    it('tells percent signs from what they encode', async () => {
      const store = await fresh();
      await store.put('p/a%2Fb', bytes('encoded slash'));
      await store.put('p/a/b', bytes('slash'));
      await store.put('p/%25', bytes('encoded percent'));
      await store.put('p/%E4%B8%AD', bytes('encoded Chinese'));
      await store.put('p/x+y&z=1;(2)!*', bytes('signs'));
      expect(text((await store.get('p/a%2Fb'))?.body)).toBe('encoded slash');
      expect(text((await store.get('p/x+y&z=1;(2)!*'))?.body)).toBe('signs');
      expect(await keys(store, 'p/')).toEqual([
        'p/%25',
        'p/%E4%B8%AD',
        'p/a%2Fb',
        'p/a/b',
        'p/x+y&z=1;(2)!*',
      ]);
      expect(await keys(store, 'p/a%2F')).toEqual(['p/a%2Fb']);
    });

    it.each(['', '/a', 'a//b', 'a/', '../a', 'a/../b', './a', 'a/.', 'a b', 'a\nb', 'ä', 'a\0'])(
      'refuses the key %j',
      async (key) => {
        const store = await fresh();
        await expect(async () => store.put(key, bytes('1'))).rejects.toThrow(StoreError);
        await expect(async () => store.putIfAbsent(key, bytes('1'))).rejects.toThrow(StoreError);
        await expect(async () => store.get(key)).rejects.toThrow(StoreError);
        await expect(async () => store.delete(key)).rejects.toThrow(StoreError);
        expect(await keys(store)).toEqual([]);
      },
    );

    it('does what a map does, whatever is asked in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const one = await make();
          try {
            const { got, expected } = await compare(one.store, steps);
            expect(got).toEqual(expected);
          } finally {
            await one.dispose();
          }
        }),
        { numRuns: histories },
      );
    });
  });
}

/** In the order of their bytes. No key is the folder of another one. */
const TRICKY: readonly string[] = [
  '%25',
  '-',
  '10',
  '9',
  'A/b',
  'a+b',
  'a-b',
  'a.b',
  'a/0',
  'a/10',
  'a/9',
  'a/b',
  'a/b-c/d',
  'a/b.c',
  'a/c/d/e',
  'a/~',
  'a0',
  'a:b',
  'a_b',
  'ab',
  '~',
];

const key = fc.constantFrom('a/b/c', 'a/b-', 'a/b.x', 'a/b0', 'a-', 'a.', 'a/%2F', 'b/1', 'b/10', 'b/2', '~');
const body = fc.uint8Array({ maxLength: 20 });
const step = fc.oneof(
  fc.record({ op: fc.constant('put' as const), key, body }),
  fc.record({ op: fc.constant('create' as const), key, body }),
  fc.record({ op: fc.constant('delete' as const), key }),
  fc.record({ op: fc.constant('get' as const), key }),
  fc.record({
    op: fc.constant('list' as const),
    prefix: fc.constantFrom('', 'a', 'a/', 'a/b', 'a/b/', 'b/', 'b/1', 'none'),
    startAfter: fc.oneof(key, fc.constantFrom('', 'a/', 'a/b', 'a/b/', 'b', 'zzz')),
    limit: fc.integer({ min: 1, max: 12 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What the store answered to each step, and what a map says. */
async function compare(
  store: ObjectStore,
  steps: readonly Step[],
): Promise<{ got: unknown[]; expected: unknown[] }> {
  const model = new Map<string, Uint8Array>();
  const got: unknown[] = [];
  const expected: unknown[] = [];
  for (const done of steps) {
    switch (done.op) {
      case 'put':
        got.push(await store.put(done.key, done.body));
        expected.push(undefined);
        model.set(done.key, done.body);
        break;
      case 'create':
        got.push(await store.putIfAbsent(done.key, done.body));
        expected.push(model.has(done.key) ? 'exists' : 'created');
        if (!model.has(done.key)) model.set(done.key, done.body);
        break;
      case 'delete':
        got.push(await store.delete(done.key));
        expected.push(undefined);
        model.delete(done.key);
        break;
      case 'get':
        got.push(hex((await store.get(done.key))?.body));
        expected.push(hex(model.get(done.key)));
        break;
      case 'list':
        got.push(await keys(store, done.prefix, done.startAfter, done.limit));
        expected.push(
          [...model.keys()]
            .toSorted((one, two) => Buffer.compare(Buffer.from(one), Buffer.from(two)))
            .filter((one) => one.startsWith(done.prefix) && one > done.startAfter)
            .slice(0, done.limit),
        );
        break;
      default:
        throw new Error(`unknown step ${JSON.stringify(done satisfies never)}`);
    }
  }
  return { got, expected };
}

function hex(of: Uint8Array | undefined): string | undefined {
  return of && Buffer.from(of).toString('hex');
}

async function keys(
  store: ObjectStore,
  prefix = '',
  startAfter = '',
  limit = 1000,
): Promise<readonly string[]> {
  return (await store.list({ prefix, startAfter, limit })).map((listed) => listed.key);
}

function bytes(of: string): Uint8Array {
  return new TextEncoder().encode(of);
}

function text(of: Uint8Array | undefined): string | undefined {
  return of && new TextDecoder().decode(of);
}
