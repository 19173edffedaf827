// The processes of the product: what each of them does from its start to its end.
import { controllerAt } from '../../../functions/deepflow/controller.ts';
import { filesIn } from '../../../functions/deepflow/files.ts';
import { CloudError } from '../../../shared/collect/errors.ts';
import { Corrupt } from '../../../shared/log/commit.ts';
import { NotHeld } from '../../../shared/log/lease-claim.ts';
import { TooLate } from '../../../shared/log/write.ts';
import { StoreError } from '../../../shared/store/store.ts';
import { SinkError } from '../../../shared/notify/event.ts';
import { enqueue } from '../../../shared/runtime/enqueue.ts';
import { runJob } from '../../../shared/runtime/job.ts';
import type { JobReport, JobRequest } from '../../../shared/runtime/ports.ts';
import { EVERYTHING } from '../../../shared/runtime/request.ts';
import { MINUTE } from './world.ts';
import type { Process } from './world.ts';
import type { Parts } from './parts.ts';
import { Violation } from '../oracle.ts';
import { MAX_RUN, RETENTION } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Place } from './place.ts';

const PERIOD_MS = 5 * MINUTE;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export function createProcesses(stage: Stage, parts: Parts) {
  const { world, laws, queue, note } = stage;
  let isCalm = false;
  let jobs = 0;

  /** What the simulator broke may fail; anything else that fails is a finding. */
  function judge(error: unknown, process: Process): void {
    const all: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
    for (const one of all) {
      if (one instanceof Violation) return stage.violate(one.message);
      const isOld = world.now() - process.startedAt > MAX_RUN / 2;
      const isLate = one instanceof TooLate || (one instanceof Corrupt && isOld);
      if (isLate) note('too late');
      if (one instanceof NotHeld) note('not held');
      const isOurs =
        one instanceof StoreError ||
        isLate ||
        one instanceof CloudError ||
        one instanceof NotHeld ||
        one instanceof SinkError;
      if (isOurs && !isCalm) continue;
      const text = one instanceof Error ? one.stack : String(one);
      stage.violate(`stopped although nothing failed: ${text}`);
    }
  }

  async function attempt(process: Process, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      judge(error, process);
    }
  }

  function judgeReport({ scopes, failures, deliveries }: JobReport, process: Process): void {
    for (const report of scopes) laws.reported(report, process.job);
    for (const { error } of failures) judge(error, process);
    // What is held of a cluster is not told: where everything rests, DeepFlow is looked at itself.
    for (const { sink, error } of deliveries)
      if (error !== undefined && isCalm && !sink.startsWith('deepflow/')) judge(error, process);
  }

  async function job(process: Process, request: Partial<JobRequest>): Promise<JobReport> {
    const name = `${process.id}-${++jobs}`;
    process.job = name;
    const accepted = new Set((request.accept ?? []).map(({ digest }) => digest));
    const provider = stage.providerOf(process, name, accepted);
    const ports = { ...stage.portsOf(process), newRunId: () => name };
    const report = await runJob(provider, stage.configOf(process), { ...EVERYTHING, ...request }, ports);
    judgeReport(report, process);
    return report;
  }

  const waiting = (places: readonly Place[]): JobRequest['accept'] =>
    places.flatMap(({ scope, kindOf }) => {
      const sources = Object.entries(laws.benchOf(scope).oracle.commits.at(-1)?.sources ?? {});
      return sources.flatMap(([source, { pending }]) =>
        pending === null ? [] : [{ kind: kindOf(source), digest: pending.digest }],
      );
    });

  return {
    calm: (): void => void (isCalm = true),

    run: async (process: Process, places: readonly Place[], accepts: boolean): Promise<void> =>
      attempt(process, async () =>
        job(process, {
          accounts: [...new Set(places.map(({ scope }) => scope.account))],
          regions: [...new Set(places.map(({ scope }) => scope.region))],
          accept: accepts ? waiting(places) : [],
        }),
      ),

    plan: async (process: Process): Promise<void> =>
      attempt(process, async () => {
        const send = async (_: string, body: unknown) =>
          world.perform(process, { isWrite: true, ms: 30, apply: () => queue.send(body) });
        const session = {
          config: stage.configOf(process),
          ports: stage.portsOf(process),
          queue: send,
          log: SILENT,
        };
        const fanOut = { queueUrl: 'https://sqs.simulated', periodMs: PERIOD_MS };
        await enqueue(stage.providerOf(process, process.id, new Set()), session, EVERYTHING, fanOut);
        note('planned');
      }),

    work: async (process: Process): Promise<void> =>
      attempt(process, async () => {
        for (;;) {
          const receive = { isWrite: false, ms: 30, apply: () => queue.receive() };
          const delivery = await world.perform(process, receive);
          if (delivery === undefined) return;
          const clock = world.clockOf(process);
          const run = async (request: JobRequest) => job(process, request);
          const { batchItemFailures } = await parts.consume([delivery], clock.now(), run);
          note('consumed');
          if (batchItemFailures.length > 0) continue;
          await world.perform(process, { isWrite: true, ms: 30, apply: () => queue.done(delivery.id) });
        }
      }),

    publish: async (process: Process): Promise<void> =>
      attempt(process, async () => {
        if (stage.deepflowConfig === undefined) return;
        const { store, clock } = stage.portsOf(process);
        const { signal } = new AbortController();
        const url = `http://${process.id}.deepflow`;
        const controller = parts.controller(controllerAt({ url, org: 1, timeoutMs: MINUTE, clock, signal }));
        const asked = {
          dryRun: false,
          untilMs: clock.now() + 2 * MINUTE,
          signal,
          note: () => {},
          told: () => note('cycle'),
        };
        await parts.publishing(stage.deepflowConfig, asked, {
          store,
          controller,
          files: filesIn(store),
          clock,
        });
      }),

    trim: async (process: Process, { scope }: Place): Promise<void> =>
      attempt(process, async () => {
        const { store, sinks, clock } = stage.portsOf(process);
        const { orphans } = await parts.trim(scope, {
          store,
          sinks,
          retention: RETENTION,
          now: () => clock.now(),
        });
        if (orphans > 0) note('swept');
      }),
  };
}
export type Processes = ReturnType<typeof createProcesses>;
