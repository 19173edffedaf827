import { isBroken } from './broken.ts';
import { byScope } from './bus-event.ts';
import type { Refresh } from './bus-event.ts';
import type { BatchResponse } from './handler.ts';
import type { JobReport, JobRequest } from './ports.ts';
import { EVERYTHING } from './request.ts';
import type { Message } from './request.ts';

/** What another delivery of the same message may mend before it expires. */
const RETRYABLE: ReadonlySet<string | null> = new Set(['throttled', 'unavailable', 'deadline']);

/**
 * A batch of the queue, message by message. An expired one is done: its round is
 * over. In a FIFO queue nothing may be acknowledged after a failure, so the rest
 * of the batch goes back too. What events asked for is done whatever comes of it:
 * the schedule asks for the same, and a cloud in trouble is asked no more.
 */
export async function consume(
  records: readonly { readonly id: string; readonly message: Message }[],
  now: number,
  run: (request: JobRequest) => Promise<JobReport>,
): Promise<BatchResponse> {
  const live = records.filter(({ message }) => message.expiresAt > now);
  await refresh(byScope(live.flatMap(({ message }) => (message.byEvent ? [message] : []))), run);
  for (const { id, message } of live) {
    if (message.byEvent) continue;
    const { account, region, sources, cause } = message;
    const report = await run({ ...EVERYTHING, cause, accounts: [account], regions: [region], sources });
    if (!isDone(report)) {
      const left = records.slice(records.findIndex((record) => record.id === id));
      return { batchItemFailures: left.map((record) => ({ itemIdentifier: record.id })) };
    }
  }
  return { batchItemFailures: [] };
}

/** Scope after scope: each is a list or two. */
export async function refresh(
  refreshes: readonly Refresh[],
  run: (request: JobRequest) => Promise<JobReport>,
): Promise<readonly JobReport[]> {
  const reports: JobReport[] = [];
  for (const { account, region, sources } of refreshes) {
    const selection = { accounts: [account], regions: [region], sources };
    reports.push(await run({ ...EVERYTHING, ...selection, cause: 'resync', byEvent: true }));
  }
  return reports;
}

function isDone({ failures, scopes }: JobReport): boolean {
  const again = scopes.some(({ sources }) => sources.some(({ reason }) => RETRYABLE.has(reason)));
  return !failures.some(({ error }) => isBroken(error)) && !again;
}
