import type { Clock } from '../../../shared/collect/clock.ts';
import type { Cluster, Resource, Stored } from './cluster.ts';
import { nameOf, textOf } from './cluster.ts';
import type { Fault } from './faults.ts';
import { statusOf } from './refusal.ts';

export interface Watched {
  readonly apiVersion: string;
  readonly version: string;
  /** Begin with what there is. */
  readonly initial: boolean;
  /** And say where that ends. */
  readonly says: boolean;
  readonly seconds: number;
  readonly bookmarkMs: number | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly fault: Fault | undefined;
}

/** The lines of one watch, until its time is up or the connection breaks. */
export async function* watchLines(
  cluster: Cluster,
  resource: Resource,
  watched: Watched,
): AsyncGenerator<Uint8Array> {
  const { fault, signal } = watched;
  let said = 0;
  const afterFault = fault !== undefined && 'after' in fault ? fault.after : Number.POSITIVE_INFINITY;
  for await (const line of events(cluster, resource, watched)) {
    if (said++ >= afterFault) {
      if (fault?.kind === 'cut') {
        yield Buffer.from(line.slice(0, line.length / 2));
        throw new Error('the connection broke');
      }
      if (fault?.kind === 'garbage') yield Buffer.from('{"type":"MODIFIED","object":{"metadata":{\n');
      if (fault?.kind === 'silence') await silent(signal);
    }
    const bytes = Buffer.from(`${line}\n`);
    if (fault?.kind !== 'slow') yield bytes;
    else for (let n = 0; n < bytes.length; n += fault.bytes) yield bytes.subarray(n, n + fault.bytes);
  }
}

async function* events(
  cluster: Cluster,
  resource: Resource,
  { apiVersion, version, initial, says, seconds, bookmarkMs, clock, signal }: Watched,
): AsyncGenerator<string> {
  const name = nameOf(resource);
  const head = `{"kind":"${resource.kind}","apiVersion":"${apiVersion}",`;
  const line = (type: string, stored: Stored): string =>
    `{"type":"${type}","object":${head}${textOf(stored).slice(1)}}`;
  const bookmark = (at: number, end = false): string =>
    JSON.stringify({
      type: 'BOOKMARK',
      object: {
        kind: resource.kind,
        apiVersion,
        metadata: {
          resourceVersion: String(at),
          creationTimestamp: null,
          ...(end && { annotations: { 'k8s.io/initial-events-end': 'true' } }),
        },
      },
    });
  let from = Number(version);
  if (initial) {
    from = cluster.version;
    for (const stored of cluster.list(name)) yield line('ADDED', stored);
    if (says) yield bookmark(from, true);
  } else if (from < cluster.compacted) {
    yield JSON.stringify({
      type: 'ERROR',
      object: statusOf(410, 'Expired', `too old resource version: ${from} (${cluster.compacted})`),
    });
    return;
  }
  const until = clock.now() + seconds * 1000;
  let at = 0;
  let told = from;
  while (clock.now() < until) {
    if (signal.aborted) throw signal.reason;
    const { happened, next } = cluster.since(name, from, at);
    at = next === 0 ? 0 : next;
    for (const { type, stored } of happened) {
      yield line(type, stored);
      told = stored.version;
      from = stored.version;
    }
    if (happened.length > 0) continue;
    const wait = Math.min(until - clock.now(), bookmarkMs ?? Number.POSITIVE_INFINITY);
    const rung = await changed(cluster, clock, wait, signal);
    if (signal.aborted) throw signal.reason;
    const { happened: missed } = cluster.since(name, from, at);
    // A bookmark says that everything up to it was said.
    if (rung || missed.length > 0 || bookmarkMs === undefined || told >= cluster.version) continue;
    told = cluster.version;
    yield bookmark(told);
  }
}

/** Whether something changed before the time was up. */
async function changed(cluster: Cluster, clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  const done = new AbortController();
  const rings = new Promise<boolean>((resolve) => {
    const stop = cluster.onChange(() => resolve(true));
    done.signal.addEventListener('abort', stop, { once: true });
  });
  const either = AbortSignal.any([signal, done.signal]);
  const late = clock.sleep(ms, either).then(
    () => false,
    () => false,
  );
  const rung = await Promise.race([rings, late]);
  done.abort(new Error('awake'));
  return rung;
}

function silent(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
