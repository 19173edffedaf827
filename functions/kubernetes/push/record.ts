import { LEASE } from '../../../shared/log/lease.ts';
import type { LeasePorts } from '../../../shared/log/lease.ts';
import { encodePart } from '../../../shared/model/ref.ts';
import { StoreError, everything } from '../../../shared/store/store.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { pushedOf, textOf } from './pushed.ts';
import type { Pushed } from './pushed.ts';
import type { Rival } from './rival.ts';

/** What was pushed of one cluster: an object for each change of it, created and never changed. The last one stands. */
export interface PushRecord {
  /** `undefined`: nothing, or it cannot be read. */
  readonly last: Pushed | undefined;
  /**
   * Follows the one that was read or written last. Throws `StoreError` where that is not known to be so: what was asked
   * before and is done late takes no place that another one has, and whatever has this one's is read before the next.
   */
  write(next: Pushed): Promise<void>;
}

const PREFIX = 'pushes/';
const DIGITS = 20;
/** Deletions for each write: more than come. */
const SWEEP = 10;

const prefixOf = (cluster: string): string => `${PREFIX}${encodePart(cluster)}/`;
const keyOf = (cluster: string, n: number): string =>
  `${prefixOf(cluster)}${String(n).padStart(DIGITS, '0')}.json`;
const clusterOf = (key: string): string => decodeURIComponent(key.split('/')[1] ?? '');
const numberOf = (key: string): number => Number.parseInt(key.slice(key.lastIndexOf('/') + 1), 10);

/** For the holder of the lease only. Asks twice, and writes nothing. */
export async function openRecord(
  cluster: string,
  { store, clock }: Pick<LeasePorts, 'store' | 'clock'>,
): Promise<PushRecord> {
  const old: { readonly key: string; readonly modified: number }[] = [];
  for await (const listed of everything(store, prefixOf(cluster))) old.push(listed);
  let last = await readAt(store, old.at(-1)?.key);

  /** As long as a request may live on, each place stays taken. */
  async function sweep(): Promise<void> {
    for (let n = 0; n < SWEEP && old.length > 1; n++) {
      const [oldest] = old;
      if (oldest === undefined || oldest.modified + LEASE.keepMs >= clock.now()) return;
      await store.delete(oldest.key);
      old.shift();
    }
  }

  return {
    get last() {
      return last;
    },
    async write(next) {
      const key = keyOf(cluster, numberOf(old.at(-1)?.key ?? '/0') + 1);
      const body = Buffer.from(textOf(next));
      // The same is ours, now or by a request whose answer was lost.
      if (
        (await store.putIfAbsent(key, body)) === 'exists' &&
        !body.equals((await store.get(key))?.body ?? Buffer.of())
      ) {
        throw new StoreError(
          `${key} is there already: a push of cluster ${cluster} that was given up noted it late (the next try goes on from it)`,
        );
      }
      old.push({ key, modified: clock.now() });
      last = next;
      await sweep().catch(() => {}); // the next one tries again
    },
  };
}

/** What stands of a cluster. */
export async function readPushed(store: ObjectStore, cluster: string): Promise<Pushed | undefined> {
  return (await standing(store, prefixOf(cluster))).get(cluster);
}

/** Other senders that were found to push, from the store alone. */
export async function rivalsIn(
  store: ObjectStore,
): Promise<readonly (Rival & { readonly cluster: string; readonly server: string })[]> {
  return [...(await standing(store, PREFIX))].flatMap(([cluster, { servers }]) =>
    Object.entries(servers).flatMap(([server, { rival }]) =>
      rival === undefined ? [] : [{ cluster, server, ...rival }],
    ),
  );
}

async function standing(store: ObjectStore, prefix: string): Promise<ReadonlyMap<string, Pushed>> {
  const keys = new Map<string, string>();
  for await (const { key } of everything(store, prefix)) keys.set(clusterOf(key), key);
  const all = await Promise.all(
    [...keys].map(async ([cluster, key]) => [cluster, await readAt(store, key)] as const),
  );
  return new Map(all.flatMap(([cluster, pushed]) => (pushed === undefined ? [] : [[cluster, pushed]])));
}

async function readAt(store: ObjectStore, key: string | undefined): Promise<Pushed | undefined> {
  const stored = key === undefined ? undefined : await store.get(key);
  return stored && pushedOf(stored.body);
}
