// SQS FIFO on a simulated clock: a group is in flight once and in its order; what is not acknowledged comes again.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
import * as z from 'zod/mini';
import type { Clock } from '../shared/collect/clock.ts';
import { Message } from '../shared/runtime/request.ts';

export interface Delivery {
  readonly id: string;
  readonly group: string;
  readonly message: Message;
}

const Batch = z.object({
  Entries: z.array(
    z.object({ MessageBody: z.string(), MessageGroupId: z.string(), MessageDeduplicationId: z.string() }),
  ),
});

/** As the function's queue has it: six times the longest run is usual, a run here takes a minute at most. */
export const VISIBILITY_MS = 120_000;
/** A message with the id of one that came in the last five minutes is taken and not delivered. */
const DEDUPLICATION_MS = 300_000;

export function fifoQueue(clock: Clock) {
  const groups = new Map<string, Delivery[]>();
  /** Groups in flight, or waiting for a message to become visible again. */
  const busy = new Set<string>();
  const seen = new Map<string, number>();
  let waiting: (() => void)[] = [];
  let requests = 0;
  const wake = (): void => {
    const all = waiting;
    waiting = [];
    for (const one of all) one();
  };
  const free = (group: string): void => {
    busy.delete(group);
    wake();
  };
  const queue = {
    /** In the form in which the planner sends. */
    async send(_target: string, body: unknown): Promise<unknown> {
      requests++;
      for (const { MessageBody, MessageGroupId, MessageDeduplicationId: id } of Batch.parse(body).Entries) {
        if (clock.now() - (seen.get(id) ?? -Infinity) < DEDUPLICATION_MS) continue;
        seen.set(id, clock.now());
        const group = groups.get(MessageGroupId) ?? [];
        groups.set(MessageGroupId, group);
        group.push({ id, group: MessageGroupId, message: Message.parse(JSON.parse(MessageBody)) });
      }
      wake();
      return {};
    },
    /** Takes the next message whose group is not in flight; `undefined` when the queue is empty. */
    async receive(): Promise<Delivery | undefined> {
      for (;;) {
        for (const [group, [first]] of groups) {
          if (first === undefined || busy.has(group)) continue;
          busy.add(group);
          requests++;
          return first;
        }
        if (groups.size === 0) return undefined;
        await new Promise<void>((resolve) => void waiting.push(resolve));
      }
    },
    done({ group }: Delivery): void {
      requests++;
      const left = groups.get(group) ?? [];
      left.shift();
      if (left.length === 0) groups.delete(group);
      free(group);
    },
    /** It was received and will be again. */
    async back({ group }: Delivery, afterMs: number): Promise<void> {
      await clock.sleep(afterMs);
      free(group);
    },
    requests: () => requests,
  };
  return queue;
}
