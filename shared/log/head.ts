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
 * The newest commit, in at most four requests where the hint is less than a page of a list behind: the hint, the commit
 * after it, and either the one that it names or a list of what is newer, and its last. Without a hint, or with one of
 * another log, lists find it.
 */
export async function readHead(store: ObjectStore, scope: Scope): Promise<Commit | undefined> {
  const hint = (await readHint(store, scope))?.version;
  const near = hint === undefined ? undefined : await headNear(store, scope, hint);
  if (near !== undefined) return near;
  for (;;) {
    const last = await newest(store, scope);
    if (last === 0) return undefined;
    const head = await readCommit(store, scope, last);
    if (head !== undefined) return head; // else there are newer ones by now
  }
}

/**
 * Retention deletes upwards: whatever is read after the number above it was found absent stands below a number that was
 * never written.
 */
async function headNear(store: ObjectStore, scope: Scope, version: number): Promise<Commit | undefined> {
  const next = await readCommit(store, scope, version + 1);
  if (next === undefined) return readCommit(store, scope, version);
  const last = await newest(store, scope, next.version);
  return last === next.version ? next : readCommit(store, scope, last);
}

/**
 * The head after the store said that this version is taken. Throws `StoreError` where it shows none such: what a
 * writer puts on the head that it sees would be refused for ever.
 */
export async function headPast(store: ObjectStore, scope: Scope, taken: number): Promise<Commit> {
  const head = (await headNear(store, scope, taken)) ?? (await readHead(store, scope));
  if (head !== undefined && head.version >= taken) return head;
  throw new StoreError(
    `${store.url}: ${logKey(scope, taken)} exists, they say, and cannot be read: look at what stands there, and at whether the store shows at once what was written`,
  );
}

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
