import type { CloudError } from '../../../shared/collect/errors.ts';
import type { LeasePorts } from '../../../shared/log/lease.ts';
import type { Log } from '../../../shared/runtime/log.ts';
import type { WatchCache } from '../cached.ts';
import { contentReader } from './content.ts';
import type { Content, Skip } from './content.ts';
import { readPushed, writePushed } from './pushed.ts';
import type { Pushed } from './pushed.ts';
import { RHYTHM } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';
import type { Server } from './server.ts';
import { sourceOf } from './source.ts';
import { targetOf } from './target.ts';
import type { Outcome, Statement } from './target.ts';

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
  const targets = ports.servers.map((server) => targetOf(server, cluster, { clock, log, rhythm }));
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
        isRead = true;
      }
      if (cache.failure === undefined) await reader.prepare(cache);
      signal.throwIfAborted();
      const { read } = reader;
      const source = sourceOf(cache, stored, { cluster, maxBytes, skip, read });
      if ('waits' in source)
        return { outcomes: {}, nextAt: clock.now() + rhythm.pushMs, pushed: false, failure: undefined };
      if ('failure' in source) {
        sayFailure(source.failure);
        const version = stored?.version ?? fresh();
        return say({ version, entries: [], failure: source.failure }, signal);
      }
      saidFailure = undefined;
      const { content } = source;
      if (content.digest !== stored?.digest) await move(content, last);
      const entries = content.messages;
      for (let n = 1; ; n++) {
        const version = stored?.version ?? fresh();
        const round = await say({ version, entries, failure: undefined }, signal);
        const ahead = Object.values(round.outcomes).flatMap((one) =>
          one.did === 'passed' ? [one.held] : [],
        );
        await remember(round);
        if (ahead.length === 0 || n === MOVES) return round;
        await move(content, ahead.reduce(later) + leap());
      }
    },
  };

  /** A version for this content, past every one that may be in use. */
  async function move({ digest, counts }: Content, past: bigint): Promise<void> {
    last = [last, past, fresh() - 1n].reduce(later) + 1n;
    await write({ version: last, digest, counts, told: [] });
  }

  /** Who was sent it, whatever became of that: a server that was not, and holds this version, has it from another sender. */
  async function remember({ outcomes }: Round): Promise<void> {
    if (stored === undefined) return;
    const { told } = stored;
    const more = Object.entries(outcomes).flatMap(([url, one]) => (isAttempt(one) ? [url] : []));
    const all = [...new Set([...told, ...more])];
    if (all.length > told.length) await write({ ...stored, told: all });
  }

  /** Another sender counts on, or leaps itself: what it takes next is not to be what we took. */
  function leap(): bigint {
    return BigInt(Math.floor(clock.random() * MOST_LEAPT));
  }

  async function write(next: Pushed): Promise<void> {
    await writePushed(store, cluster, next);
    stored = next;
  }

  /** Where nothing is known of earlier versions: they count the seconds, as those of DeepFlow's agent. */
  function fresh(): bigint {
    return stored === undefined ? BigInt(Math.max(1, Math.floor(clock.now() / 1000))) : 1n;
  }

  async function say(statement: Omit<Statement, 'isNew'>, signal: AbortSignal): Promise<Round> {
    const told = stored?.told ?? [];
    const all = await Promise.all(
      targets.map(async (target) => {
        const { url } = target.server;
        return [url, await target.tell({ ...statement, isNew: !told.includes(url) }, signal)] as const;
      }),
    );
    return {
      outcomes: Object.fromEntries(all),
      nextAt: Math.min(...targets.map((target) => target.dueAt())),
      pushed: all.some(([, { did }]) => did === 'push'),
      failure: statement.failure,
    };
  }

  function sayFailure(error: Error): void {
    if (error.message !== saidFailure) log.warn('not pushed: DeepFlow keeps what it has', { cluster, error });
    saidFailure = error.message;
  }
}

const later = (a: bigint, b: bigint): bigint => (a > b ? a : b);

const isAttempt = (outcome: Outcome): boolean =>
  outcome.did === 'push' || (outcome.did === 'failed' && outcome.attempted);
