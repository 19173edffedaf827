import type { ObjectStore } from '../store/store.ts';
import { Corrupt } from './commit.ts';
import type { Commit, Data, Entry } from './commit.ts';
import { unpack } from './data.ts';

/** What a source's state is made of, beside what lies inside commits. */
export function dataOf({ snapshot, segments }: Entry): readonly Data[] {
  return [snapshot, ...segments.map(({ data }) => data)].filter((data) => data !== null);
}

export interface Checks {
  /** What is wrong with the data objects that the commit names, by key; each is read once. */
  of(commit: Commit): Promise<ReadonlyMap<string, string>>;
  count(): number;
}

export function createChecks(store: ObjectStore): Checks {
  const known = new Map<string, string | undefined>();
  return {
    async of({ sources, changes }) {
      const wrong = new Map<string, string>();
      const all = [...('data' in changes ? [changes.data] : []), ...Object.values(sources).flatMap(dataOf)];
      for (const data of all) {
        const id = `${data.key} ${data.sha256}`;
        if (!known.has(id)) known.set(id, await fault(store, data));
        const what = known.get(id);
        if (what !== undefined) wrong.set(data.key, what);
      }
      return wrong;
    },
    count: () => known.size,
  };
}

async function fault(store: ObjectStore, data: Data): Promise<string | undefined> {
  try {
    await unpack(store, data);
    return undefined;
  } catch (error) {
    if (error instanceof Corrupt) return whatOf(error);
    throw error;
  }
}

/** Without the key before it and the advice after it. */
export function whatOf({ key, message }: Corrupt): string {
  return message.slice(key.length + 2).replace(/\. Nothing was overwritten.*$/s, '');
}
