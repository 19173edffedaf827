import { describe, expect, it, test } from 'vitest';
import type { EventRow } from '../../../shared/collect/event-row.ts';
import { BusEvent, byScope, refreshesOf } from '../../../shared/runtime/bus-event.ts';
import { parseAt } from '../../../shared/runtime/config-error.ts';
import { consume } from '../../../shared/runtime/consume.ts';
import type { JobReport, JobRequest } from '../../../shared/runtime/ports.ts';
import { messagesFor } from '../../../shared/runtime/refresh-queue.ts';
import { invocationOf } from '../../../shared/runtime/request.ts';
import { fifoQueue } from '../../simulator/sqs/fifo.ts';

const changed = (over: object = {}): object => ({
  id: 'e1',
  'detail-type': 'Tag Change on Resource',
  source: 'aws.tag',
  account: '111111111111',
  region: 'eu-west-1',
  resources: ['arn:aws:ec2:eu-west-1:111111111111:instance/i-1'],
  detail: { service: 'ec2' },
  ...over,
});
const row = (resource: string, ...sources: readonly string[]): EventRow => ({
  from: 'aws.tag',
  types: ['Tag Change on Resource'],
  detail: { service: ['ec2'] },
  resource,
  sources,
  documented: 'invented',
});
const inQueue = (...bodies: readonly unknown[]): object => ({
  Records: bodies.map((body, n) => ({
    messageId: `m${n}`,
    eventSource: 'aws:sqs',
    body: JSON.stringify(body),
  })),
});

describe('an event', () => {
  it('is read alone or from a queue', () => {
    const event = parseAt(BusEvent, changed(), [], 'it');
    expect(invocationOf(changed())).toEqual({
      type: 'events',
      isBatch: false,
      events: [event],
      unreadable: [],
    });
    expect(invocationOf(inQueue(changed(), changed({ id: 'e2' })))).toEqual({
      type: 'events',
      isBatch: true,
      events: [event, { ...event, id: 'e2' }],
      unreadable: [],
    });
  });

  it.each([
    [{ account: '1' }, /the event: account: expected the 12 digits/],
    [{ region: 'mars' }, /the event: region: expected a region/],
    [{ detail: 'much' }, /the event: detail/],
    [{ resources: undefined }, /the event: resources/],
  ])('that is none (%j) is refused by name', (over, message) => {
    expect(() => invocationOf(changed(over))).toThrow(message);
  });

  it('that cannot be read does not keep the others of its batch', () => {
    expect(invocationOf(inQueue(changed({ account: 7 }), changed()))).toMatchObject({
      events: [{ id: 'e1' }],
      unreadable: [{ id: 'm0', error: { name: 'ConfigError' } }],
    });
  });

  it('among messages of a round is a mistake', () => {
    const message = { round: 1, expiresAt: 1, cause: 'sync', account: 'a', region: 'r', sources: [] };
    expect(() => invocationOf(inQueue(changed(), message))).toThrow(/message m0/);
  });
});

const of = (over: object): BusEvent => parseAt(BusEvent, changed(over), [], 'it');

test('events of one scope become one refresh, with each source once', () => {
  const rows = [row('instance', 'vm'), row('vpc', 'vpc', 'router')];
  const vpc = { resources: ['arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1'] };
  const { refreshes, ignored } = refreshesOf(rows, [
    of({}),
    of({ id: 'e2' }),
    of(vpc),
    of({ region: 'eu-west-2' }),
    of({ id: 'odd', resources: [] }),
  ]);
  expect(refreshes).toEqual([
    { account: '111111111111', region: 'eu-west-1', sources: ['vm', 'vpc', 'router'] },
    { account: '111111111111', region: 'eu-west-2', sources: ['vm'] },
  ]);
  expect(ignored.map(({ id }) => id)).toEqual(['odd']);
  expect(byScope([...refreshes, ...refreshes])).toEqual(refreshes);
});

