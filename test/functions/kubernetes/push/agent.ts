import type { Clock } from '../../../../shared/collect/clock.ts';
import type { Server } from '../../../../functions/kubernetes/push/server.ts';

const INTERVAL_MS = 10_000;

export interface Agent {
  /** What it sees of the cluster changes. */
  change(): void;
  stop(): void;
}

export interface AgentOptions {
  readonly clusterId?: string;
  /**
   * Versions that it is never to come upon: of one that two senders use for two contents nobody can tell whose the
   * server holds.
   */
  readonly isTaken?: (version: bigint) => boolean;
}

/**
 * DeepFlow's agent, as far as its versions go: seconds at first and one more
 * with each change; a heartbeat every 10 s, and everything again, as the same
 * version, if it is answered another one. What it sends is nothing that anybody
 * could read, so that a test sees whose content it is.
 * https://github.com/deepflowio/deepflow/blob/main/agent/src/platform/kubernetes/api_watcher.rs
 */
export function startAgent(server: Server, clock: Clock, options: AgentOptions = {}): Agent {
  const { clusterId = 'c1', isTaken = () => false } = options;
  const end = new AbortController();
  let version = free(BigInt(Math.max(1, Math.floor(clock.now() / 1000))));
  const sync = (entries: readonly Uint8Array[]): Promise<bigint> =>
    server.sync({ clusterId, version, entries, errorMsg: '' }, end.signal);
  void (async () => {
    while (!end.signal.aborted) {
      await sync([])
        .then((held) => (held === version ? held : sync([UNREADABLE])))
        .catch(() => {});
      await clock.sleep(INTERVAL_MS, end.signal).catch(() => {});
    }
  })();
  return {
    change: () => {
      version = free(version + 1n);
    },
    stop: () => end.abort(new Error('stopped')),
  };

  function free(from: bigint): bigint {
    return isTaken(from) ? free(from + 1n) : from;
  }
}

/** An entry of an unknown type whose content is no zlib stream. */
export const UNREADABLE = Uint8Array.of(0x1a, 0);
