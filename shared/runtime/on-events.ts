import type { Provider } from '../collect/provider.ts';
import { refreshesOf } from './bus-event.ts';
import type { BusEvent, Refresh } from './bus-event.ts';
import type { Io } from './io.ts';
import { createLog, isLevel } from './log.ts';
import type { Log } from './log.ts';
import type { JobReport, JobRequest } from './ports.ts';
import type { Events } from './request.ts';
import { refreshQueue } from './refresh-queue.ts';

/** What is to be listed, and whether it was queued: how many messages, or `undefined` where there is no queue. */
export interface Gathered {
  readonly refreshes: readonly Refresh[];
  readonly queued: number | undefined;
}

/** From what a cloud tells to what is to be listed; it is queued if the configuration has a queue for it. */
export async function gather<Config, Api>(
  provider: Pick<Provider<Config, Api>, 'name' | 'events'>,
  { events, unreadable }: Events,
  { io, signal }: { readonly io: Io; readonly signal: AbortSignal },
): Promise<Gathered> {
  const log = logOf(io);
  const { refreshes, ignored } = refreshesOf(provider.events ?? [], events);
  for (const { id, error } of unreadable) log.warn('an event cannot be read', { id, error });
  if (ignored.length > 0) {
    log.info('events of what is not listed are ignored', { count: ignored.length, what: whatOf(ignored) });
  }
  if (refreshes.length === 0) return { refreshes, queued: 0 };
  const send = await refreshQueue(provider.name, io);
  return { refreshes, queued: await send?.(refreshes, signal) };
}

/** The one line about an account or a region that the configuration does not want, or the cloud does not have. */
export function isOfNobody(request: JobRequest, { scopes, failures }: JobReport, log: Log): boolean {
  if (!request.byEvent || scopes.length > 0 || failures.length > 0) return false;
  const { accounts, regions, sources } = request;
  log.info('an event of what is not synced is ignored', { accounts, regions, sources });
  return true;
}

/** Nothing of an event is a secret, and no other configuration is read than that of the queue. */
function logOf({ env, clock, write }: Io): Log {
  const level = env['TAGSYNC_LOG_LEVEL'];
  const now = (): number => clock.now();
  return createLog({ write, scrub: (text) => text, now, level: isLevel(level) ? level : 'info' });
}

const whatOf = (events: readonly BusEvent[]): readonly string[] => [
  ...new Set(
    events.map((event) => {
      const { account, region, source } = event;
      return `${source} "${event['detail-type']}" in ${account}/${region}`;
    }),
  ),
];
