import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import type { Kubernetes } from './client.ts';
import { jsonOf } from './client.ts';
import { statusError } from './errors.ts';
import { pathOf } from './kinds.ts';
import { linesOf } from './lines.ts';
import { actionOf } from './pages.ts';
import { itemOf } from './reading.ts';
import type { Item, Reading } from './reading.ts';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
const Event = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});
const About = z.object({
  metadata: z.optional(
    z.object({
      uid: z.optional(z.string()),
      resourceVersion: z.optional(z.string()),
      annotations: z.nullish(z.record(z.string(), z.nullable(z.string()))),
    }),
  ),
});

/** What one line of a watch says. `version`: everything up to it was said. */
export type WatchEvent<T> =
  | { readonly type: 'put'; readonly item: Item<T>; readonly version: string }
  | { readonly type: 'removed'; readonly uid: string; readonly version: string }
  | { readonly type: 'bookmark'; readonly isEndOfInitial: boolean; readonly version: string };

export interface Watching {
  readonly apiVersion: string;
  readonly version: string;
  /** Begin with everything there is, at least as new as `version`, and say where that ends. */
  readonly initial: boolean;
  /** Seconds after which the server ends it. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists */
const END_OF_INITIAL = 'k8s.io/initial-events-end';

/**
 * One watch, until the server ends it. A line that cannot be read, or a refusal
 * in the middle, ends it with an error: what it said would be missing for ever.
 */
export async function* watch<T>(
  api: Kubernetes,
  reading: Reading<T>,
  { apiVersion, version, initial, seconds, signal }: Watching,
  onOpen: () => void,
): AsyncGenerator<WatchEvent<T>, void, undefined> {
  const action = actionOf(reading, apiVersion).replace(/:list$/, ':watch');
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds),
    ...((version !== '' || !initial) && { resourceVersion: version }),
    ...(initial && { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }),
  });
  const path = `${pathOf(reading.object, apiVersion)}?${query.toString()}`;
  const { body } = await api.open(action, path, signal);
  onOpen();
  for await (const line of linesOf(broken(body, action, signal), action)) {
    if (line.length > 0) yield eventOf(line, api, reading, apiVersion, action);
  }
}

function eventOf<T>(
  line: Buffer,
  api: Kubernetes,
  reading: Reading<T>,
  apiVersion: string,
  action: string,
): WatchEvent<T> {
  const event = Event.safeParse(jsonOf(line, action)).data;
  if (event?.type === 'ERROR') throw statusError(action, event.object);
  const { uid, resourceVersion: version, annotations } = About.safeParse(event?.object).data?.metadata ?? {};
  if (event === undefined || !version)
    throw new CloudError('invalid', `${action}: a line that is no event of a watch`);
  if (event.type === 'BOOKMARK')
    return { type: 'bookmark', version, isEndOfInitial: annotations?.[END_OF_INITIAL] === 'true' };
  if (event.type === 'DELETED') {
    if (!uid) throw new CloudError('invalid', `${action}: something without a uid was deleted`);
    return { type: 'removed', uid, version };
  }
  return { type: 'put', item: itemOf(reading, apiVersion, event.object, api.keepAnnotation), version };
}

/** A connection that breaks is `unavailable`; one that we end ends as we say. */
async function* broken(
  body: AsyncIterable<Uint8Array>,
  action: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body;
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new CloudError('unavailable', `${action}: the connection broke: ${String(cause)}`, { cause });
  }
}
