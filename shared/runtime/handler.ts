import type { Provider } from '../collect/provider.ts';
import { deadline } from './clock.ts';
import { ConfigError } from './config-error.ts';
import { brokenOf, isBroken, throwIfBroken } from './broken.ts';
import { createTally, emf, emfOfRound } from './metrics.ts';
import { consume, refresh } from './consume.ts';
import { runJob } from './job.ts';
import { enqueue } from './enqueue.ts';
import { keepExports } from './exports.ts';
import { gather, isOfNobody } from './on-events.ts';
import { invocationError } from './invocation-error.ts';
import type { JobReport, JobRequest } from './ports.ts';
import type { Publishing } from './publishing.ts';
import { extentOf, invocationOf } from './request.ts';
import type { Events } from './request.ts';
import { secretsOf } from './secrets.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import { summaryOf } from './summary.ts';
import type { Summary } from './summary.ts';
import { lambdaIo } from './io.ts';
import type { Io } from './io.ts';
import { refusalOfRegions } from './whole-accounts.ts';

/** What of Lambda's context is used. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

/** Partial batch response: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export type Answer = Summary | BatchResponse | { readonly queued: number };

type Run = (request: JobRequest) => Promise<JobReport>;

interface Opened<Config> {
  readonly session: Session<Config>;
  readonly run: Run;
}

/** Time left after the deadline, to commit and deliver what is complete. */
const RESERVE_MS = 45_000;
const RESERVE_SHARE = 0.25;

/**
 * The function of one provider: on the schedule, by hand (`{"resync": true,
 * "regions": […]}`), with a batch of the queue, or by what the cloud tells. It fails for what a repetition
 * could mend or a developer must: a store that does not answer, a bug. What was
 * kept or held, or refused to a whole account, is in its answer, its metrics and its log lines.
 */
export function createHandler<Config, Api>(
  provider: Provider<Config, Api> & Publishing<Api>,
  io: Io = lambdaIo(),
) {
  return async (event: unknown, context: InvocationContext): Promise<Answer> => {
    const secrets = secretsOf(io);
    try {
      return await invoked(provider, event, context, { ...io, secrets });
    } catch (error) {
      throw invocationError(error, secrets.scrub);
    }
  };
}

async function invoked<Config, Api>(
  provider: Provider<Config, Api> & Publishing<Api>,
  event: unknown,
  context: InvocationContext,
  io: Io,
): Promise<Answer> {
  const write = (document: object): void => io.write(`${JSON.stringify(document)}\n`);
  const invocation = invocationOf(event);
  const refusal =
    invocation.type === 'direct' ? refusalOfRegions(provider, invocation.request.regions) : undefined;
  if (refusal !== undefined) throw new ConfigError(`the event: regions: ${refusal}`);
  const total = context.getRemainingTimeInMillis();
  const time = deadline(io.clock, total - Math.min(RESERVE_MS, total * RESERVE_SHARE));
  const opened = async (): Promise<Opened<Config>> => {
    const session = await openSession(provider, io, { signal: time.signal, maxRun: total });
    const run: Run = async (request) => {
      const tally = createTally();
      const observer = { ...session.ports.observer, attempted: tally.attempted };
      const report = await runJob(provider, session.config, request, { ...session.ports, observer });
      if (isOfNobody(request, report, session.log)) return report;
      emf(report, tally, { now: io.clock.now(), of: extentOf(invocation, request) }).forEach(write);
      session.tell(report);
      await keepExports(report, session.whole.exports, { store: session.ports.store, log: session.log });
      return report;
    };
    return { session, run };
  };
  try {
    if (invocation.type === 'events') {
      const { refreshes, queued } = await gather(provider, invocation, { io, signal: time.signal });
      if (queued !== undefined) return answerTo(invocation, { queued });
      const { run } = await opened();
      return answerTo(invocation, summaryOf(await refresh(refreshes, run)));
    }
    const { session, run } = await opened();
    if (invocation.type === 'queued') return await consume(invocation.records, io.clock.now(), run);
    const { fanOut } = session;
    if (fanOut !== undefined && !invocation.request.dryRun && invocation.request.accept.length === 0) {
      const round = await enqueue(provider, session, invocation.request, fanOut);
      const of = extentOf(invocation, invocation.request);
      write(emfOfRound(provider.name, round, { now: io.clock.now(), of }));
      throwIfBroken(round.unplanned.filter(isBroken));
      return { queued: round.queued };
    }
    const report = await run(invocation.request);
    throwIfBroken(brokenOf(report));
    return summaryOf([report]);
  } finally {
    time.clear();
  }
}

/** To a queue: that it gets nothing back; to whoever sent one event, what came of it. */
function answerTo({ isBatch }: Events, answer: Answer): Answer {
  return isBatch ? { batchItemFailures: [] } : answer;
}
