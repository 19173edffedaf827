import type { Clock } from '../collect/clock.ts';
import { StoreError, everything } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';
import { LEASE } from './lease.ts';

/**
 * What the holders of a lease leave each other where nothing may come back that was replaced: each state is an object of
 * its own, created and never changed, and the last one stands. A request that was given up and is done late finds its
 * place taken, or takes one that whoever comes next reads.
 */
export interface Series {
  /** `undefined`: there is none. */
  readonly last: Uint8Array | undefined;
  /** Follows the one that was read or added last; throws `StoreError` where another one does, or where nobody knows. */
  add(body: Uint8Array): Promise<void>;
}

const DIGITS = 20;
/** Deletions of old ones for each that is added: more than come. */
const SWEEP = 10;

const numberOf = (key: string): number => Number.parseInt(key.slice(key.lastIndexOf('/') + 1), 10);

/** `prefix`: ends in `/`, with nothing else below it. Reads, and writes nothing. */
export async function openSeries(
  prefix: string,
  { store, clock }: { readonly store: ObjectStore; readonly clock: Pick<Clock, 'now'> },
): Promise<Series> {
  const all: { readonly key: string; readonly modified: number }[] = [];
  for await (const listed of everything(store, prefix)) all.push(listed);
  const newest = all.at(-1);
  let last = newest && (await store.get(newest.key))?.body;

  /** As long as a request may live on, each place stays taken. */
  async function sweep(): Promise<void> {
    for (let n = 0; n < SWEEP && all.length > 1; n++) {
      const [oldest] = all;
      if (oldest === undefined || oldest.modified + LEASE.keepMs >= clock.now()) return;
      await store.delete(oldest.key);
      all.shift();
    }
  }

  return {
    get last() {
      return last;
    },
    async add(body) {
      const before = all.at(-1);
      const number = before === undefined ? 1 : numberOf(before.key) + 1;
      const key = `${prefix}${String(number).padStart(DIGITS, '0')}.json`;
      if ((await store.putIfAbsent(key, body)) === 'exists' && !isSame(body, await store.get(key))) {
        throw new StoreError(
          `${key} is there already: what was given up before was done late (the next try goes on from it)`,
        );
      }
      all.push({ key, modified: clock.now() });
      last = body;
      await sweep().catch(() => {}); // the next one tries again
    },
  };
}

/** The same is ours, by a request whose answer was lost. */
const isSame = (body: Uint8Array, there: { readonly body: Uint8Array } | undefined): boolean =>
  there !== undefined && Buffer.from(body).equals(there.body);

/** Of each series below `prefix`, by the rest of its own: what stands. */
export async function standing(store: ObjectStore, prefix: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const keys = new Map<string, string>();
  for await (const { key } of everything(store, prefix))
    keys.set(key.slice(prefix.length, key.lastIndexOf('/')), key);
  const read = [...keys].map(async ([name, key]) => [name, (await store.get(key))?.body] as const);
  return new Map(
    (await Promise.all(read)).flatMap(([name, body]) => (body === undefined ? [] : [[name, body]])),
  );
}
