import type { Collector } from '../collect/collector.ts';
import { everyTag } from './patterns.ts';

/** A collector whose records carry only the tags that are kept. */
export function tagged<Api>(collector: Collector<Api>, keep: (key: string) => boolean): Collector<Api> {
  if (keep === everyTag) return collector;
  return {
    ...collector,
    *map(item, scope) {
      for (const record of collector.map(item, scope)) {
        const all = record.tags.every(([key]) => keep(key));
        yield all ? record : { ...record, tags: record.tags.filter(([key]) => keep(key)) };
      }
    },
  };
}
