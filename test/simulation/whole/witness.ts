// Collectors as they are, watched: what each list said, and between which instants of the cloud it was read.
import type { Collector, Scope } from '../../../shared/collect/collector.ts';
import type { RunFacts } from '../oracle.ts';
import type { Presence } from './presence.ts';

export interface Watched {
  readonly facts: RunFacts;
  readonly presence: Presence;
  /** By the clock of the process. */
  readonly now: () => number;
}

export function witnessed<Api>(
  collector: Collector<Api>,
  watchedOf: (scope: Scope) => Watched,
): Collector<Api> {
  const { name } = collector;
  return {
    ...collector,
    async *list(api, scope) {
      const { facts, presence, now } = watchedOf(scope);
      const at = presence.now();
      const reading = { began: now(), from: at, to: at, whole: false, items: new Map() };
      facts.readings.set(name, [...(facts.readings.get(name) ?? []), reading]);
      for await (const page of collector.list(api, scope)) {
        reading.to = presence.now();
        yield page;
      }
      reading.to = presence.now();
      reading.whole = true;
    },
    *map(item, scope) {
      const reading = watchedOf(scope).facts.readings.get(name)?.at(-1);
      for (const record of collector.map(item, scope)) {
        reading?.items.set(record.id, { id: record.id, name: record.name });
        yield record;
      }
    },
  };
}
