// The one store, and what each process sees of it.
import { cursorKey, leasePrefix } from '../../../shared/log/keys.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import { SINKS, nameOf } from './laws.ts';
import type { Place } from './place.ts';
import type { Process, World } from './world.ts';

export interface Change {
  readonly key: string;
  /** `undefined`: it was deleted. */
  readonly body: Uint8Array | undefined;
}

export function createStorage(
  world: World,
  places: readonly Place[],
  commits: () => number,
  heads: () => ReadonlyMap<string, number>,
) {
  const raw = memoryStore(world.now);
  const changes: Change[] = [];
  /** By process and scope: what it last knew a sink to have acknowledged. */
  const standing = new Map<string, number | undefined>();
  const readAt = new Map<string, number>();
  const sent = new Set<string>();
  /** By the name of a lease, whose its claims are; one after the other of the same process is one. */
  const claimants = new Map<string, Process[]>();
  /** By lease and job: the head of every scope when it was claimed. */
  const claimedAt = new Map<string, ReadonlyMap<string, number>>();
  const cursors = new Map(
    SINKS.flatMap((sink) =>
      places.map(({ scope }) => [cursorKey(sink, scope), `${sink} ${nameOf(scope)}`] as const),
    ),
  );

  const noted = (process: Process): ObjectStore => ({
    ...raw,
    async get(key) {
      const stored = await raw.get(key);
      const cursor = cursors.get(key);
      // What is read right after something was sent is what another one wrote meanwhile.
      if (cursor !== undefined && !sent.delete(`${process.id} ${cursor}`))
        standing.set(
          `${process.id} ${cursor}`,
          stored && Number(JSON.parse(Buffer.from(stored.body).toString()).version),
        );
      return stored;
    },
    async list(query) {
      if (query.prefix === 'heads/') readAt.set(process.id, commits());
      return raw.list(query);
    },
    async put(key, body) {
      changes.push({ key, body });
      await raw.put(key, body);
    },
    async putIfAbsent(key, body) {
      const answer = await raw.putIfAbsent(key, body);
      if (answer !== 'created') return answer;
      changes.push({ key, body });
      if (!key.startsWith('leases/')) return answer;
      const lease = key.slice(0, key.lastIndexOf('/') + 1);
      const all = claimants.get(lease) ?? [];
      if (all.at(-1) === process) return answer;
      claimedAt.set(`${lease} ${process.job}`, heads());
      claimants.set(lease, [...all, process]);
      return answer;
    },
    async delete(key) {
      changes.push({ key, body: undefined });
      await raw.delete(key);
    },
  });

  return {
    raw,
    of(process: Process): ObjectStore {
      const store = noted(process);
      const point = async <T>(isWrite: boolean, apply: () => Promise<T>): Promise<T> =>
        world.perform(process, { isWrite, ms: 20, apply });
      return {
        url: raw.url,
        get: async (key) => point(false, async () => store.get(key)),
        list: async (query) => point(false, async () => store.list(query)),
        put: async (key, body) => point(true, async () => store.put(key, body)),
        async putIfAbsent(key, body, lastly) {
          lastly?.();
          return point(true, async () => store.putIfAbsent(key, body));
        },
        delete: async (key) => point(true, async () => store.delete(key)),
      };
    },
    hasChanged: () => changes.length > 0,
    changes: () => changes.splice(0),
    /** The head of a scope when this process's job claimed a lease. */
    headAtClaim: ({ job }: Process, lease: string, scope: string): number =>
      claimedAt.get(`${leasePrefix(lease)} ${job}`)?.get(scope) ?? 0,
    readAt: (process: Process) => readAt.get(process.id) ?? 0,
    holdsLease: (process: Process, name: string) => claimants.get(leasePrefix(name))?.at(-1) === process,
    holderOf: (name: string) => claimants.get(leasePrefix(name))?.at(-1)?.id,
    /** May it take a lease for its own that another one has claimed since? Clocks that are too far apart tell one so. */
    mayShareLease: (process: Process, name: string): boolean => {
      const all = claimants.get(leasePrefix(name)) ?? [];
      return all.includes(process) && all.slice(all.lastIndexOf(process)).some((one) => one.isAstray);
    },
    standing: (process: Process, sink: string, scope: string) =>
      standing.get(`${process.id} ${sink} ${scope}`),
    acknowledged(process: Process, sink: string, scope: string, version: number): void {
      standing.set(`${process.id} ${sink} ${scope}`, version);
      sent.add(`${process.id} ${sink} ${scope}`);
    },
  };
}
export type Storage = ReturnType<typeof createStorage>;
