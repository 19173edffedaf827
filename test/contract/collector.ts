import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collector, Scope } from '../../shared/collect/collector.ts';
import type { Kind, TagRecord } from '../../shared/model/kinds.ts';
import { SHAPES } from '../../shared/model/shapes.ts';

/** One request that the cloud answered: an action, and the page of its list, from 1. */
export interface Asked {
  readonly action: string;
  readonly page: number;
}

/** What goes wrong on a page; `empty-page` and `short-page` are not faults: clouds do so. */
export type Trouble = 'error' | 'denied' | 'cut' | 'stranger' | 'repeat-token' | 'empty-page';

/** A cloud that pages: every list that the collector reads has more than one page. */
export interface PagingCloud<Api> {
  readonly scope: Scope;
  /** A connection of its own, without retries. */
  connect(): Api;
  /** Since the last `forget`. */
  asked(): readonly Asked[];
  forget(): void;
  /** Makes one page go wrong until undone. */
  trouble(what: Trouble, where: Asked): () => void;
  close(): Promise<void>;
}

export interface CollectorCase<Api> {
  readonly collector: Collector<Api>;
  readonly open: () => Promise<PagingCloud<Api>>;
  /** The native ids of what there is, told by the cloud's own books; a record may repeat one. */
  readonly ids: (cloud: PagingCloud<Api>) => readonly string[];
  /** Lists that have pages, by action; the others answer at once. */
  readonly paged: readonly string[];
}

export async function collect<Api>(
  collector: Collector<Api>,
  api: Api,
  scope: Scope,
): Promise<readonly TagRecord[]> {
  const records: TagRecord[] = [];
  for await (const page of collector.list(api, scope)) {
    for (const item of page) records.push(...collector.map(item, scope));
  }
  return records;
}

/** What one item is read as. */
export function recordsOf<Api, K extends Kind, Item>(
  collector: Collector<Api, K, Item>,
  item: Item,
  scope: Scope,
): readonly TagRecord<K>[] {
  const records: TagRecord<K>[] = [];
  for (const record of collector.map(item, scope)) records.push(record);
  return records;
}

/**
 * Of lists whose pages have numbers, and a size that the collector says: every one that is named has a second page, and
 * there is no list where that page is not what it should be. An empty one is not the end: there is a total.
 */
export async function expectAllPages(
  cloud: PagingCloud<unknown>,
  lists: readonly string[],
  run: () => Promise<unknown>,
): Promise<void> {
  const asked = cloud.asked();
  for (const action of lists) {
    const second = { action, page: 2 };
    expect(asked).toContainEqual(second);
    for (const what of ['error', 'denied', 'cut', 'stranger', 'empty-page'] as const) {
      const undo = cloud.trouble(what, second);
      await expect(run(), `${what} on page 2 of ${action}`).rejects.toMatchObject({ name: 'CloudError' });
      undo();
    }
  }
}

