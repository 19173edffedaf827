import { named, parseCommit } from '../../shared/log/commit.ts';
import type { Commit, Entry } from '../../shared/log/commit.ts';
import { logKey, versionOf } from '../../shared/log/keys.ts';
import { readChanges } from '../../shared/log/read.ts';
import type { Scope } from '../../shared/collect/collector.ts';
import type { Line } from '../../shared/model/line.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import type { Guard } from '../../shared/sync/guard.ts';
import { digestOf } from '../support/digest.ts';
import type { Item, Reading } from './cloud.ts';
import { createReading } from './reading.ts';
import type { State } from './reading.ts';
export type { State } from './reading.ts';

export class Violation extends Error {
  override readonly name = 'Violation';
}
export function must(holds: boolean, law: string): asserts holds {
  if (!holds) throw new Violation(law);
}

/** State by source. */
export type Estate = ReadonlyMap<string, State>;
export const NOTHING: State = new Map();

/** What the simulator knows of a run, whatever the run says of itself. */
export interface RunFacts {
  readonly accepted: ReadonlySet<string>;
  readonly readings: Map<string, Reading[]>;
}

/** What the cloud remembers, and how its items are stored. */
export interface Presence {
  /** Was this id away at some instant of the span? */
  wasAway(source: string, id: string, from: number, to: number): boolean;
  isOffset(source: string): boolean;
  /** Does the state hold just this of the item? */
  holds(state: State, source: string, id: string, item: Item): boolean;
}

export interface OraclePorts {
  readonly store: ObjectStore;
  readonly scope: Scope;
  readonly cloud: Presence;
  readonly runs: ReadonlyMap<string, RunFacts>;
  readonly guard: Guard & { readonly confirm: { readonly listings: number; readonly overMs: number } };
  /** May a version go that was the newest `until` then? All others can be read. */
  readonly isSpent: (version: number, until: number, head: number) => boolean;
  readonly note: (what: string) => void;
}

