// The way of an event: the bus, a queue, the function that says what is to be listed, a second queue that holds it back.
import { aws } from '../functions/aws/provider.ts';
import { refreshesOf } from '../shared/runtime/bus-event.ts';
import type { BusEvent } from '../shared/runtime/bus-event.ts';
import { consume } from '../shared/runtime/consume.ts';
import { messagesFor } from '../shared/runtime/refresh-queue.ts';
import { Message } from '../shared/runtime/request.ts';
import { fifoQueue } from '../test/simulator/sqs/fifo.ts';
import { ACCOUNT, REGION } from './estate.ts';
import type { Change, World } from './freshness-world.ts';

/** What a stage has where it says nothing. */
export const WINDOW_MS = 10_000;
/** AWS says "near real time" of the bus and states no number: between half a second and this. */
export const BUS_MS = 3000;
/** A batch of the first queue. */
const BATCH = 10;
/** A poller sees what is in a queue this soon. */
const POLL_MS = 200;

export interface EventPath {
  tell(change: Change): void;
  stop(): Promise<void>;
}

export function eventPath(world: World): EventPath {
  const { clock, chance } = world;
  const fifo = fifoQueue({ now: () => clock.now(), delayMs: WINDOW_MS });
  const arrived: BusEvent[] = [];
  const underway = new Set<Promise<void>>();
  const stopped = new AbortController();
  const start = (work: Promise<void>): void => {
    const noted = work.finally(() => underway.delete(noted));
    underway.add(noted);
  };

  async function gather(batch: readonly BusEvent[]): Promise<void> {
    await world.invoke(async () => {
      const { refreshes } = refreshesOf(aws.events ?? [], batch);
      const messages = messagesFor(aws.name, refreshes, { now: clock.now(), windowMs: WINDOW_MS });
      fifo.send({
        Entries: messages.map(({ groupId, deduplicationId, message }) => ({
          MessageBody: JSON.stringify(message),
          MessageGroupId: groupId,
          MessageDeduplicationId: deduplicationId,
        })),
      });
    });
  }

  async function list(batch: ReturnType<typeof fifo.receive>): Promise<void> {
    await world.invoke(async () => {
      const records = batch.map(({ messageId: id, body }) => ({
        id,
        message: Message.parse(JSON.parse(body)),
      }));
      await consume(records, clock.now(), async (request) => world.sync(request));
      fifo.done(batch);
    });
  }

  const polling = (async () => {
    while (!stopped.signal.aborted) {
      await clock.sleep(POLL_MS);
      while (arrived.length > 0) start(gather(arrived.splice(0, BATCH)));
      for (let batch = fifo.receive(); batch.length > 0; batch = fifo.receive()) start(list(batch));
    }
  })();

  return {
    tell: ({ arn }) =>
      start(
        (async () => {
          await clock.sleep(500 + chance(BUS_MS - 500));
          arrived.push(eventOf(arn));
        })(),
      ),
    async stop() {
      stopped.abort();
      await polling;
      await Promise.all(underway);
    },
  };
}

const eventOf = (arn: string): BusEvent => ({
  id: arn,
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  account: ACCOUNT,
  region: REGION,
  resources: [arn],
  detail: { service: 'ec2' },
});
