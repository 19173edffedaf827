import { createCalls } from '../collect/call.ts';
import type { Attempted, Call } from '../collect/call.ts';
import type { Scope } from '../collect/collector.ts';
import type { Provider } from '../collect/provider.ts';
import { readHint } from '../log/head.ts';
import type { ScopeReport } from '../sync/sync.ts';
import { createAdmission } from './admission.ts';
import { createDeliveries } from './deliveries.ts';
import type { Delivery } from './deliveries.ts';
import { notesIn } from './notes.ts';
import { plan } from './planning.ts';
import type { Planned } from './planning.ts';
import type { JobPorts, JobReport, JobRequest } from './ports.ts';
import type { Publishing } from './publishing.ts';
import { EVERYTHING } from './request.ts';
import { runScope } from './scope-run.ts';
import { collectorsOf } from './selection.ts';
import { keepUp } from './upkeep.ts';

const SINK_BUDGET_MS = 30_000;
/** What a scope is thought to need that was never seen. */
const UNSEEN_BYTES = 32 * 1024 * 1024;
/** A list, its base and what is being compared. */
const COPIES = 3;

/** Syncs what is selected of one provider, scope beside scope. What fails is in the report. */
export async function runJob<Config, Api>(
  provider: Provider<Config, Api> & Publishing<Api>,
  config: Config,
  request: JobRequest,
  ports: JobPorts,
): Promise<JobReport> {
  const { store, clock, observer, signal } = ports;
  const { limits } = provider;
  const onAttempt = (attempted: Attempted): void => observer.attempted(attempted);
  const calls = createCalls({ limits, policy: ports.retry, clock, signal, onAttempt });
  const admission = createAdmission(ports.memoryBytes);
  const deliveries = createDeliveries(request.dryRun ? [] : ports.sinks, {
    ...ports,
    budgetMs: SINK_BUDGET_MS,
  });
  const scopes: ScopeReport[] = [];
  const failures: { what: string; error: unknown }[] = [];
  const published: Delivery[] = [];
  let oldestCheck = clock.now();

  async function one(planned: Planned<Api>): Promise<void> {
    const { scope } = planned;
    let checkedAt: number | undefined;
    try {
      const hint = await readHint(store, scope);
      checkedAt = hint?.checkedAt;
      const leave = await admission.enter(hint === undefined ? UNSEEN_BYTES : hint.bytes * COPIES);
      const call = calls({ ...scope, principal: planned.principal });
      let opened: Api | undefined;
      const open = (own: Call): Api => (opened = planned.open(own));
      const report = await runScope({ ...planned, open }, request, ports, call).finally(leave);
      scopes.push(report);
      checkedAt = report.startedAt;
      observer.synced(report);
      if (request.dryRun) return;
      const isChecked = !request.byEvent && isWhole(provider, report, hint?.slow ?? []);
      const checked = isChecked ? report.startedAt : (hint?.checkedAt ?? report.startedAt);
      await keepUp(report, hint, { ...ports, now: () => clock.now(), checkedAt: checked });
      const told = opened && (await provider.publish?.(opened, report, ports));
      if (told !== undefined) published.push(told);
    } catch (error) {
      failures.push({ what: nameOf(scope), error });
    } finally {
      oldestCheck = Math.min(oldestCheck, checkedAt ?? oldestCheck);
      deliveries.add(scope);
    }
  }

  const underway: Promise<void>[] = [];
  try {
    const notes = notesIn(store, provider.name, request);
    const { env, warn } = ports;
    const given = { store, calls, clock, env, notes, ...(warn && { warn }) };
    for await (const planned of plan(provider, config, request, given)) {
      if ('failure' in planned) {
        failures.push({ what: `${provider.name}/${planned.account}`, error: planned.failure });
        continue;
      }
      observer.planned(planned.scope);
      underway.push(one(planned));
    }
  } catch (error) {
    failures.push({ what: provider.name, error }); // what was planned before goes on
  }
  await Promise.all(underway);
  return {
    provider: provider.name,
    scopes,
    failures,
    deliveries: [...(await deliveries.finish()), ...published],
    oldestCheck: request.byEvent ? undefined : oldestCheck,
  };
}

/** Was everything in the scope listed, but for sources that have a message of their own in the queue? */
function isWhole<Config, Api>(
  { collectors }: Provider<Config, Api>,
  { scope, sources }: ScopeReport,
  slow: readonly string[],
): boolean {
  const accounted = new Set([...sources.map(({ source }) => source), ...slow]);
  return collectorsOf(collectors, scope.region, EVERYTHING).every(({ name }) => accounted.has(name));
}

export const nameOf = ({ provider, account, region }: Scope): string => `${provider}/${account}/${region}`;
