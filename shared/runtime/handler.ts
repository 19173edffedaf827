import type { Provider } from '../collect/provider.ts';
import { deadline } from './clock.ts';
import { createTally, emf, emfOfRound } from './metrics.ts';
import { consume } from './consume.ts';
import { runJob } from './job.ts';
import { enqueue } from './enqueue.ts';
import { keepExports } from './exports.ts';
import type { JobReport } from './ports.ts';
import { invocationOf } from './request.ts';
import { openSession } from './session.ts';
import { summaryOf } from './summary.ts';
import type { Summary } from './summary.ts';
import { lambdaIo } from './io.ts';
import type { Io } from './io.ts';

/** What of Lambda's context is used. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

/** Partial batch response: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export type Answer = Summary | BatchResponse | { readonly queued: number };

/** Time left after the deadline, to commit and deliver what is complete. */
const RESERVE_MS = 45_000;
const RESERVE_SHARE = 0.25;

/**
 * The function of one provider: on the schedule, by hand (`{"resync": true,
 * "regions": […]}`), or with a batch of the queue. It fails for what a repetition
 * could mend or a developer must: a store that does not answer, a bug. What was
 * kept or held is in its answer, its metrics and its log lines.
 */
export function createHandler<Config, Api>(provider: Provider<Config, Api>, io: Io = lambdaIo()) {
  const write = (document: object): void => io.write(`${JSON.stringify(document)}\n`);
  return async (event: unknown, context: InvocationContext): Promise<Answer> => {
    const invocation = invocationOf(event);
    const total = context.getRemainingTimeInMillis();
    const time = deadline(io.clock, total - Math.min(RESERVE_MS, total * RESERVE_SHARE));
    try {
      const session = await openSession(provider, io, { signal: time.signal, maxRun: total });
      const run = async (request: Parameters<typeof runJob>[2]): Promise<JobReport> => {
        const tally = createTally();
        const observer = { ...session.ports.observer, attempted: tally.attempted };
        const report = await runJob(provider, session.config, request, { ...session.ports, observer });
        emf(report, tally, io.clock.now()).forEach(write);
        session.tell(report);
        await keepExports(report, session.whole.exports, { store: session.ports.store, log: session.log });
        return report;
      };
      if (invocation.type === 'queued') return await consume(invocation.records, io.clock.now(), run);
      const { fanOut } = session;
      if (fanOut !== undefined && !invocation.request.dryRun && invocation.request.accept.length === 0) {
        const round = await enqueue(provider, session, invocation.request, fanOut);
        write(emfOfRound(provider.name, round, io.clock.now()));
        return { queued: round.queued };
      }
      const report = await run(invocation.request);
      throwIfBroken(report);
      return summaryOf([report]);
    } finally {
      time.clear();
    }
  };
}

/** A store that failed, an account of which nothing is known, or a bug: told once more by the failed invocation. */
function throwIfBroken(report: JobReport): void {
  const bugs = report.scopes.flatMap(({ sources }) =>
    sources.flatMap(({ reason, cause }) => (reason === 'bug' ? [cause] : [])),
  );
  const errors = [...report.failures.map(({ error }) => error), ...bugs];
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} failed: see the log lines above`);
}
