// SQS FIFO: one message of a group is in flight at a time; what is not acknowledged in time is delivered again.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
import * as z from 'zod/mini';
import { Message } from '../../../shared/runtime/request.ts';
import { MINUTE } from './world.ts';
import type { World } from './world.ts';

/** Shorter than some runs take: a message may be with two workers. */
export const VISIBILITY_MS = 2 * MINUTE;
const DEDUPLICATION_MS = 5 * MINUTE;
/** Deliveries after which a message is put aside. */
const MOST = 3;

const Batch = z.object({
  Entries: z.array(
    z.object({ MessageBody: z.string(), MessageGroupId: z.string(), MessageDeduplicationId: z.string() }),
  ),
});

export interface Delivery {
  readonly id: string;
  readonly message: Message;
}

interface Queued extends Delivery {
  visibleAt: number;
  deliveries: number;
}

export function createQueue({ now }: World, note: (what: string) => void) {
  const groups = new Map<string, Queued[]>();
  const seen = new Map<string, number>();

  /** The first of a group whose first one is visible. */
  function receive(): Delivery | undefined {
    for (const group of groups.values()) {
      const [first] = group;
      if (first === undefined || first.visibleAt > now()) continue;
      if (first.deliveries >= MOST) {
        group.shift();
        note('put aside');
        return receive();
      }
      first.visibleAt = now() + VISIBILITY_MS;
      if (first.deliveries++ > 0) note('redelivered');
      return { id: first.id, message: first.message };
    }
    return undefined;
  }

  return {
    receive,
    /** In the form in which the planner sends. */
    send(body: unknown): unknown {
      for (const { MessageBody, MessageGroupId, MessageDeduplicationId } of Batch.parse(body).Entries) {
        if (now() - (seen.get(MessageDeduplicationId) ?? -Infinity) < DEDUPLICATION_MS) continue;
        seen.set(MessageDeduplicationId, now());
        const message = Message.parse(JSON.parse(MessageBody));
        const group = groups.get(MessageGroupId) ?? [];
        groups.set(MessageGroupId, group);
        group.push({ id: `m${seen.size}-${now()}`, message, visibleAt: 0, deliveries: 0 });
      }
      return {};
    },
    done(id: string): void {
      for (const group of groups.values()) {
        const at = group.findIndex((one) => one.id === id);
        if (at >= 0) group.splice(at, 1);
      }
    },
    length: () => [...groups.values()].reduce((sum, group) => sum + group.length, 0),
  };
}
export type Queue = ReturnType<typeof createQueue>;
