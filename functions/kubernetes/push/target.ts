import type { Clock } from '../../../shared/collect/clock.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import type { Log } from '../../../shared/runtime/log.ts';
import { NOTHING, isOurs } from './memory.ts';
import type { Memory } from './memory.ts';
import { REMEDY, hasItsWay, isGone, isPersistent, tookOver } from './rival.ts';
import type { Rhythm } from './rhythm.ts';
import type { Server } from './server.ts';
import { createTries } from './tries.ts';
import type { Messages } from './streamed.ts';

/** What is to be said in one round, to every server. */
export interface Statement {
  readonly version: bigint;
  readonly entries: Messages;
  readonly failure: CloudError | undefined;
}

export type Outcome =
  | { readonly did: 'nothing' | 'heartbeat' | 'push' | 'failure told' }
  /** The server holds this version or a later one, and not from us. */
  | { readonly did: 'passed'; readonly held: bigint }
  /** Another sender has it. */
  | { readonly did: 'gave way'; readonly error: CloudError }
  | { readonly did: 'failed'; readonly error: unknown };

export interface TargetPorts {
  readonly clock: Clock;
  readonly rhythm: Rhythm;
  readonly log: Log;
}

/** It takes a push for an id that no domain has, and says nothing. */
export const NO_DOMAIN =
  'if nothing of this cluster appears in DeepFlow, no domain there has this CLUSTER_ID: create it (README, "A Kubernetes cluster in DeepFlow")';

export const ANOTHER_SENDER = `another sender pushes under this cluster id: ${REMEDY}`;

/** One server, and what is known of it. */
export interface Target {
  readonly server: Server;
  readonly memory: Memory;
  /** When there is next something to say to it, unless something changes. */
  dueAt(): number;
  tell(statement: Statement, signal: AbortSignal): Promise<Outcome>;
}

export function targetOf(
  server: Server,
  clusterId: string,
  { clock, rhythm, log }: TargetPorts,
  before: Memory = NOTHING,
): Target {
  const of = { server: server.url, cluster: clusterId };
  const tries = createTries(of, { clock, rhythm, log });
  let memory = before;
  /** What it answered last; `undefined`: not asked yet, or it may have changed since. */
  let held: bigint | undefined;
  let hasFailure = false;
  let isFirst = before.confirmed === undefined;
  let saidAt = Number.NEGATIVE_INFINITY;

  return {
    server,
    get memory() {
      return memory;
    },
    dueAt() {
      const heartbeatAt = saidAt + rhythm.heartbeatMs;
      const { rival } = memory;
      const isAway = hasItsWay(rival, clock.now());
      return tries.nextAt() ?? (isAway ? Math.min(heartbeatAt, rival.until) : heartbeatAt);
    },
    async tell(statement, signal) {
      if (clock.now() < (tries.nextAt() ?? 0)) return { did: 'nothing' };
      try {
        const outcome = await told(statement, signal);
        if (outcome.did !== 'nothing') tries.succeeded();
        return outcome;
      } catch (error) {
        signal.throwIfAborted();
        tries.failed(error);
        return { did: 'failed', error };
      }
    },
  };

  async function told(statement: Statement, signal: AbortSignal): Promise<Outcome> {
    const { version, entries, failure } = statement;
    if (failure !== undefined) return toldFailure(statement, signal, failure);
    const isDue = clock.now() >= saidAt + rhythm.heartbeatMs;
    // It was never sent this version: if it holds it, it holds the content of another sender.
    const isNew = memory.sent !== version;
    let did: Outcome['did'] = 'nothing';
    // Before it is sent anything it is asked: it would say yes to a version that it holds, and look at nothing.
    const isWorthIt = isNew || (held === version && (isDue || hasFailure));
    if (held === undefined || (hasItsWay(memory.rival, clock.now()) ? isDue : isWorthIt)) {
      await ask(statement, signal, []);
      did = 'heartbeat';
    }
    const now = held ?? 0n;
    if (hasItsWay(memory.rival, clock.now()) && now !== 0n && !isOurs(memory, now)) return gaveWay();
    if (isNew ? now >= version : now > version) return { did: 'passed', held: now };
    if (now === version) return { did };
    memory = { ...memory, sent: version };
    const answer = await ask(statement, signal, entries);
    if (answer !== version) throw ignored(answer);
    memory = { ...memory, confirmed: version };
    log.info('pushed to DeepFlow', { ...of, version, objects: entries.length });
    if (isFirst) log.info(NO_DOMAIN, of);
    isFirst = false;
    return { did: 'push' };
  }

  /** Says why there is nothing to say; as often as a heartbeat. */
  async function toldFailure(
    statement: Statement,
    signal: AbortSignal,
    failure: CloudError,
  ): Promise<Outcome> {
    if (hasFailure && clock.now() < saidAt + rhythm.heartbeatMs) return { did: 'nothing' };
    const last = memory.confirmed ?? statement.version;
    const say = (version: bigint): Promise<bigint> =>
      ask({ ...statement, version }, signal, [], failure.message);
    const answer = await say(last);
    // It looks at a reason only with the version that it holds.
    if (answer !== last && answer === memory.confirmed) await say(answer);
    return { did: 'failure told' };
  }

  async function ask(
    { version }: Statement,
    signal: AbortSignal,
    entries: Messages,
    errorMsg = '',
  ): Promise<bigint> {
    held = undefined; // whatever happens now, it may have been done
    const answer = await server.sync({ clusterId, version, entries, errorMsg }, signal);
    held = answer;
    saidAt = clock.now();
    hasFailure = errorMsg !== '';
    if (entries.length === 0) noticed(answer, version);
    return answer;
  }

  /** Whether it is as it was; of a version that was stored and not noted as sent nobody knows whose it is. */
  function noticed(answer: bigint, version: bigint): void {
    const { sent, confirmed, rival } = memory;
    if (isOurs(memory, answer)) {
      const isOver = rival !== undefined && isGone(rival, clock.now());
      if (isOver) log.info('no other sender pushes under this cluster id any more', of);
      memory = { sent, confirmed: answer, rival: isOver ? undefined : rival };
      return;
    }
    memory = { ...memory, confirmed: undefined };
    if (confirmed === undefined || answer === version) return;
    const fields = { ...of, ours: confirmed, theirs: answer };
    if (answer === 0n) log.info('DeepFlow lost the state of the cluster: it gets all of it again', fields);
    else takenOver(fields);
  }

  function takenOver(fields: object): void {
    const rival = tookOver(memory.rival, clock.now());
    memory = { ...memory, rival };
    if (!isPersistent(rival)) log.warn(ANOTHER_SENDER, { ...fields });
    else {
      log.warn(
        `another sender pushes under this cluster id again and again, and is left to it for a while: ${REMEDY}`,
        { ...fields, takeovers: rival.takeovers, until: new Date(rival.until).toISOString() },
      );
    }
  }

  function gaveWay(): Outcome {
    const until = new Date(memory.rival?.until ?? 0).toISOString();
    const message = `another sender pushes cluster ${clusterId} to DeepFlow at ${server.url}, and is left to it until ${until}: ${REMEDY}`;
    return { did: 'gave way', error: new CloudError('invalid', message) };
  }

  function ignored(answer: bigint): CloudError {
    return new CloudError(
      'invalid',
      `DeepFlow at ${server.url} ignored the push of cluster ${clusterId} and says that it holds version ${answer} (is push.teamId one of its teams, and push.clusterId not empty?)`,
    );
  }
}
