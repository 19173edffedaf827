import * as z from 'zod/mini';
import type { Scope } from '../collect/collector.ts';
import { CURSORS, cursorKey, sinkOf } from '../log/keys.ts';
import { everything } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';

const Cursor = z.object({ version: z.number() });

/** The last version this sink acknowledged; `undefined` for a new sink, or one whose cursor cannot be read. */
export async function readCursor(
  store: ObjectStore,
  sink: string,
  scope: Scope,
): Promise<number | undefined> {
  const stored = await store.get(cursorKey(sink, scope));
  if (stored === undefined) return undefined;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(stored.body).toString())).version;
  } catch {
    return undefined; // one snapshot event too many, nothing lost
  }
}

/** The names of all sinks that ever acknowledged something. */
export async function knownSinks(store: ObjectStore): Promise<readonly string[]> {
  const sinks = new Set<string>();
  for await (const { key } of everything(store, CURSORS)) sinks.add(sinkOf(key));
  return [...sinks];
}

/** Forward only as far as one deliverer can see; two at once may step back, which repeats and loses nothing. */
export async function advanceCursor(
  store: ObjectStore,
  sink: string,
  scope: Scope,
  version: number,
): Promise<void> {
  if (((await readCursor(store, sink, scope)) ?? 0) >= version) return;
  await store.put(cursorKey(sink, scope), Buffer.from(JSON.stringify({ version })));
}
