import * as z from 'zod/mini';
import type { Scope } from '../collect/collector.ts';
import { StoreError, everything } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';
import { parseCommit } from './commit.ts';
import type { Commit } from './commit.ts';
import { HEADS, headKey, logKey, logPrefix, scopeOf, versionOf } from './keys.ts';

const Hint = z.object({
  version: z.number(),
  checkedAt: z.number(),
  retainedAt: z.number(),
  bytes: z.number(),
  slow: z.prefault(z.array(z.string()), []),
});
/**
 * Where to begin looking for the head, when the scope was last checked and last
 * trimmed, what its states take in memory, and which sources took most of a
 * run's time. Never an authority.
 */
export type Hint = z.infer<typeof Hint>;

/**
 * The newest commit: from the hint upwards until a number is absent. The last
 * one found is then read again: retention deletes upwards, so if it still
 * stands, the number after it was absent because it was never written.
 */
export async function readHead(store: ObjectStore, scope: Scope): Promise<Commit | undefined> {
  const hint = (await readHint(store, scope))?.version;
  for (let from = hint ?? (await newest(store, scope)); ; from = await newest(store, scope)) {
    let head = await readCommit(store, scope, from);
    if (head === undefined && from === 0) return undefined;
    for (let steps = 1; head !== undefined; steps++) {
      const next = await readCommit(store, scope, head.version + 1);
      if (next === undefined) break;
      head = next;
      if (steps !== NEAR) continue;
      const far = await newest(store, scope, head.version);
      if (far !== head.version) head = (await readCommit(store, scope, far)) ?? head;
    }
    if (head !== undefined && (await store.get(logKey(scope, head.version))) !== undefined) return head;
  }
}

/**
 * The head after the store said that this version is taken. Throws `StoreError` where it shows none such: what a
 * writer puts on the head that it sees would be refused for ever.
 */
export async function headPast(store: ObjectStore, scope: Scope, taken: number): Promise<Commit> {
  const head = await readHead(store, scope);
  if (head !== undefined && head.version >= taken) return head;
  throw new StoreError(
    `${store.url}: ${logKey(scope, taken)} exists, they say, and cannot be read: look at what stands there, and at whether the store shows at once what was written`,
  );
}

/** So many numbers are looked at before a list tells how far the hint is behind. */
const NEAR = 3;

export async function readCommit(
  store: ObjectStore,
  scope: Scope,
  version: number,
): Promise<Commit | undefined> {
  if (version < 1) return undefined;
  const key = logKey(scope, version);
  const stored = await store.get(key);
  return stored === undefined ? undefined : parseCommit(key, stored.body);
}

export async function readHint(store: ObjectStore, scope: Scope): Promise<Hint | undefined> {
  const stored = await store.get(headKey(scope));
  if (stored === undefined) return undefined;
  try {
    return Hint.parse(JSON.parse(Buffer.from(stored.body).toString()));
  } catch {
    return undefined; // a hint that cannot be read is no hint
  }
}

export async function writeHint(store: ObjectStore, scope: Scope, hint: Hint): Promise<void> {
  await store.put(headKey(scope), Buffer.from(JSON.stringify(hint)));
}

/** Every scope that was ever committed. */
export async function* knownScopes(
  store: ObjectStore,
  provider?: string,
): AsyncGenerator<Scope, void, undefined> {
  const prefix = provider === undefined ? HEADS : `${HEADS}${provider}/`;
  for await (const { key } of everything(store, prefix)) yield scopeOf(key);
}

/** The oldest version that is kept; 0 if there is none. */
export async function readFloor(store: ObjectStore, scope: Scope): Promise<number> {
  const [first] = await store.list({ prefix: logPrefix(scope), startAfter: '', limit: 1 });
  return first === undefined ? 0 : versionOf(first.key);
}

/** As many as a store lists at once. */
const PAGE = 1000;

/**
 * The last number above `after`, or `after`. Numbers are dense from the oldest
 * to the newest, so whether there is one above a number halves what is left:
 * a log of a million takes some twenty requests, not a thousand.
 */
async function newest(store: ObjectStore, scope: Scope, after = 0): Promise<number> {
  let low = after;
  let high = Infinity;
  let step = 0;
  while (low < high) {
    // Doubling, until nothing is above; then in the middle, until one list has the rest.
    const from = high === Infinity ? low + step : high - low <= PAGE ? low : Math.floor((low + high) / 2);
    const keys = await store.list({
      prefix: logPrefix(scope),
      startAfter: from === 0 ? '' : logKey(scope, from),
      limit: PAGE,
    });
    const last = keys.at(-1);
    if (last === undefined) high = from;
    else low = versionOf(last.key);
    if (last !== undefined && keys.length < PAGE) return low;
    step = step === 0 ? PAGE : step * 2;
  }
  return low;
}