/** What every collector of every provider must do. */
export function testCollector<Api>({ collector, open, ids, paged }: CollectorCase<Api>): void {
  describe(`collector ${collector.name}`, () => {
    let cloud: PagingCloud<Api>;
    beforeAll(async () => {
      cloud = await open();
    });
    afterAll(() => cloud.close());

    const run = (): Promise<readonly TagRecord[]> => collect(collector, cloud.connect(), cloud.scope);
    /** What a run ended in, next to what went wrong in it. */
    const outcome = (): Promise<{ readonly name: string; readonly reason?: unknown }> =>
      run().then(
        (records) => ({ name: `a list of ${records.length} records` }),
        (error: { readonly name: string; readonly reason?: unknown }) => ({
          name: error.name,
          reason: error.reason,
        }),
      );
    const pagesAsked = async (): Promise<readonly Asked[]> => {
      cloud.forget();
      await run();
      const asked = new Map(cloud.asked().map(({ action, page }) => [`${action} ${page}`, { action, page }]));
      return [...asked.values()];
    };

    it('reads every page of every list', async () => {
      const asked = await pagesAsked();
      for (const action of paged) expect(asked).toContainEqual({ action, page: 2 });
      const found = new Set((await run()).map(({ id }) => id));
      expect([...found].toSorted()).toEqual([...new Set(ids(cloud))].toSorted());
    });

    it('calls what its actions name, and nothing else', async () => {
      const called = new Set((await pagesAsked()).map(({ action }) => action));
      expect([...called].toSorted()).toEqual([...collector.actions].toSorted());
    });

    it.each(['error', 'denied', 'cut', 'stranger'] as const)(
      'has no list when one page ends in: %s',
      // As many runs as there are pages: half a minute is not enough on a machine that does much beside.
      { timeout: 240_000 },
      async (what) => {
        for (const where of await pagesAsked()) {
          const undo = cloud.trouble(what, where);
          await expect(run(), `${where.action}, page ${where.page}`).rejects.toMatchObject({
            name: 'CloudError',
          });
          undo();
        }
      },
    );

    it('has no list when a token comes back', async () => {
      for (const action of paged) {
        const undo = cloud.trouble('repeat-token', { action, page: 2 });
        expect({ action, ...(await outcome()) }).toMatchObject({
          action,
          name: 'CloudError',
          reason: 'invalid',
        });
        undo();
      }
    });

    it('does not take a page without items for the end', async () => {
      const whole = await run();
      for (const action of paged) {
        const undo = cloud.trouble('empty-page', { action, page: 1 });
        const records = await run();
        expect([action, records.length]).toEqual([action, whole.length]);
        undo();
      }
    });

    it('maps the same item to the same records, of the kinds that it declares', async () => {
      const refs: string[] = [];
      const emitted = new Set<Kind>();
      for await (const page of collector.list(cloud.connect(), cloud.scope)) {
        for (const item of page) {
          const before = structuredClone(item);
          const records = recordsOf(collector, item, cloud.scope);
          expect(recordsOf(collector, item, cloud.scope)).toEqual(records);
          expect(item).toEqual(before);
          for (const record of records) {
            expectStorable(record, cloud.scope);
            refs.push(record.ref);
            emitted.add(record.kind);
          }
        }
      }
      expect(refs.filter((ref, index) => refs.indexOf(ref) !== index)).toEqual([]);
      expect([...emitted].toSorted()).toEqual([...collector.emits].toSorted());
    });
  });
}

/** All fields of its kind and no other, each in its stored form. */
export function expectStorable(record: TagRecord, scope: Scope): void {
  expect([record.ref, flawsOf(record, scope)]).toEqual([record.ref, []]);
}

/** What keeps a record from being stored; where a million are looked at, an `expect` of each is too slow. */
export function flawsOf({ kind, ref, ...fields }: TagRecord, { provider }: Scope): readonly unknown[] {
  const shape: Readonly<Record<string, unknown>> = SHAPES[kind];
  const [own, declared] = [fields, shape].map((one) => String(Object.keys(one).toSorted()));
  const misshapen = Object.entries(fields).filter(([field, value]) => !hasForm(shape[field], value));
  return [
    ...(ref.startsWith(`${provider}/${kind}/`) && !ref.endsWith('/') ? [] : ['its ref']),
    ...(own === declared ? [] : [`its fields are ${own}, and not ${declared}`]),
    ...(fields.id === '' || fields.name === '' ? ['no id or no name'] : []),
    ...misshapen,
  ];
}

function hasForm(form: unknown, value: unknown): boolean {
  if (form === 'one') return ['string', 'boolean', 'number', 'undefined'].includes(typeof value);
  if (!Array.isArray(value)) return false;
  const entries: readonly unknown[] = value;
  if (typeof form === 'string') return entries.every((entry) => typeof entry === 'string' || isTag(entry));
  const { set } = form as { readonly set: readonly string[] };
  return entries.every((entry) => String(Object.keys(entry as object).toSorted()) === String(set.toSorted()));
}

function isTag(entry: unknown): boolean {
  return Array.isArray(entry) && entry.length === 2 && entry.every((text) => typeof text === 'string');
}
