/**
 * Answers that tests write down, the vendors' published examples among them, are read damaged by the same helpers that
 * read them whole (`withstands.ts`): in `test/functions/<cloud>`, under the name of each. Here: what that would not let pass.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { collectorFor } from '../../shared/collect/collector.ts';
import type { Collector } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { byToken } from '../../shared/collect/paginate.ts';
import { ref } from '../../shared/model/ref.ts';
import { mapWithstanding, readWithstanding } from './withstands.ts';

const scope = { provider: 'fake', account: 'a', region: 'r' };

type Ask = (action: string) => Promise<Readonly<Record<string, unknown>>>;
interface Api {
  readonly ask: Ask;
}
type Item = Readonly<Record<string, unknown>>;

const recordOf = (id: string) =>
  ({ kind: 'region', ref: ref('fake', 'region', id), id, name: id, tags: [] }) as const;

/** What the strictest reader makes of `{ regions: [{ id }] }`. */
async function* strict({ ask }: Api): AsyncGenerator<readonly Item[], void, undefined> {
  const { regions } = await ask('DescribeRegions');
  if (!Array.isArray(regions)) throw new CloudError('invalid', 'no list');
  for (const one of regions) if (typeof Object(one).id !== 'string') throw new CloudError('invalid', 'no id');
  yield regions;
}

const collector = (own: Partial<Pick<Collector<Api, 'region', Item>, 'list' | 'map'>>) =>
  collectorFor<Api>()<'region', Item>({
    name: 'fake',
    emits: ['region'],
    scope: 'account',
    paging: 'token',
    actions: [],
    list: strict,
    *map({ id }) {
      yield recordOf(String(id));
    },
    ...own,
  });

const regions = [
  { id: 'a', state: 'on', n: 5 },
  { id: 'b', state: 'off' },
];
const answers: Ask = async () => ({ regions, next: 'more' });
const read = (one: ReturnType<typeof collector>) => readWithstanding(one, scope, answers, (ask) => ({ ask }));

const shared: Record<string, unknown> = Object.prototype as object as Record<string, unknown>;

describe('a collector', () => {
  it('that is strict withstands', async () => {
    expect(await read(collector({}))).toEqual([recordOf('a'), recordOf('b')]);
  });

  it.each<[string, Parameters<typeof collector>[0], RegExp]>([
    [
      'takes an item for whole',
      {
        async *list({ ask }) {
          const answer = await ask('DescribeRegions');
          yield answer['regions'] as readonly Item[];
        },
      },
      /not iterable|undefined|null/,
    ],
    [
      'keeps a value whatever its type is',
      {
        *map({ id, state }) {
          yield { ...recordOf(String(id)), tags: [['state', state as string]] };
        },
      },
      /cannot be stored: tags/,
    ],
    [
      'asks for ever',
      {
        async *list({ ask }) {
          let n = 0;
          for (;;) {
            const answer = await ask('DescribeRegions');
            yield regions;
            if (answer['next'] === 'more' || ++n > 10_000) return;
          }
        },
      },
      /it asks for ever/,
    ],
  ])('that %s does not', async (_, wrong, why) => {
    const error = await read(collector(wrong)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(/^fake: SEED=\d+ FUZZ=1$/) });
    expect(String((error as Error).cause)).toMatch(why);
  });

  describe('that writes into what all objects share', () => {
    afterEach(() => {
      delete shared['planted'];
    });

    it('does not', async () => {
      const wrong = collector({
        *map(item) {
          for (const [key, value] of Object.entries(item)) {
            if (key === '__proto__')
              Object.assign(({} as Record<string, object>)[key] ?? {}, { planted: value });
          }
          yield recordOf(String(item['id']));
        },
      });
      await expect(read(wrong)).rejects.toThrow(/a prototype has another member/);
    });
  });
});

it('what does not depend on answers is not tried again', async () => {
  const asked: string[] = [];
  const silent: Ask = async (action) => {
    asked.push(action);
    throw new CloudError('denied', 'no');
  };
  await expect(readWithstanding(collector({}), scope, silent, (ask) => ({ ask }))).rejects.toThrow('no');
  expect(asked).toEqual(['DescribeRegions']);
});

it('a token that comes again ends a list, whatever was damaged', async () => {
  const paged = collector({
    async *list({ ask }) {
      const pages = byToken(
        () => ask('DescribeRegions'),
        ({ next }) => (next === 'more' ? undefined : String(next)),
      );
      for await (const page of pages) {
        if (!Array.isArray(page['regions'])) throw new CloudError('invalid', 'no list');
        yield* strict({ ask: async () => page });
      }
    },
  });
  expect(await read(paged)).toHaveLength(2);
});

const regionOf = ({ Id }: { readonly Id?: string }) => {
  if (Id === undefined || Id === '') throw new CloudError('invalid', 'no id');
  return [recordOf(Id)];
};
const asNoSdkWould = (_: object, by: { below(n: number): number }) =>
  by.below(2) === 0 ? {} : { Id: ['b'] as unknown as string };

it('an item that is damaged as its reader does not expect is told', () => {
  expect(() => mapWithstanding('fake', scope, { Id: 'a' }, asNoSdkWould, regionOf)).toThrow(
    /^fake: SEED=\d+ FUZZ=1$/,
  );
});