describe('the queue of refreshes', () => {
  const windowMs = 10_000;
  const vm = { account: 'a', region: 'r', sources: ['vm'] };

  function queue() {
    let now = 1_000_000;
    const fifo = fifoQueue({ now: () => now, delayMs: windowMs });
    return {
      at: (ms: number) => void (now = 1_000_000 + ms),
      send(...refreshes: readonly (typeof vm)[]) {
        const messages = messagesFor('aws', refreshes, { now, windowMs });
        fifo.send({
          Entries: messages.map(({ groupId, deduplicationId, message }) => ({
            MessageBody: JSON.stringify(message),
            MessageGroupId: groupId,
            MessageDeduplicationId: deduplicationId,
          })),
        });
      },
      /** Sources, as one batch of Lambda has them. */
      receive(): readonly string[] {
        const batch = fifo.receive();
        fifo.done(batch);
        return batch.flatMap(({ body }) => (JSON.parse(body) as { sources: string[] }).sources);
      },
    };
  }

  it('takes a source once in a window, however many events', () => {
    const one = queue();
    for (let n = 0; n < 1000; n++) {
      one.at(n * 9);
      one.send(vm);
    }
    one.at(100_000);
    expect(one.receive()).toEqual(['vm']);
    expect(one.receive()).toEqual([]);
  });

  it('gives it out when its window is over: no event is dropped that the list has not seen', () => {
    // At every instant of a window: the event that is not queued again came before the list that is.
    for (let first = 0; first < windowMs; first += 500) {
      for (let second = first; second < 3 * windowMs; second += 500) {
        const one = queue();
        one.at(first);
        one.send(vm);
        one.at(second);
        const before = one.receive().length;
        one.send(vm);
        one.at(second + windowMs);
        const isListed = one.receive().length > 0;
        expect({ first, second, isListed }).toEqual({ first, second, isListed: true });
        expect(before).toBe(second - first >= windowMs ? 1 : 0);
      }
    }
  });

  it('keeps sources and scopes apart, and gives out what belongs together together', () => {
    const one = queue();
    one.send({ ...vm, sources: ['vm', 'nic'] }, { ...vm, region: 's' });
    one.send({ ...vm, sources: ['nic', 'eip'] });
    one.at(windowMs);
    expect(one.receive()).toEqual(['vm', 'nic', 'eip']);
    expect(one.receive()).toEqual(['vm']);
  });
});

const message = (source: string, over: object = {}) => ({
  id: source,
  message: {
    round: 1,
    expiresAt: 10,
    cause: 'resync' as const,
    byEvent: true,
    account: 'a',
    region: 'r',
    sources: [source],
    ...over,
  },
});
const reported = (reason: string | null): JobReport =>
  ({ scopes: [{ sources: [{ reason }] }], failures: [] }) as unknown as JobReport;

async function consumed(reason: string | null, ...records: readonly ReturnType<typeof message>[]) {
  const requests: JobRequest[] = [];
  const answer = await consume(records, 9, async (request) => {
    requests.push(request);
    return reported(reason);
  });
  const asked = requests.map(({ regions, sources, byEvent, cause }) => ({
    regions,
    sources,
    byEvent,
    cause,
  }));
  return { answer, asked };
}

describe('a batch of that queue', () => {
  it('is one run for a scope; an expired message is done', async () => {
    const { answer, asked } = await consumed(
      null,
      message('vm'),
      message('nic'),
      message('eip', { expiresAt: 9 }),
      message('vpc', { region: 's' }),
    );
    expect(asked).toEqual([
      { regions: ['r'], sources: ['vm', 'nic'], byEvent: true, cause: 'resync' },
      { regions: ['s'], sources: ['vpc'], byEvent: true, cause: 'resync' },
    ]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  it('is tried once: the schedule asks for the same, which is tried again', async () => {
    expect((await consumed('throttled', message('vm'))).answer).toEqual({ batchItemFailures: [] });
    expect((await consumed('throttled', message('vm', { byEvent: false }))).answer).toEqual({
      batchItemFailures: [{ itemIdentifier: 'vm' }],
    });
  });
});
