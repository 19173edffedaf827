import type { Call } from '../collect/call.ts';
import type { Collector } from '../collect/collector.ts';
import type { Sizes } from '../log/build.ts';
import { DECISIONS } from '../log/write.ts';
import { proved } from '../sync/observe.ts';
import { sync } from '../sync/sync.ts';
import type { ScopeReport } from '../sync/sync.ts';
import type { Planned } from './planning.ts';
import type { JobPorts, JobRequest } from './ports.ts';
import { tagged } from './tagged.ts';

export const SIZES: Sizes = {
  inlineBytes: 64 * 1024,
  maxSegments: 64,
  maxShare: 0.25,
  maxSegmentAge: 14 * 24 * 3_600_000,
};

/** Listings of an offset-paged source before its removals are left to the next run. */
const MAX_LISTINGS = 4;

/** One planned scope through the engine. */
export async function runScope<Api>(
  { scope, collectors, open }: Planned<Api>,
  { accept, cause, dryRun }: JobRequest,
  ports: JobPorts,
  call: Call,
): Promise<ScopeReport> {
  const kindsOf = new Map(collectors.map(({ name, emits }) => [name, emits]));
  const isAccepted = (source: string, digest: string): boolean =>
    accept.some((one) => kindsOf.get(source)?.includes(one.kind) === true && digest.startsWith(one.digest));
  return sync(
    {
      scope,
      open: () => open(call),
      collectors: collectors.map((collector): Collector<Api> => tagged(collector, ports.keepTag)),
      runId: ports.newRunId(),
      cause,
      dryRun,
    },
    {
      ...ports,
      now: () => ports.clock.now(),
      sizes: SIZES,
      decisions: ports.decisions ?? DECISIONS,
      rules: { guard: ports.guard, maxListings: MAX_LISTINGS, proved, isAccepted },
      onPage: (page) => ports.observer.page(scope, page),
    },
  );
}