/** Knows what every version must be from what the cloud answered; asks the code under test only to read it back. */
export function createOracle(ports: OraclePorts) {
  const { store, scope, cloud, runs, note } = ports;
  const estates: Estate[] = [new Map()];
  const commits: (Commit | undefined)[] = [undefined];
  const names: ReadonlySet<string>[] = [new Set()]; // the data that each version needs
  const newest = new Map<string, Reading>(); // the last committed reading of a source
  const reads: { readonly source: string; readonly version: number; readonly reading: Reading }[] = [];
  const versions = createReading(store, scope);
  let floor = 1;

  async function estateOf(commit: Commit): Promise<Estate> {
    const estate = new Map<string, State>();
    for (const source of Object.keys(commit.sources)) {
      try {
        estate.set(source, await versions.state(commit, source));
      } catch (error) {
        throw new Violation(`a half commit is visible: version ${commit.version}: ${String(error)}`);
      }
    }
    return estate;
  }

  async function verify(version: number): Promise<void> {
    const commit = await versions.commit(version);
    must(commit !== undefined, `version ${version} is missing between floor and head`);
    const same = isSame(await estateOf(commit), estates[version] ?? new Map());
    must(same, `version ${version} reads back differently`);
  }

  async function committed(body: Uint8Array, key: string): Promise<void> {
    const version = estates.length;
    versions.touched(key);
    must(key === logKey(scope, version), `${key} was written above version ${version - 1}: not dense`);
    const commit = parseCommit(key, body);
    const prior = commits.at(-1);
    const before = estates.at(-1) ?? new Map<string, State>();
    const estate = await estateOf(commit);
    const run = runs.get(commit.runId);
    must(run !== undefined && commit.version === version, `${key} is not what a run wrote for it`);
    must(prior === undefined || prior.at < commit.at, `time does not go on at ${version}`);
    checkKeys(commit, prior);
    for (const [source, entry] of Object.entries(commit.sources)) {
      const turn = {
        source,
        entry,
        version,
        prior: prior?.sources[source],
        before: before.get(source) ?? NOTHING,
        state: estate.get(source) ?? NOTHING,
      };
      if (entry.observedAt === version) observed(turn, run);
      else stood(turn);
      const isCounted =
        (entry.count ?? 0) === turn.state.size && (entry.count === null) === (entry.digest === null);
      must(isCounted, `the count of ${source} in ${version}`);
      must(!OURS.has(entry.reason), `${source} is kept for a fault of ours in ${version}: ${entry.reason}`);
    }
    must(isNews(commit, prior), `version ${version} says nothing new`);
    const told = apply(before, await readChanges(store, scope, commit), version);
    must(isSame(told, estate), `the changes of ${version} tell what it changed`);
    estates.push(estate);
    commits.push(commit);
    names.push(named(commit));
    if (commit.changes.first.length > 0) note('first');
    if ('data' in commit.changes) note('data');
  }

  /** A source that this commit listed. */
  function observed({ source, entry, version, prior, before, state }: Turn, run: RunFacts): void {
    const all = run.readings.get(source) ?? [];
    const said = all.at(-1);
    const { from, began } = all[0] ?? { from: 0, began: 0 };
    const whole = said !== undefined && all.every((reading) => reading.whole);
    must(whole, `${source} is committed in ${version} though its list broke off`);
    must(
      [...said.items].every(([id, item]) => cloud.holds(state, source, id, item)),
      `${source} at ${version} is what its complete list said`,
    );
    const last = newest.get(source);
    must(from >= (last?.to ?? 0), `an old list of ${source} is laid over a newer committed one`);
    newest.set(source, said);
    reads.push({ source, version, reading: said });
    const extra = [...state].filter(([ref]) => !said.items.has(idOf(ref)));
    must(
      extra.every(([ref, line]) => before.get(ref) === line),
      `${source} holds what no list said`,
    );
    const gone = [...before].filter(([ref]) => !state.has(ref));
    for (const [ref] of gone) {
      const away = cloud.wasAway(source, idOf(ref), from, said.to);
      must(away, `${ref} was there all the time and is removed in ${version}`);
    }
    const { pending } = entry;
    must((pending !== null) === (entry.outcome === 'held'), `what waits is said to be held`);
    if (pending === null) {
      must(cloud.isOffset(source) || extra.length === 0, `${source} keeps removals only as pending`);
      const waited = gone.length > 0 && prior?.pending?.digest === digestOfLines(gone);
      const suspicion = suspicionOf(gone.length, said.items.size, before.size) ?? (waited && 'shrink');
      if (suspicion) pass(suspicion, gone, prior, run.accepted, began, version);
      return;
    }
    must(gone.length === 0, `${source} removes and holds in ${version}`);
    const law = `pending of ${source} in ${version} is what its list lacks`;
    must(pending.count === extra.length && pending.digest === digestOfLines(extra), law);
    must(!run.accepted.has(pending.digest), `${source} holds what was accepted in ${version}`);
    const waited = prior?.pending?.digest === pending.digest ? prior.pending : undefined;
    const suspicion = suspicionOf(extra.length, said.items.size, before.size);
    must(waited !== undefined || suspicion !== undefined, `${source} is held for no reason in ${version}`);
    const counts = said.items.size === 0 ? 0 : 1;
    must(pending.seen <= (waited?.seen ?? 0) + counts, `a listing of ${source} counts twice in ${version}`);
    must(pending.since === (waited?.since ?? began), `${source} waits since ${pending.since} in ${version}`);
    note(said.items.size === 0 ? 'held empty' : 'held');
  }

  function suspicionOf(gone: number, listed: number, stands: number): 'empty' | 'shrink' | undefined {
    if (gone === 0) return undefined;
    if (listed === 0) return 'empty';
    const { minRemoved, maxShare } = ports.guard;
    return gone >= minRemoved && gone > stands * maxShare ? 'shrink' : undefined;
  }

  /** What lets suspicious removals go. */
  function pass(
    suspicion: 'empty' | 'shrink',
    gone: readonly (readonly [string, string])[],
    prior: Entry | undefined,
    accepted: ReadonlySet<string>,
    began: number,
    version: number,
  ): void {
    if (accepted.has(digestOfLines(gone))) return note('accepted');
    must(suspicion === 'shrink', `an empty list empties its source in ${version}`);
    const { listings, overMs } = ports.guard.confirm;
    const waited = prior?.pending;
    const agreed = waited?.digest === digestOfLines(gone) && waited.seen >= listings - 1;
    must(agreed && began - waited.since >= overMs, `a shrink passes unconfirmed in ${version}`);
    note('confirmed');
  }

  /** Data that was written, or is gone. */
  const touched = (key: string): void => versions.touched(key);

  async function deleted(key: string): Promise<void> {
    touched(key);
    if (!key.startsWith('log/')) {
      const user = names.findIndex((keys, version) => version >= floor && keys.has(key));
      must(user < 0, `a half commit is visible: ${key} is deleted though version ${user} names it`);
    } else if (key === logKey(scope, floor)) {
      // A version that stands on a commit being trimmed goes with it, but never one that is promised.
      for (floor++; standsOnInline(commits[floor], floor - 1);) floor++;
      const law = `version ${floor - 1} is trimmed before its time`;
      must(ports.isSpent(floor - 1, commits[floor]?.at ?? Infinity, estates.length - 1), law);
      await verify(floor);
      await verify(estates.length - 1);
    } else must(versionOf(key) < floor, 'retention deletes upwards');
  }

  return {
    committed,
    touched,
    /** The last reading of a source that was committed by a version. */
    readBy: (source: string, version: number) =>
      reads.findLast((read) => read.source === source && read.version <= version)?.reading,
    deleted,
    verify,
    estates,
    commits,
    /** Is it read from what lies inside of an older commit? */
    standsOnOlder: (version: number) => standsOnInline(commits[version], version - 1),
    floor: () => floor,
    head: () => estates.length - 1,
  };
}
export type Oracle = ReturnType<typeof createOracle>;

