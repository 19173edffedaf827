import type { Clock } from '../../../shared/collect/clock.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Log } from '../../../shared/runtime/log.ts';
import type { Rhythm } from './rhythm.ts';
import type { Server } from './server.ts';

/** What is to be said to a server in one round. */
export interface Statement {
  readonly version: bigint;
  readonly entries: readonly Uint8Array[];
  /** It was never sent this version: if it holds it, it holds the content of another sender. */
  readonly isNew: boolean;
  readonly failure: CloudError | undefined;
}

export type Outcome =
  | { readonly did: 'nothing' | 'heartbeat' | 'push' | 'failure told' }
  /** The server holds this version or a later one, and not from us. */
  | { readonly did: 'passed'; readonly held: bigint }
  | { readonly did: 'failed'; readonly error: unknown; readonly attempted: boolean };

export interface TargetPorts {
  readonly clock: Clock;
  readonly rhythm: Rhythm;
  readonly log: Log;
}

/** One server, and what is known of it. */
export interface Target {
  readonly server: Server;
  /** When there is next something to say to it, unless something changes. */
  dueAt(): number;
  tell(statement: Statement, signal: AbortSignal): Promise<Outcome>;
}

export function targetOf(server: Server, clusterId: string, { clock, rhythm, log }: TargetPorts): Target {
  /** What it answered last; `undefined`: not asked yet, or it may have changed since. */
  let held: bigint | undefined;
  /** That it was told, and confirmed, last. */
  let ours: bigint | undefined;
  let hasFailure = false;
  let saidAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let failingSince = 0;
  let retryAt = 0;
  /** In this round, content was sent: it may have been taken, whatever the answer. */
  let attempted = false;

  return {
    server,
    dueAt: () => (failures > 0 ? retryAt : saidAt + rhythm.heartbeatMs),
    async tell(statement, signal) {
      if (failures > 0 && clock.now() < retryAt) return { did: 'nothing' };
      attempted = false;
      try {
        const outcome = await told(statement, signal);
        if (failures > 0 && outcome.did !== 'nothing') recovered();
        return outcome;
      } catch (error) {
        signal.throwIfAborted();
        return { did: 'failed', error: failed(error), attempted };
      }
    },
  };

  async function told(statement: Statement, signal: AbortSignal): Promise<Outcome> {
    const { version, isNew, failure } = statement;
    if (failure !== undefined) return toldFailure(statement, signal, failure);
    const isDue = clock.now() >= saidAt + rhythm.heartbeatMs;
    let did: Outcome['did'] = 'nothing';
    // Before it is sent anything it is asked: it would say yes to a version that it holds, and look at nothing.
    if (held === undefined || isNew || (held === version && (isDue || hasFailure))) {
      await ask(statement, signal, []);
      did = 'heartbeat';
    }
    const now = held ?? 0n;
    if (isNew ? now >= version : now > version) return { did: 'passed', held: now };
    if (now === version) return { did };
    const { entries } = statement;
    const answer = await ask(statement, signal, entries);
    if (answer !== version) throw ignored(answer);
    ours = version;
    log.info('pushed to DeepFlow', {
      server: server.url,
      cluster: clusterId,
      version,
      objects: entries.length,
    });
    return { did: 'push' };
  }

  /** Says why there is nothing to say; as often as a heartbeat. */
  async function toldFailure(
    statement: Statement,
    signal: AbortSignal,
    failure: CloudError,
  ): Promise<Outcome> {
    if (hasFailure && clock.now() < saidAt + rhythm.heartbeatMs) return { did: 'nothing' };
    await ask(statement, signal, [], failure.message);
    hasFailure = true;
    return { did: 'failure told' };
  }

  async function ask(
    { version }: Statement,
    signal: AbortSignal,
    entries: readonly Uint8Array[],
    errorMsg = '',
  ): Promise<bigint> {
    const before = held;
    attempted ||= entries.length > 0;
    held = undefined; // whatever happens now, it may have been done
    const answer = await server.sync({ clusterId, version, entries, errorMsg }, signal);
    held = answer;
    saidAt = clock.now();
    hasFailure = errorMsg !== '';
    if (entries.length === 0 && ours !== undefined && before === ours && answer !== ours) lost(answer);
    return answer;
  }

  /** It held what we had told it, and does no longer. */
  function lost(answer: bigint): void {
    const fields = { server: server.url, cluster: clusterId, ours, theirs: answer };
    ours = undefined;
    if (answer === 0n) log.info('DeepFlow lost the state of the cluster: it gets all of it again', fields);
    else {
      log.warn(
        'another sender pushes under this cluster id: stop it (deepflow-agents by K8S_WATCH_POLICY=watch-disabled), or give one of the two a cluster id and a domain of its own',
        fields,
      );
    }
  }

  function ignored(answer: bigint): CloudError {
    return new CloudError(
      'invalid',
      `DeepFlow at ${server.url} ignored the push of cluster ${clusterId} and says that it holds version ${answer} (is push.teamId one of its teams, and push.clusterId not empty?)`,
    );
  }

  function failed(error: unknown): unknown {
    failures++;
    const now = clock.now();
    if (failures === 1) {
      failingSince = now;
      log.warn('DeepFlow is not told of the cluster: what it knows grows old until it answers', {
        server: server.url,
        cluster: clusterId,
        error,
      });
    }
    const most = Math.min(rhythm.maxRetryMs, rhythm.retryMs * 2 ** (failures - 1));
    retryAt = now + most * (0.5 + clock.random() / 2);
    return error;
  }

  function recovered(): void {
    log.info('DeepFlow answers again', {
      server: server.url,
      cluster: clusterId,
      after: `${Math.round((clock.now() - failingSince) / 1000)} s`,
      attempts: failures,
    });
    failures = 0;
  }
}
