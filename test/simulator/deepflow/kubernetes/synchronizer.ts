import { inflateSync } from 'node:zlib';
import type { Request } from './synchronizer_pb.ts';

/** What the server holds of one cluster. */
export interface Held {
  readonly version: bigint;
  readonly errorMsg: string;
  /** Milliseconds since 1970, of the last message that counted. */
  readonly epoch: number;
  /** By type, the JSON of each object. */
  readonly entries: Readonly<Record<string, readonly string[]>>;
}

/** What was sent, as a test wants to count it. */
export interface Received {
  readonly clusterId: string;
  readonly version: bigint;
  readonly errorMsg: string;
  readonly agentId: number;
  readonly entries: number;
  readonly answer: bigint;
}

/** `aging_time`: after that, what was said before is as if it had never been. */
const AGING_MS = 86_400_000;
/** `data_persistence_interval`: so often, what is that old is thrown away; until then its version is remembered. */
const SWEEP_MS = 60_000;

/**
 * DeepFlow's server as `server/controller/genesis/grpc/server.go` and
 * `genesis/store/kubernetes` have it: which messages it ignores, what it answers,
 * when entries replace what it holds and when only the time is noted. It knows
 * versions and content apart, and loses both when it is restarted.
 */
export function createSynchronizer(now: () => number, teams: readonly string[] = []) {
  let versions = new Map<string, { version: bigint; seen: number }>();
  let held = new Map<string, Held>();
  const received: Received[] = [];

  function handle(request: Request): bigint {
    const answer = answered(request);
    const { clusterId, version, errorMsg, agentId, entries } = request;
    received.push({ clusterId, version, errorMsg, agentId, entries: entries.length, answer });
    return answer;
  }

  /** 0 where the response has no version. */
  function answered(request: Request): bigint {
    const { clusterId, version, agentId, teamId, entries } = request;
    if (version === 0n || clusterId === '') return 0n;
    if (teamId !== '' && !teams.includes(teamId)) return 0n;
    if (agentId === 0) {
      if (entries.length > 0) store(request);
      return 0n;
    }
    const known = versions.get(clusterId);
    const local = known === undefined || now() - known.seen >= AGING_MS ? 0n : known.version;
    if (known !== undefined && local === 0n) versions.set(clusterId, { ...known, version: 0n });
    if (local !== version && entries.length === 0) return local;
    store(request);
    versions.set(clusterId, { version, seen: now() });
    return version;
  }

  function store(request: Request): void {
    const { clusterId, version, errorMsg } = request;
    const before = heldOf(clusterId);
    if (before?.version === version) {
      // The entries are not looked at: a version is one content. (What is broken in them still counts.)
      const { broken } = opened(request);
      held.set(clusterId, { ...before, epoch: now(), errorMsg: broken ?? errorMsg });
      return;
    }
    const { broken, entries } = opened(request);
    held.set(clusterId, { version, epoch: now(), errorMsg: broken ?? errorMsg, entries });
  }

  /** What its gatherer gets; throws what the domain would show as its error. */
  function entriesOf(clusterId: string): Held['entries'] {
    const found = heldOf(clusterId);
    if (found === undefined || now() - found.epoch > AGING_MS) {
      throw new Error(`no found cluster (${clusterId}) entries`);
    }
    if (found.errorMsg !== '') {
      throw new Error(`cluster (${clusterId}) k8s info grpc Error: ${found.errorMsg}`);
    }
    if (Object.keys(found.entries).length === 0) {
      throw new Error(`cluster (${clusterId}) k8s entries length is 0`);
    }
    return found.entries;
  }

  function heldOf(clusterId: string): Held | undefined {
    const found = held.get(clusterId);
    const sweptAt = now() - (now() % SWEEP_MS);
    if (found === undefined || sweptAt - found.epoch <= AGING_MS) return found;
    held.delete(clusterId);
    return undefined;
  }

  /** The process ends and another one starts: nothing of this is kept anywhere. */
  function restart(): void {
    versions = new Map();
    held = new Map();
  }

  return { handle, received, entriesOf, heldOf, restart };
}
export type Synchronizer = ReturnType<typeof createSynchronizer>;

/** One entry that is no zlib stream makes all of them worthless. */
function opened({ entries }: Request): { broken: string | undefined; entries: Held['entries'] } {
  const byType: Record<string, string[]> = {};
  for (const { type, compressedInfo } of entries) {
    try {
      (byType[type] ??= []).push(inflateSync(compressedInfo).toString());
    } catch (error) {
      return { broken: `decompress error: ${String(error)}`, entries: {} };
    }
  }
  return { broken: undefined, entries: byType };
}
