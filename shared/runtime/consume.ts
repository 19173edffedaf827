import type { BatchResponse } from './handler.ts';
import type { JobReport, JobRequest } from './ports.ts';
import { EVERYTHING } from './request.ts';
import type { Message } from './request.ts';

/** What another delivery of the same message may mend before it expires. */
const RETRYABLE: ReadonlySet<string | null> = new Set(['throttled', 'unavailable', 'deadline']);

/**
 * A batch of the queue, message by message. An expired one is done: its round is
 * over. In a FIFO queue nothing may be acknowledged after a failure, so the rest
 * of the batch goes back too.
 */
export async function consume(
  records: readonly { readonly id: string; readonly message: Message }[],
  now: number,
  run: (request: JobRequest) => Promise<JobReport>,
): Promise<BatchResponse> {
  for (const [n, { message }] of records.entries()) {
    if (message.expiresAt <= now) continue;
    const { account, region, sources, cause } = message;
    const report = await run({ ...EVERYTHING, cause, accounts: [account], regions: [region], sources });
    if (!isDone(report))
      return { batchItemFailures: records.slice(n).map(({ id }) => ({ itemIdentifier: id })) };
  }
  return { batchItemFailures: [] };
}

function isDone({ failures, scopes }: JobReport): boolean {
  const again = scopes.some(({ sources }) => sources.some(({ reason }) => RETRYABLE.has(reason)));
  return failures.length === 0 && !again;
}
