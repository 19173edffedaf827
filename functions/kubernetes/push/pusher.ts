import type { CloudError } from '../../../shared/collect/errors.ts';
import type { LeasePorts } from '../../../shared/log/lease.ts';
import type { Log } from '../../../shared/runtime/log.ts';
import type { WatchCache } from '../cached.ts';
import { contentReader } from './content.ts';
import type { Content, Skip } from './content.ts';
import { textOf } from './pushed.ts';
import type { Pushed } from './pushed.ts';
import { openRecord } from './record.ts';
import type { PushRecord } from './record.ts';
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
 * anything new is told, in the store first, where each is noted once and for good.
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
  let record: PushRecord | undefined;
  let saidFailure: string | undefined;

  return {
    async round(signal) {
      record ??= await begin();
      if (cache.failure === undefined) await reader.prepare(cache);
      signal.throwIfAborted();
      const { read } = reader;
      const source = sourceOf(cache, record.last, { cluster, maxBytes, skip, read });
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
        const version = record.last?.version ?? fresh();
        return say(record, { version, entries: [], failure: source.failure }, false, signal);
      }
      saidFailure = undefined;
      const { content } = source;
      const { last } = record;
      const isNews = last?.digest !== content.digest;
      let version = last?.digest === content.digest ? last.version : await move(record, content, 0n);
      const entries = content.messages;
      for (let n = 1; ; n++) {
        const round = await say(record, { version, entries, failure: undefined }, isNews, signal);
        const ahead = Object.values(round.outcomes).flatMap((one) =>
          one.did === 'passed' ? [one.held] : [],
        );
        if (ahead.length === 0 || n === MOVES) return round;
        version = await move(record, content, ahead.reduce(later) + leap());
      }
    },
  };

  async function begin(): Promise<PushRecord> {
    const opened = await openRecord(cluster, { store, clock });
    targets = ports.servers.map((one) =>
      targetOf(one, cluster, { clock, log, rhythm }, opened.last?.servers[one.url]),
    );
    return opened;
  }

  /** A version for this content, past every one that may be in use. */
  async function move(to: PushRecord, { digest, counts }: Content, past: bigint): Promise<bigint> {
    const version = [to.last?.version ?? 0n, past, fresh() - 1n].reduce(later) + 1n;
    await to.write({ version, digest, counts, servers: memories() });
    return version;
  }

  /** By URL; what is remembered of a server that is not told any more goes. */
  function memories(): Pushed['servers'] {
    return Object.fromEntries(targets.map(({ server, memory }) => [server.url, memory]));
  }

  /** Another sender counts on, or leaps itself: what it takes next is not to be what we took. */
  function leap(): bigint {
    return BigInt(Math.floor(clock.random() * MOST_LEAPT));
  }

  /** The least that a version is: the seconds, from which DeepFlow's agent counts too; the record may have been lost. */
  function fresh(): bigint {
    return BigInt(Math.max(1, Math.floor(clock.now() / 1000)));
  }

  async function say(
    of: PushRecord,
    statement: Statement,
    isNews: boolean,
    signal: AbortSignal,
  ): Promise<Round> {
    const all = await Promise.all(
      targets.map(async (target) => [target.server.url, await target.tell(statement, signal)] as const),
    );
    await remember(of);
    return {
      outcomes: Object.fromEntries(all),
      nextAt: Math.min(...targets.map((target) => target.dueAt())),
      pushed: all.some(([, { did }]) => did === 'push'),
      isNews,
      failure: statement.failure,
    };
  }

  /** What is as it was is not written. */
  async function remember(of: PushRecord): Promise<void> {
    if (of.last === undefined) return;
    const next: Pushed = { ...of.last, servers: memories() };
    if (textOf(next) !== textOf(of.last)) await of.write(next);
  }

  function sayFailure(error: Error): void {
    if (error.message !== saidFailure) log.warn('not pushed: DeepFlow keeps what it has', { cluster, error });
    saidFailure = error.message;
  }
}

const later = (a: bigint, b: bigint): bigint => (a > b ? a : b);
