import type { CloudError } from '../../../shared/collect/errors.ts';
import type { LeasePorts } from '../../../shared/log/lease.ts';
import type { Log } from '../../../shared/runtime/log.ts';
import type { WatchCache } from '../cached.ts';
import { contentReader } from './content.ts';
import type { Content, Skip } from './content.ts';
import { readPushed, textOf, writePushed } from './pushed.ts';
import type { Pushed } from './pushed.ts';
import { RHYTHM } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';
import type { Server } from './server.ts';
import { sourceOf } from './source.ts';
import { targetOf } from './target.ts';
import type { Outcome, Statement, Target } from './target.ts';

export interface PusherPorts extends Pick<LeasePorts, 'store' | 'clock'> {
  readonly servers: readonly Server[];
  readonly log: Log;
  readonly rhythm?: Rhythm;
}

export interface PusherOptions {
  readonly cluster: string;
  readonly skip: Skip;
  /** Of one message. */
  readonly maxBytes: number;
}

export interface Round {
  /** By the server's URL. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** When the next one is due, unless something changes. */
  readonly nextAt: number;
  /** Whether the content went to any server. */
  readonly pushed: boolean;
  /** Whether it is another content than that of the round before, told or not. */
  readonly isNews: boolean;
  /** Why there was no content to tell. */
  readonly failure: CloudError | undefined;
}

export interface Pusher {
  /** Tells each server what it does not know. Only under the lease; throws when the store fails. */
  round(signal: AbortSignal): Promise<Round>;
}

/** Versions are tried so often in one round: each time, some server was ahead of us. */
const MOVES = 3;
const MOST_LEAPT = 2 ** 16;

/**
 * The state of one cluster, told to servers that know it by version: a version
 * is one content and is never used for another one, so it rises before
 * anything new is told, in the store first.
 */
export function createPusher(
  cache: WatchCache,
  options: PusherOptions,
  ports: PusherPorts,
  reader = contentReader(options.skip),
): Pusher {
  const { cluster, skip, maxBytes } = options;
  const { store, clock, log, rhythm = RHYTHM } = ports;
  let targets: readonly Target[] = [];
  let stored: Pushed | undefined;
  let isRead = false;
  /** The highest version that may have been used, by whoever. */
  let last = 0n;
  let saidFailure: string | undefined;

  return {
    async round(signal) {
      if (!isRead) {
        stored = await readPushed(store, cluster);
        last = stored?.version ?? 0n;
        targets = ports.servers.map((one) =>
          targetOf(one, cluster, { clock, log, rhythm }, stored?.servers[one.url]),
        );
        isRead = true;
      }
      if (cache.failure === undefined) await reader.prepare(cache);
      signal.throwIfAborted();
      const { read } = reader;
      const source = sourceOf(cache, stored, { cluster, maxBytes, skip, read });
      if ('waits' in source)
        return {
          outcomes: {},
          nextAt: clock.now() + rhythm.pushMs,
          pushed: false,
          isNews: false,
          failure: undefined,
        };
      if ('failure' in source) {
        sayFailure(source.failure);
        const version = stored?.version ?? fresh();
        return say({ version, entries: [], failure: source.failure }, false, signal);
      }
      saidFailure = undefined;
      const { content } = source;
      const isNews = content.digest !== stored?.digest;
      if (isNews) await move(content, last);
      const entries = content.messages;
      for (let n = 1; ; n++) {
        const version = stored?.version ?? fresh();
        const round = await say({ version, entries, failure: undefined }, isNews, signal);
        const ahead = Object.values(round.outcomes).flatMap((one) =>
          one.did === 'passed' ? [one.held] : [],
        );
        if (ahead.length === 0 || n === MOVES) return round;
        await move(content, ahead.reduce(later) + leap());
      }
    },
  };

  /** A version for this content, past every one that may be in use. */
  async function move({ digest, counts }: Content, past: bigint): Promise<void> {
    last = [last, past, fresh() - 1n].reduce(later) + 1n;
    await write({ version: last, digest, counts, servers: memories() });
  }

  /** By URL; what is remembered of a server that is not told any more goes. */
  function memories(): Pushed['servers'] {
    return Object.fromEntries(targets.map(({ server, memory }) => [server.url, memory]));
  }

  /** Another sender counts on, or leaps itself: what it takes next is not to be what we took. */
  function leap(): bigint {
    return BigInt(Math.floor(clock.random() * MOST_LEAPT));
  }

  async function write(next: Pushed): Promise<void> {
    if (stored === undefined || textOf(next) !== textOf(stored)) await writePushed(store, cluster, next);
    stored = next;
  }

  /**
   * The least that a version is: the seconds, from which DeepFlow's agent counts too. What is stored may be older than
   * what was told last, where a write that was given up was done late: what was told since has fewer seconds.
   */
  function fresh(): bigint {
    return BigInt(Math.max(1, Math.floor(clock.now() / 1000)));
  }

  async function say(statement: Statement, isNews: boolean, signal: AbortSignal): Promise<Round> {
    const all = await Promise.all(
      targets.map(async (target) => [target.server.url, await target.tell(statement, signal)] as const),
    );
    if (stored !== undefined) await write({ ...stored, servers: memories() });
    return {
      outcomes: Object.fromEntries(all),
      nextAt: Math.min(...targets.map((target) => target.dueAt())),
      pushed: all.some(([, { did }]) => did === 'push'),
      isNews,
      failure: statement.failure,
    };
  }

  function sayFailure(error: Error): void {
    if (error.message !== saidFailure) log.warn('not pushed: DeepFlow keeps what it has', { cluster, error });
    saidFailure = error.message;
  }
}

const later = (a: bigint, b: bigint): bigint => (a > b ? a : b);