/** Reasons that are no fault of the cloud. */
const OURS: ReadonlySet<string | null> = new Set(['bug', 'corrupt']);

interface Turn {
  readonly source: string;
  readonly entry: Entry;
  readonly version: number;
  readonly prior: Entry | undefined;
  readonly before: State;
  readonly state: State;
}

/** A source that this commit did not list: failed, or not asked. */
function stood({ source, entry, version, prior, before, state }: Turn): void {
  must(isEqual(before, state), `${source} changes in ${version} without a list`);
  must(entry.observedAt === (prior?.observedAt ?? 0), `${source} at ${version} was observed by nobody`);
  must(
    JSON.stringify(entry.pending) === JSON.stringify(prior?.pending ?? null),
    `${source} forgets what waits`,
  );
  must(entry.outcome !== 'unsupported' || state.size === 0, `${source} has records and is unsupported`);
}

/** `replaced` is what retention may delete with this commit. */
function checkKeys(commit: Commit, prior: Commit | undefined): void {
  const names = named(commit);
  const dropped = prior === undefined ? [] : [...named(prior)].filter((key) => !names.has(key));
  must(
    JSON.stringify(commit.replaced.toSorted()) === JSON.stringify(dropped.toSorted()),
    `what ${commit.version} replaced`,
  );
}

function isNews(commit: Commit, prior: Commit | undefined): boolean {
  return Object.entries(commit.sources).some(
    ([source, entry]) => told(entry) !== told(prior?.sources[source]),
  );
}

const told = (entry: Entry | undefined): string =>
  JSON.stringify([
    entry?.outcome,
    entry?.reason,
    entry?.digest,
    entry?.pending?.digest,
    entry?.pending?.seen,
  ]);

/** An estate after the changes of the next version, which must fit it. */
function apply(
  before: Estate,
  changes: ReadonlyMap<string, Iterable<{ before: Line | undefined; after: Line | undefined }>>,
  version: number,
): Estate {
  const next = new Map(before);
  for (const [source, list] of changes) {
    const state = new Map(next.get(source) ?? NOTHING);
    for (const change of list) {
      const [was, is] = [change.before, change.after].map((line) => line && Buffer.from(line).toString());
      const ref = (was ?? is ?? '').split('\t', 1)[0] ?? '';
      must(state.get(ref) === was, `the changes of ${version} fit what was there`);
      if (is === undefined) state.delete(ref);
      else state.set(ref, is);
    }
    next.set(source, state);
  }
  return next;
}

function standsOnInline(commit: Commit | undefined, version: number): boolean {
  return Object.values(commit?.sources ?? {}).some(({ segments }) =>
    segments.some((segment) => segment.data === null && segment.version <= version),
  );
}

const digestOfLines = (gone: readonly (readonly [string, string])[]): string =>
  digestOf(gone.map(([, line]) => Buffer.from(line)));
const idOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
const isEqual = (a: State, b: State): boolean =>
  a === b || (a.size === b.size && [...a].every(([ref, line]) => b.get(ref) === line));
/** Sources without records and absent sources are the same estate. */
export const isSame = (a: Estate, b: Estate): boolean =>
  [...new Set([...a.keys(), ...b.keys()])].every((s) => isEqual(a.get(s) ?? NOTHING, b.get(s) ?? NOTHING));
