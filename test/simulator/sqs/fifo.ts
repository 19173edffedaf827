/**
 * A FIFO queue of SQS on a clock, as far as its documentation goes: a message with the id of one that came in the
 * last five minutes is taken and not delivered, every message is held back for the delay of the queue, a group is in
 * flight once and in its order.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
 */
import * as z from 'zod/mini';

const SendMessageBatch = z.object({
  Entries: z.array(
    z.object({ MessageBody: z.string(), MessageGroupId: z.string(), MessageDeduplicationId: z.string() }),
  ),
});

export interface Queued {
  readonly messageId: string;
  readonly body: string;
  readonly group: string;
  /** When it may be received, milliseconds since 1970. */
  readonly visibleAt: number;
}

export interface Fifo {
  /** The body of a SendMessageBatch. */
  send(body: unknown): object;
  /** As a batch of Lambda: up to ten of one group; none if there is nothing to receive now. */
  receive(): readonly Queued[];
  done(messages: readonly Queued[]): void;
  /** When the next message may be received that waits for its delay. */
  nextAt(): number | undefined;
}

const DEDUPLICATION_MS = 300_000;
const MOST = 10;

export function fifoQueue({ now, delayMs }: { readonly now: () => number; readonly delayMs: number }): Fifo {
  let waiting: Queued[] = [];
  let sent = 0;
  const seen = new Map<string, number>();
  const inFlight = new Set<string>();
  return {
    send(body) {
      for (const { MessageBody, MessageGroupId: group, MessageDeduplicationId } of SendMessageBatch.parse(
        body,
      ).Entries) {
        const id = `${group} ${MessageDeduplicationId}`;
        const before = seen.get(id);
        if (before !== undefined && now() - before < DEDUPLICATION_MS) continue;
        seen.set(id, now());
        waiting.push({ messageId: `m${++sent}`, body: MessageBody, group, visibleAt: now() + delayMs });
      }
      return { Successful: [] };
    },
    receive() {
      const first = waiting.find(({ group, visibleAt }) => visibleAt <= now() && !inFlight.has(group));
      if (first === undefined) return [];
      inFlight.add(first.group);
      return waiting
        .filter(({ group, visibleAt }) => group === first.group && visibleAt <= now())
        .slice(0, MOST);
    },
    done(messages) {
      waiting = waiting.filter((message) => !messages.includes(message));
      for (const { group } of messages) inFlight.delete(group);
    },
    nextAt() {
      const times = waiting.filter(({ group }) => !inFlight.has(group)).map(({ visibleAt }) => visibleAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}
