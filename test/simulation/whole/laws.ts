// Everything that must hold, scope by scope, whatever befalls whom.
import type { Scope } from '../../../shared/collect/collector.ts';
import { logPrefix, logKey, dataPrefix } from '../../../shared/log/keys.ts';
import type { Event } from '../../../shared/notify/event.ts';
import type { ObjectStore } from '../../../shared/store/store.ts';
import type { Retention } from '../../../shared/log/retain.ts';
import type { ScopeReport } from '../../../shared/sync/sync.ts';
import { createOracle, must } from '../oracle.ts';
import type { Estate, Oracle, OraclePorts, RunFacts, State } from '../oracle.ts';
import { createReceiver } from '../receiver.ts';
import type { Place } from './place.ts';
import { HOUR } from './world.ts';

export const SINKS = ['webhook', 'tickets'] as const;
/** A process that began before a sink was known is dead by then. */
const LONGEST_LIFE = 3 * HOUR;

export interface LawPorts {
  readonly store: ObjectStore;
  readonly places: readonly Place[];
  readonly now: () => number;
  readonly guard: OraclePorts['guard'];
  readonly retention: Retention;
  /** How far ahead any clock may have been so far. */
  readonly skew: () => number;
  readonly note: (what: string) => void;
}

export const nameOf = ({ account, region }: Scope): string => `${account}/${region}`;

interface Bench {
  readonly place: Place;
  readonly oracle: Oracle;
  readonly runs: Map<string, RunFacts>;
  readonly receivers: ReadonlyMap<string, ReturnType<typeof createReceiver>>;
  /** Since when each sink is known to have acknowledged something. */
  readonly knownSince: Map<string, number>;
}

export function createLaws({ store, places, now, guard, retention, skew, note }: LawPorts) {
  const benches = new Map<string, Bench>();
  /** By ref, the commits that added it, and with a minus those that took it away. */
  const standing = new Map<string, number[]>();
  let commits = 0;
  for (const place of places) {
    const runs = new Map<string, RunFacts>();
    const isSpent = (_: number, until: number): boolean => now() + skew() - until >= retention.keep;
    const cloud = {
      wasAway: place.presence.wasAway,
      isOffset: place.isOffset,
      holds: (state: State, source: string, id: string, { name }: { readonly name: string }) =>
        state.get(place.refOf(source, id))?.includes(`"name":${JSON.stringify(name)}`) === true,
    };
    const oracle = createOracle({ store, scope: place.scope, cloud, runs, guard, isSpent, note });
    const receivers = new Map(SINKS.map((name) => [name as string, createReceiver(oracle)]));
    benches.set(nameOf(place.scope), { place, oracle, runs, receivers, knownSince: new Map() });
  }
  const benchOf = (scope: Scope): Bench => {
    const bench = benches.get(nameOf(scope));
    if (bench === undefined) throw new Error(`no such scope: ${nameOf(scope)}`);
    return bench;
  };

  function noteCommit({ estates }: Oracle): void {
    const [before, after] = [refsOf(estates.at(-2)), refsOf(estates.at(-1))];
    commits++;
    for (const ref of after) if (!before.has(ref)) standing.set(ref, [...(standing.get(ref) ?? []), commits]);
    for (const ref of before)
      if (!after.has(ref)) standing.set(ref, [...(standing.get(ref) ?? []), -commits]);
    note('committed');
  }

  /** Was there no such ref after so many commits, or at any time since? */
  function isMissingSince(ref: string, since: number): boolean {
    const turns = standing.get(ref) ?? [];
    const last = turns.findLast((turn) => Math.abs(turn) <= since) ?? -1;
    return last < 0 || turns.some((turn) => turn < -since);
  }

  /** What happened to an object of some log, in the order in which it happened. */
  async function changed(key: string, body: Uint8Array | undefined): Promise<void> {
    for (const { place, oracle } of benches.values()) {
      const { scope } = place;
      if (key.startsWith(logPrefix(scope)) && body !== undefined) {
        await oracle.committed(body, key);
        noteCommit(oracle);
      } else if (
        body === undefined &&
        (key.startsWith(logPrefix(scope)) || key.startsWith(dataPrefix(scope)))
      ) {
        if (key === logKey(scope, oracle.floor())) note('trimmed');
        await oracle.deleted(key);
      } else oracle.touched(key);
    }
  }

  /** What a run says of itself. */
  function reported({ scope, version, committed, sources }: ScopeReport, runId: string): void {
    const { commits: all } = benchOf(scope).oracle;
    must(!committed || all[version]?.runId === runId, `${runId} says that it committed ${version}`);
    for (const { source, outcome } of sources) {
      if (outcome !== 'superseded') continue;
      note('superseded');
      const by = all[all.at(-1)?.sources[source]?.observedAt ?? 0];
      must(by?.runId !== runId, `${source} of ${runId} is called superseded by itself`);
    }
  }

  function received(sink: string, event: Event, acknowledged: number | undefined): void {
    const { receivers, knownSince } = benchOf(event.scope);
    const since = knownSince.get(sink) ?? Infinity;
    const isKnown = now() - since > LONGEST_LIFE;
    receivers.get(sink)?.receive(event, {
      standing: acknowledged,
      maxLag: retention.maxLag,
      now: now() + skew(),
      isKnown,
    });
    if (since === Infinity) knownSince.set(sink, now());
    note(event.type);
  }

  return {
    changed,
    received,
    reported,
    benchOf,
    all: () => [...benches.values()],
    refs: () => standing.keys(),
    commits: () => commits,
    isMissingSince,
    async verify(): Promise<void> {
      for (const { oracle } of benches.values())
        for (let version = oracle.floor(); version <= oracle.head(); version++) await oracle.verify(version);
    },
    /** When everything has come to rest. */
    rested(): void {
      for (const { place, oracle, receivers } of benches.values()) {
        const head = oracle.commits.at(-1);
        const where = nameOf(place.scope);
        for (const source of place.sources) {
          const entry = head?.sources[source];
          const waits = entry?.pending?.count ?? 0;
          const live = place.ids(source).length;
          must(entry?.count === live + waits, `${source} of ${where} does not come to rest`);
          must(waits === 0 || live === 0, `${source} of ${where} waits for ever`);
        }
        for (const [name, receiver] of receivers)
          must(receiver.isAtHead(), `${name} never got every commit of ${where}`);
      }
    },
  };
}
export type Laws = ReturnType<typeof createLaws>;

const refsOf = (estate: Estate | undefined): ReadonlySet<string> =>
  new Set([...(estate?.values() ?? [])].flatMap((state) => [...state.keys()]));
