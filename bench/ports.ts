// A job as it runs in production, but for what a benchmark looks at: the store, the sinks and the calls.
import { RETRY } from '../shared/collect/call.ts';
import type { Attempted } from '../shared/collect/call.ts';
import type { Sink } from '../shared/notify/event.ts';
import { systemClock } from '../shared/runtime/clock.ts';
import { everyTag } from '../shared/runtime/patterns.ts';
import type { JobPorts } from '../shared/runtime/ports.ts';
import type { ObjectStore } from '../shared/store/store.ts';
import { GUARD } from '../shared/sync/guard.ts';

const DAY = 24 * 3_600_000;
/** What the configuration has where it says nothing. */
const MEMORY = 256 * 2 ** 20;

export function portsOf(
  store: ObjectStore,
  given: { readonly sinks?: readonly Sink[]; readonly attempted?: (attempted: Attempted) => void } = {},
): JobPorts {
  return {
    store,
    sinks: given.sinks ?? [],
    clock: systemClock,
    env: process.env,
    signal: new AbortController().signal,
    guard: GUARD,
    retention: { keep: 35 * DAY, maxLag: 7 * DAY, maxVersions: Infinity, orphanAfter: 7 * DAY },
    keepTag: everyTag,
    memoryBytes: MEMORY,
    maxRun: 15 * 60_000,
    slowMs: 7 * 60_000,
    retry: RETRY,
    newRunId: () => crypto.randomUUID(),
    observer: { planned() {}, page() {}, synced() {}, attempted: given.attempted ?? (() => {}) },
  };
}

/** What was written, by the first part of its key: `log`, `data`, `heads`, `cursors`. */
export interface Written {
  objects: number;
  bytes: number;
}

export function counting(store: ObjectStore): {
  readonly store: ObjectStore;
  readonly written: (...parts: readonly string[]) => Written;
} {
  const all = new Map<string, Written>();
  const count = (key: string, { length }: Uint8Array): void => {
    const part = key.slice(0, key.indexOf('/'));
    const { objects, bytes } = all.get(part) ?? { objects: 0, bytes: 0 };
    all.set(part, { objects: objects + 1, bytes: bytes + length });
  };
  return {
    store: {
      ...store,
      async put(key, body) {
        count(key, body);
        await store.put(key, body);
      },
      async putIfAbsent(key, body, lastly) {
        count(key, body);
        return store.putIfAbsent(key, body, lastly);
      },
    },
    written: (...parts) => {
      const sum: Written = { objects: 0, bytes: 0 };
      for (const part of parts) {
        sum.objects += all.get(part)?.objects ?? 0;
        sum.bytes += all.get(part)?.bytes ?? 0;
      }
      return sum;
    },
  };
}

export function countingSink(): { readonly sink: Sink; readonly events: () => number } {
  let events = 0;
  return {
    sink: {
      name: 'bench',
      async send() {
        events++;
      },
    },
    events: () => events,
  };
}
