import * as z from 'zod/mini';
import { createCalls } from '../collect/call.ts';
import { CloudError } from '../collect/errors.ts';
import { inBatches } from '../collect/parallel.ts';
import type { Provider } from '../collect/provider.ts';
import { parsed } from '../collect/wire.ts';
import { readHint } from '../log/head.ts';
import type { AwsSigned } from './aws-signed.ts';
import { messagesOf } from './fan-out.ts';
import type { Candidate, Queueable } from './fan-out.ts';
import type { Round } from './metrics.ts';
import { notesIn } from './notes.ts';
import { plan } from './planning.ts';
import type { JobRequest } from './ports.ts';
import type { Publishing } from './publishing.ts';
import type { Session } from './session.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MOST_PER_BATCH = 10;
const Sent = z.object({
  Failed: z.optional(
    z.array(z.object({ Id: z.string(), Code: z.string(), Message: z.optional(z.string()) })),
  ),
});

/** The hint that tells when a scope was checked is written once an hour at most. */
const HINT_LAG_MS = 3_600_000;

/** Plans a round and queues it; the same function consumes the queue. Accounts that cannot be planned keep nobody back. */
export async function enqueue<Config, Api>(
  provider: Provider<Config, Api> & Publishing<Api>,
  { config, ports, queue, log }: Pick<Session<Config>, 'config' | 'ports' | 'queue' | 'log'>,
  request: JobRequest,
  fanOut: { readonly queueUrl: string; readonly periodMs: number },
): Promise<Round> {
  const { store, clock, env, signal } = ports;
  const { limits } = provider;
  const calls = createCalls({ limits, policy: ports.retry, clock, signal, onAttempt: () => {} });
  const candidates: Candidate[] = [];
  const unplanned: unknown[] = [];
  const notes = notesIn(store, provider.name, request);
  try {
    const given = { store, calls, clock, env, notes, warn: log.warn };
    for await (const planned of plan(provider, config, request, given)) {
      if ('failure' in planned) {
        log.error('an account could not be planned', { account: planned.account, error: planned.failure });
        unplanned.push(planned.failure);
        continue;
      }
      const { scope, principal, collectors } = planned;
      const sources = collectors.map(({ name }) => name);
      candidates.push({ scope, principal, sources, hint: await readHint(store, scope) });
    }
  } catch (error) {
    log.error('the accounts could not all be found', { error });
    unplanned.push(error); // what was planned before it is queued all the same
  }
  const now = clock.now();
  const splits = provider.publish === undefined;
  const messages = messagesOf(candidates, limits, {
    now,
    periodMs: fanOut.periodMs,
    cause: request.cause,
    isWhole: request.kinds.length === 0 && request.sources.length === 0,
    splits,
  });
  await sendAll(queue, fanOut.queueUrl, messages, signal);
  const checks = candidates.flatMap(({ hint }) => (hint === undefined ? [] : [hint.checkedAt + HINT_LAG_MS]));
  return { queued: messages.length, unplanned, oldestCheck: Math.min(now, ...checks) };
}

const SEND = 'AmazonSQS.SendMessageBatch';

/** Throws `CloudError` for the first message that the queue does not take. */
export async function sendAll(
  queue: AwsSigned,
  queueUrl: string,
  messages: readonly Queueable[],
  signal: AbortSignal,
): Promise<void> {
  for (const batch of inBatches(messages, MOST_PER_BATCH)) {
    const { Failed: [failed] = [] } = parsed(Sent, await queue(SEND, batchOf(queueUrl, batch), signal), SEND);
    if (failed === undefined) continue;
    throw new CloudError('unavailable', `${SEND}: ${queueUrl} did not take a message: ${failed.Code}`, {
      code: failed.Code,
    });
  }
}

function batchOf(queueUrl: string, batch: readonly Queueable[]): unknown {
  return {
    QueueUrl: queueUrl,
    Entries: batch.map(({ groupId, deduplicationId, message }, n) => ({
      Id: String(n),
      MessageBody: JSON.stringify(message),
      MessageGroupId: groupId,
      MessageDeduplicationId: deduplicationId,
    })),
  };
}
