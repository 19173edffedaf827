import * as z from 'zod/mini';
import { KINDS, isKind } from '../model/shapes.ts';
import { BusEvent, isOfBus } from './bus-event.ts';
import { ConfigError, parseAt } from './config-error.ts';
import type { JobRequest } from './ports.ts';

const Kind = z.string().check(z.refine(isKind, `expected one of ${KINDS.join(', ')}`));
/** `kind:digest`, with at least the first eight digits of the digest, as `status` prints it. */
const Accepted = z
  .string()
  .check(z.regex(/^[a-z_0-9]+:[0-9a-f]{8,64}$/, 'expected <kind>:<digest>, as "tagsync status" prints it'));

/** What a person may send to the function by hand. */
const Manual = z.strictObject({
  resync: z.optional(z.boolean()),
  dryRun: z.optional(z.boolean()),
  accounts: z.prefault(z.array(z.string()), []),
  regions: z.prefault(z.array(z.string()), []),
  kinds: z.prefault(z.array(Kind), []),
  sources: z.prefault(z.array(z.string()), []),
  acceptRemovals: z.prefault(z.array(Accepted), []),
});

/** One scope, or a part of it, on its way through the queue. */
export const Message = z.strictObject({
  round: z.number(),
  /** Milliseconds since 1970: after it the next round's message is as good. */
  expiresAt: z.number(),
  cause: z.enum(['sync', 'resync']),
  account: z.string(),
  region: z.string(),
  sources: z.array(z.string()),
  /** An event asked for it: it is tried once, since the schedule asks for the same. */
  byEvent: z.prefault(z.boolean(), false),
});
export type Message = z.infer<typeof Message>;

const Queued = z.object({
  Records: z
    .array(z.object({ messageId: z.string(), body: z.string(), eventSource: z.literal('aws:sqs') }))
    .check(z.minLength(1)),
});
const Scheduled = z.object({ source: z.literal('aws.scheduler') });

export type Invocation =
  | { readonly type: 'direct'; readonly request: JobRequest }
  | {
      readonly type: 'queued';
      readonly records: readonly { readonly id: string; readonly message: Message }[];
    }
  | Events;

/** What a cloud told by itself, one event alone or a batch of a queue, some of which may be `unreadable`. */
export interface Events {
  readonly type: 'events';
  readonly isBatch: boolean;
  readonly events: readonly BusEvent[];
  readonly unreadable: readonly { readonly id: string; readonly error: unknown }[];
}

export const EVERYTHING: JobRequest = {
  cause: 'sync',
  accounts: [],
  regions: [],
  kinds: [],
  sources: [],
  accept: [],
  dryRun: false,
  byEvent: false,
};

/** All that the schedule asks for, one scope of it on its turn, or less, by an event or by hand. */
export function extentOf(
  { type }: Invocation,
  { byEvent, accounts, regions, kinds, sources }: JobRequest,
): 'all' | 'scope' | 'part' {
  if (byEvent) return 'part';
  if (type === 'queued') return 'scope';
  return [accounts, regions, kinds, sources].some((chosen) => chosen.length > 0) ? 'part' : 'all';
}

/** Reads what the function was invoked with: a queue's batch, the schedule, an event, or a person's order. Throws `ConfigError`. */
export function invocationOf(event: unknown): Invocation {
  const queued = Queued.safeParse(event);
  if (queued.success) {
    const bodies = queued.data.Records.map(({ messageId: id, body }) => ({
      id,
      value: jsonOf(body, `message ${id}`),
    }));
    if (bodies.every(({ value }) => isOfBus(value))) return eventsOf(bodies);
    const records = bodies.map(({ id, value }) => ({
      id,
      message: parseAt(Message, value, [], `message ${id}`),
    }));
    return { type: 'queued', records };
  }
  if (event === null || event === undefined || Scheduled.safeParse(event).success) {
    return { type: 'direct', request: EVERYTHING };
  }
  if (isOfBus(event)) {
    const events = [parseAt(BusEvent, event, [], 'the event')];
    return { type: 'events', isBatch: false, events, unreadable: [] };
  }
  const { resync, dryRun, acceptRemovals, ...selection } = parseAt(Manual, event, [], 'the event');
  const request: JobRequest = {
    ...selection,
    kinds: selection.kinds.filter(isKind),
    cause: resync === true ? 'resync' : 'sync',
    dryRun: dryRun ?? false,
    byEvent: false,
    accept: acceptRemovals.map(acceptedOf),
  };
  return { type: 'direct', request };
}

function eventsOf(bodies: readonly { readonly id: string; readonly value: unknown }[]): Events {
  const events: BusEvent[] = [];
  const unreadable: Events['unreadable'][number][] = [];
  for (const { id, value } of bodies) {
    try {
      events.push(parseAt(BusEvent, value, [], `event ${id}`));
    } catch (error) {
      unreadable.push({ id, error });
    }
  }
  return { type: 'events', isBatch: true, events, unreadable };
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${where}: is not JSON: only "tagsync" itself may send to this queue`);
  }
}

/** Reads `kind:digest`; throws `ConfigError`. */
export function acceptedOf(text: string): JobRequest['accept'][number] {
  const [kind = '', digest = ''] = parseAt(Accepted, text, [], `"${text}"`).split(':');
  return { kind: isKind(kind) ? kind : parseAt(z.never(), kind, [], `"${text}": no such kind`), digest };
}
