import * as z from 'zod/mini';
import { environmentCredentials, queueOf } from './aws-queue.ts';
import type { Refresh } from './bus-event.ts';
import { parseAt } from './config-error.ts';
import { RefreshSection } from './config-schema.ts';
import { configText } from './config-source.ts';
import { parseDocument } from './document.ts';
import { sendAll } from './enqueue.ts';
import type { Queueable } from './fan-out.ts';
import type { Io } from './io.ts';
import { withReferences } from './references.ts';
import { secretsOf } from './secrets.ts';

/** Of an event that waited longer the schedule has made good what it asked for. */
const LIFE_MS = 300_000;
const Section = z.looseObject({ refresh: z.optional(RefreshSection) });

/** Queues what events ask for; gives back how many messages that were. Throws `CloudError`. */
export type SendRefreshes = (refreshes: readonly Refresh[], signal: AbortSignal) => Promise<number>;

/**
 * The queue of the configuration's `refresh`, or `undefined` without one. No
 * other section is resolved: bursts of events must not become bursts of requests
 * for secrets.
 */
export async function refreshQueue(provider: string, io: Io): Promise<SendRefreshes | undefined> {
  const { env, clock, readFile, readYaml } = io;
  const credentials = io.awsCredentials ?? environmentCredentials(env);
  const { text, where } = await configText({ env, readFile });
  const { refresh: given }: { readonly refresh?: unknown } = Object(
    await parseDocument(text, where, readYaml),
  );
  const { resolve } = secretsOf(io);
  const resolved = await withReferences({ refresh: given }, resolve, where);
  const { refresh } = parseAt(Section, resolved, [], where);
  if (refresh === undefined) return undefined;
  const { queueUrl, seconds } = refresh;
  const queue = queueOf(queueUrl, { env, clock, credentials });
  return async (refreshes, signal) => {
    const messages = messagesFor(provider, refreshes, { now: clock.now(), windowMs: seconds * 1000 });
    await sendAll(queue, queueUrl, messages, signal);
    return messages.length;
  };
}

/**
 * A message for each source, with an id of its scope, its name and the window
 * it is sent in. The queue takes one of the same id and holds it back for as
 * long as a window is: when it is received the window is over, so that one list
 * sees what every event in it told of. However many they are, a source is
 * listed once a window.
 */
export function messagesFor(
  provider: string,
  refreshes: readonly Refresh[],
  { now, windowMs }: { readonly now: number; readonly windowMs: number },
): readonly Queueable[] {
  const round = Math.floor(now / windowMs);
  return refreshes.flatMap(({ account, region, sources }) =>
    sources.map((source) => ({
      groupId: `${provider}/${account}/${region}`,
      deduplicationId: `${round}/${account}/${region}/${source}`,
      message: {
        round,
        expiresAt: now + windowMs + LIFE_MS,
        cause: 'resync' as const,
        byEvent: true,
        account,
        region,
        sources: [source],
      },
    })),
  );
}
