import { collectorFor } from '../../shared/collect/collector.ts';
import type { Collector } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { byPage, byToken } from '../../shared/collect/paginate.ts';
import { ref } from '../../shared/model/ref.ts';
import type { TagRecord } from '../../shared/model/kinds.ts';
import type { State } from './oracle.ts';
import type { Process, World } from './world.ts';

export interface Item {
  readonly id: string;
  readonly name: string;
}

/** One reading of a list, as the cloud remembers having answered it. */
export interface Reading {
  /** By the clock; `from` and `to` count the cloud's changes. */
  readonly began: number;
  readonly from: number;
  to: number;
  whole: boolean;
  readonly items: Map<string, Item>;
}

/** What a run's collectors talk to. */
export interface Api {
  ask<T>(reading: Reading, answer: () => T): Promise<T>;
  /** Opens the cloud's own record of one reading. */
  begin(source: string): Reading;
}

/** Two lists by token, one by offset. */
export const SOURCES = ['tok', 'off', 'few'] as const;
type Source = (typeof SOURCES)[number];

const recordOf = (source: Source, { id, name }: Item): TagRecord<'region'> => ({
  kind: 'region',
  ref: ref('fake', 'region', source, id),
  id,
  name,
  tags: [],
});

/** A cloud that changes while it is listed, and remembers who was there when. */
export function createCloud(world: World) {
  let instant = 0;
  let ids = 0;
  const pageSize = 2 + world.below(2);
  const where = (['first', 'last', 'anywhere'] as const)[world.below(3)] ?? 'last';
  const items: Record<Source, Item[]> = { tok: [], off: [], few: [] };
  const absences = new Map<string, { from: number; to: number }[]>(); // by source/id

  function add(source: Source): void {
    // Lists by token may see an id come back; the proof of an offset-paged removal excludes it.
    const id = source === 'off' ? `i${ids++}` : `i${world.below(8)}`;
    if (items[source].some((item) => item.id === id)) return;
    const spans = absences.get(`${source}/${id}`) ?? [{ from: 0, to: Infinity }];
    const last = spans.at(-1);
    if (last !== undefined) last.to = ++instant;
    absences.set(`${source}/${id}`, spans);
    const { length } = items[source];
    const at = { first: 0, last: length, anywhere: world.below(length + 1) }[where];
    items[source].splice(at, 0, { id, name: 'new' });
  }

  function remove(source: Source, at: number): void {
    const [gone] = items[source].splice(at, 1);
    if (gone !== undefined) absences.get(`${source}/${gone.id}`)?.push({ from: ++instant, to: Infinity });
  }

  function mutate(): void {
    const source = world.random() < 0.4 ? 'off' : (SOURCES[world.below(3)] ?? 'tok');
    const dice = world.random();
    if (dice < 0.02) while (items[source].length > world.below(3)) remove(source, 0);
    else if (dice < 0.42) remove(source, world.below(items[source].length));
    else if (dice < 0.85) add(source);
    else {
      items[source] = items[source].map((item) =>
        world.random() < 0.4 ? { ...item, name: `n${++instant}` } : item,
      );
    }
  }

  /** A few more of everything. */
  function fill(): void {
    for (const source of SOURCES) for (let n = 2 + world.below(4); n > 0; n--) add(source);
  }

  /** Was this id away at some instant of the span? */
  const wasAway = (source: string, id: string, from: number, to: number): boolean =>
    (absences.get(`${source}/${id}`) ?? [{ from: 0, to: Infinity }]).some(
      (span) => span.from <= to && span.to > from,
    );

  function apiOf(process: Process, faults: number, readings: Map<string, Reading[]>): Api {
    return {
      async ask(reading, answer) {
        try {
          return await world.point(process, false, async () => {
            const dice = world.random();
            if (dice < faults) throw new CloudError(dice < faults / 4 ? 'unsupported' : 'denied', 'no');
            reading.to = instant;
            return answer();
          });
        } catch (error) {
          throw error instanceof CloudError ? error : new CloudError('unavailable', 'lost', { cause: error });
        }
      },
      begin(source) {
        const began = world.now() + process.ahead;
        const reading = { began, from: instant, to: instant, whole: false, items: new Map<string, Item>() };
        readings.set(source, [...(readings.get(source) ?? []), reading]);
        return reading;
      },
    };
  }

  async function* noted(
    pages: AsyncIterable<readonly Item[]>,
    reading: Reading,
  ): AsyncGenerator<readonly Item[]> {
    for await (const page of pages) {
      for (const item of page) reading.items.set(item.id, item);
      yield page;
    }
    reading.whole = true;
  }

  const collector = collectorFor<Api>();
  const shared = { emits: ['region'], scope: 'region', actions: [] } as const;
  const byTokens = (name: 'tok' | 'few'): Collector<Api> =>
    collector({
      ...shared,
      name,
      paging: 'token',
      async *list(api) {
        const reading = api.begin(name);
        const page = (token: string) => {
          const rest = items[name].filter(({ id }) => id > token).toSorted((a, b) => (a.id < b.id ? -1 : 1));
          const next = rest.length > pageSize ? rest[pageSize - 1]?.id : undefined;
          return { items: rest.slice(0, pageSize), next };
        };
        const pages = byToken(
          (token = '') => api.ask(reading, () => page(token)),
          ({ next }) => next,
        );
        const lists = (async function* () {
          for await (const { items: list } of pages) yield list;
        })();
        yield* noted(lists, reading);
      },
      map: (item: Item) => [recordOf(name, item)],
    });
  const off = collector({
    ...shared,
    name: 'off',
    paging: 'offset',
    list(api) {
      const reading = api.begin('off');
      const page = (index: number) => ({
        items: items.off.slice(index * pageSize, (index + 1) * pageSize),
        total: items.off.length,
      });
      const fetch = (index: number) => api.ask(reading, () => page(index));
      return noted(byPage({ fetch, pageSize, keyOf: ({ id }) => id, width: 3 }), reading);
    },
    map: (item: Item) => [recordOf('off', item)],
  });

  const collectors: readonly Collector<Api>[] = [byTokens('tok'), off, byTokens('few')];
  return {
    mutate,
    fill,
    wasAway,
    isOffset: (source: string) => source === 'off',
    holds(state: State, source: string, id: string, { name }: Item): boolean {
      const key = `fake/region/${source}/${id}`;
      return state.get(key) === `${key}\t{"id":"${id}","name":"${name}","tags":[]}`;
    },
    apiOf,
    collectors,
    live: (source: string) => items[source as Source].length,
  };
}
export type Cloud = ReturnType<typeof createCloud>;
