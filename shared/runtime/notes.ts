import type { Notes } from '../collect/provider.ts';
import { noteKey } from '../log/keys.ts';
import { StoreError } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';

/**
 * A provider's notes beside the log. A store that fails at one is in the way of nothing: whoever must know reads it
 * again for the log, and says so. A run that writes nothing writes no notes either.
 */
export function notesIn(
  store: Pick<ObjectStore, 'get' | 'put'>,
  provider: string,
  { dryRun }: { readonly dryRun: boolean },
): Notes {
  return {
    read: (name) =>
      unlessBroken(async () => {
        const stored = await store.get(noteKey(provider, name));
        return stored === undefined ? undefined : Buffer.from(stored.body).toString();
      }),
    async write(name, text) {
      if (!dryRun) await unlessBroken(() => store.put(noteKey(provider, name), Buffer.from(text)));
    },
  };
}

async function unlessBroken<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
