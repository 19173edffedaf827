import type { InvocationContext } from './handler.ts';
import type { Publish, Publication } from './commands/extensions.ts';
import { invocationError } from './invocation-error.ts';
import { lambdaIo } from './io.ts';
import type { Io } from './io.ts';
import { document } from './embedded-metrics.ts';
import { secretsOf } from './secrets.ts';

/** Kept back of the function's time, to give the lease back. */
const RESERVE_MS = 15_000;

/** The function of a publisher: on its schedule, or invoked after commits. It fails for what a repetition may mend. */
export function createPublishHandler(publish: Publish, io: Io = lambdaIo()) {
  return async (_: unknown, context: InvocationContext): Promise<Publication> => {
    const secrets = secretsOf(io);
    try {
      return await published(publish, context, { ...io, secrets });
    } catch (error) {
      throw invocationError(error, secrets.scrub);
    }
  };
}

async function published(publish: Publish, context: InvocationContext, io: Io): Promise<Publication> {
  const began = io.clock.now();
  const untilMs = began + context.getRemainingTimeInMillis() - RESERVE_MS;
  const own = new AbortController();
  const publication = await publish(io, {
    path: undefined,
    dryRun: false,
    untilMs,
    signal: own.signal,
    note: nobody,
  });
  const outstanding = publication.domains.filter((domain) => domain.outstanding.length > 0).length;
  io.write(
    `${JSON.stringify(
      document({
        now: io.clock.now(),
        dimensions: { Provider: 'deepflow' },
        counts: { Failures: 0, Outstanding: outstanding, SinkFailures: outstanding > 0 ? 1 : 0 },
        // The alarms of the stack look for these of every function.
        seconds: { KeptSeconds: 0, UncheckedSeconds: 0 },
        milliseconds: { DurationMs: io.clock.now() - began },
        details: { outcome: publication.outcome },
      }),
    )}\n`,
  );
  return publication;
}

/** Nobody reads along: the log line says what is outstanding. */
const nobody = (): void => {};
