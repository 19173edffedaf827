import type { Clock } from '../../shared/collect/clock.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { linked } from '../../shared/collect/linked.ts';
import type { Linked } from '../../shared/collect/linked.ts';
import type { Kubernetes } from './client.ts';
import { createBackoff } from './backoff.ts';
import { EXPIRED, INVALID, TOO_LARGE } from './errors.ts';
import { wholeList } from './pages.ts';
import type { Item, Reading } from './reading.ts';
import { watch } from './watch-stream.ts';

/** Who is told of one kind's objects. */
export interface Target<T> {
  /** Everything there is; `isContinued`: as the same server has it after what it said before. */
  replace(items: ReadonlyMap<string, Item<T>>, isContinued: boolean): void;
  put(item: Item<T>): void;
  removed(uid: string): void;
  /** It cannot be read at present; what was told stands. */
  failed(error: CloudError): void;
  /** It can be read (again). */
  followed(): void;
}

export interface ReflectorPorts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Before everything is listed: is this still the cluster that it was? Throws if not. */
  readonly recognise: () => Promise<void>;
  /** Lists are held whole before they count, so not all kinds are listed at once. */
  readonly turn: <R>(list: () => Promise<R>) => Promise<R>;
}

/** As client-go: five minutes and more, so that not all watches end at once; and what may be lost on the way. */
const SECONDS = { least: 240, spread: 240, grace: 30 } as const;
/** Bookmarks come every minute or so. */
const QUIET_MS = 180_000;
/** A kind that is not there may come: its definition is looked for again. */
const ABSENT_MS = 300_000;

/**
 * Follows one kind until the signal: lists it, then watches it from the version
 * of the list; a watch that ends goes on from the last version that was said.
 * Versions are those of client-go's reflector: the newest state at first, then
 * nothing older than what was seen, and the newest again where the server has
 * forgotten that or does not know it yet.
 * https://github.com/kubernetes/client-go/blob/master/tools/cache/reflector.go
 */
export async function reflect<T>(
  api: Kubernetes,
  reading: Reading<T>,
  target: Target<T>,
  ports: ReflectorPorts,
): Promise<void> {
  const { clock, signal } = ports;
  const backoff = createBackoff(clock);
  /** Where the next watch begins; `undefined`: after a list. */
  let from: string | undefined;
  /** The last version that was seen at all. */
  let last = '';
  /** What lists may not be older than: the same, but where the server has forgotten it or does not know it yet. */
  let floor = '';
  let streams = true;
  /** What goes on is not looked for again. */
  let served: string | undefined;

  while (!signal.aborted) {
    try {
      if (from === undefined || served === undefined)
        served = await api.discovery.apiVersionOf(reading.object);
      const apiVersion = served;
      if (from === undefined && !streams) {
        await ports.recognise();
        from = await ports.turn(() => list(apiVersion));
      }
      await follow(apiVersion);
    } catch (thrown) {
      if (signal.aborted) break;
      const error = await wait(thrown);
      if (!(error instanceof CloudError)) throw error;
    }
  }

  async function list(apiVersion: string): Promise<string> {
    const items = new Map<string, Item<T>>();
    let version = '';
    for await (const page of wholeList(api, reading, apiVersion, floor)) {
      for (const item of page.items) items.set(item.uid, item);
      version = page.version;
    }
    arrived(items, version);
    return version;
  }

  function arrived(items: ReadonlyMap<string, Item<T>>, version: string): void {
    target.replace(items, last !== '' && isNotOlder(version, last));
    last = version;
    floor = version;
    backoff.reset();
  }

  /** One watch; with everything first, where it starts from nothing. */
  async function follow(apiVersion: string): Promise<void> {
    const initial = from === undefined;
    if (initial) await ports.recognise();
    const own = linked(signal);
    const seconds = SECONDS.least + Math.floor(clock.random() * SECONDS.spread);
    const late = limited(seconds + SECONDS.grace, own);
    const began = clock.now();
    let isSaid = false;
    const first = new Map<string, Item<T>>();
    const watching = {
      apiVersion,
      version: from ?? floor,
      initial,
      seconds,
      signal: own.signal,
    };
    try {
      for await (const event of watch(api, reading, watching, () => {
        if (!initial) target.followed();
      })) {
        isSaid = true;
        if (from === undefined) {
          if (event.type === 'put') first.set(event.item.uid, event.item);
          else if (event.type === 'removed') first.delete(event.uid);
          else if (event.isEndOfInitial) {
            arrived(first, event.version);
            from = event.version;
          }
          continue;
        }
        if (isOlder(event.version, from))
          throw new CloudError(
            'invalid',
            `${reading.object.plural}: versions go back: ${from}, then ${event.version}`,
          );
        if (event.type === 'put') target.put(event.item);
        else if (event.type === 'removed') target.removed(event.uid);
        from = event.version;
        last = event.version;
        floor = event.version;
      }
    } finally {
      own.abort(new Error('the watch is over'));
      own.release();
      await late;
    }
    // Servers before 1.19 know neither the option nor that they do not know it.
    if (from === undefined) {
      streams = false;
      throw new CloudError('unavailable', `${reading.object.plural}: the stream ended within its list`);
    }
    if (!isSaid && clock.now() - began < 1000)
      throw new CloudError('unavailable', `${reading.object.plural}: watches end as soon as they begin`);
    backoff.reset();
    // Not even a bookmark: a server whose store went back opens the watch, and says nothing until it is there again.
    if (!isSaid && clock.now() - began >= QUIET_MS) from = undefined;
  }

  /** A server that says nothing more, not even that it is over, is gone. */
  async function limited(seconds: number, own: Linked): Promise<void> {
    try {
      await clock.sleep(seconds * 1000, own.signal);
      own.abort(new CloudError('unavailable', `${reading.object.plural}: the watch was silent past its end`));
    } catch {
      // it ended by itself
    }
  }

  /** What went wrong decides from where to go on, and when. */
  async function wait(thrown: unknown): Promise<unknown> {
    if (!(thrown instanceof CloudError)) return thrown;
    const { code, reason } = thrown;
    if (from === undefined && streams && code === INVALID) {
      streams = false; // it has no streaming lists
      return thrown;
    }
    // What cannot be read, or begun at, is not skipped: everything is read anew.
    if (code === EXPIRED || code === TOO_LARGE || reason === 'invalid' || reason === 'unsupported') {
      from = undefined;
      if (code === EXPIRED || code === TOO_LARGE) floor = '';
    }
    if (code !== EXPIRED) target.failed(thrown);
    if (reason === 'unsupported') {
      floor = '';
      api.discovery.forget();
    }
    const ms =
      reason === 'unsupported' ? ABSENT_MS * (1 + clock.random()) : backoff.next(thrown.retryAfterMs);
    await clock.sleep(ms, signal).catch(() => {});
    return thrown;
  }
}

const isOlder = (version: string, than: string): boolean =>
  /^\d+$/.test(version) && /^\d+$/.test(than) && BigInt(version) < BigInt(than);

/** Versions of one cluster can be compared as numbers. https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions */
function isNotOlder(version: string, than: string): boolean {
  return /^\d+$/.test(version) && /^\d+$/.test(than) && BigInt(version) >= BigInt(than);
}
