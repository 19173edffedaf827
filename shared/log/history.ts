import type { Scope } from '../collect/collector.ts';
import { everything } from '../store/store.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Commit } from './commit.ts';
import { readCommit, readFloor, readHead } from './head.ts';
import { versionOf } from './keys.ts';

/** Newest first, down to the oldest that is kept. */
export async function* commitsBack(
  store: ObjectStore,
  scope: Scope,
): AsyncGenerator<Commit, void, undefined> {
  let commit = await readHead(store, scope);
  while (commit !== undefined) {
    yield commit;
    commit = await readCommit(store, scope, commit.version - 1);
  }
}

/** Oldest first, from the version after `version` on; of a trimmed log, from what is left. */
export async function* commitsAfter(
  store: ObjectStore,
  scope: Scope,
  version: number,
): AsyncGenerator<Commit, void, undefined> {
  const first = Math.max(version + 1, await readFloor(store, scope));
  for (let next = await readCommit(store, scope, first); next !== undefined;) {
    yield next;
    next = await readCommit(store, scope, next.version + 1);
  }
}

/** What stood at a time: the newest commit that is not younger. `undefined`: none is that old any more, or yet. */
export async function commitAt(store: ObjectStore, scope: Scope, time: number): Promise<Commit | undefined> {
  const head = await readHead(store, scope);
  if (head === undefined || head.at <= time) return head;
  let low = await readFloor(store, scope);
  let high = head.version;
  let found: Commit | undefined;
  // Numbers are dense and times ascend with them. `high` is always too young.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const commit = await readCommit(store, scope, middle);
    if (commit === undefined || commit.at <= time) {
      found = commit ?? found; // absent: retention took it meanwhile, and what is kept lies above
      low = middle + 1;
    } else high = middle;
  }
  return found;
}

const LOG = 'log/';

/** Every scope that has a commit, and the numbers of its versions: of a log that cannot be trusted to be whole. */
export async function* loggedScopes(
  store: ObjectStore,
): AsyncGenerator<{ readonly scope: Scope; readonly versions: readonly number[] }, void, undefined> {
  let folder = '';
  let versions: number[] = [];
  const done = () => ({ scope: scopeOfFolder(folder), versions });
  for await (const { key } of everything(store, LOG)) {
    const own = key.slice(0, key.lastIndexOf('/'));
    if (own !== folder) {
      if (versions.length > 0) yield done();
      folder = own;
      versions = [];
    }
    const version = versionOf(key);
    if (Number.isSafeInteger(version) && version > 0) versions.push(version);
  }
  if (versions.length > 0) yield done();
}

function scopeOfFolder(folder: string): Scope {
  const [provider = '', account = '', region = ''] = folder
    .slice(LOG.length)
    .split('/')
    .map(decodeURIComponent);
  return { provider, account, region };
}
