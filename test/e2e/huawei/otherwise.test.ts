/** The same estate said in other types: what the services do not agree on changes nothing, and nothing is lost by it. */
import { afterAll, describe, expect, it } from 'vitest';
import { type MutatingProxy, startProxy } from '../../fuzz/mutating-proxy.ts';
import { byRef, staged } from '../stage.ts';
import { buildEstate } from './estate.ts';
import { BEIJING, MAIN, startStage } from './stage.ts';

const HERE = `${MAIN} ${BEIJING}`;

/** What an answer is made of on its way; `undefined`: it is left as it is. */
type Making = (answer: Readonly<Record<string, unknown>>) => unknown;

describe('what the cloud may say in another way', () => {
  const proxies: MutatingProxy[] = [];
  afterAll(() => Promise.all(proxies.map((proxy) => proxy.close())));
  let making: Making | undefined;
  const changed: string[] = [];
  const stage = staged(async () => {
    const started = await startStage({
      estate: buildEstate(),
      config: { regions: { include: [BEIJING], exclude: ['*_team'] } },
      through: async (url) => {
        const proxy = await startProxy(url, (body) => {
          if (making === undefined) return undefined;
          const made = JSON.stringify(making(JSON.parse(body) as Readonly<Record<string, unknown>>));
          if (made !== body) changed.push(made);
          return made;
        });
        proxies.push(proxy);
        return proxy.url;
      },
    });
    await started.run();
    return started;
  });

  it.each<readonly [string, (value: unknown, name: string) => unknown]>([
    ['numbers and totals as text', (value) => (typeof value === 'number' ? String(value) : value)],
    [
      'text of digits as numbers',
      (value, name) =>
        typeof value === 'string' && /^(?:0|[1-9]\d{0,8})$/.test(value) && !isName(name)
          ? Number(value)
          : value,
    ],
    ['null for an empty list', (value) => (Array.isArray(value) && value.length === 0 ? null : value)],
    ['null for an empty text', (value) => (value === '' ? null : value)],
    ['nothing for null', (value) => (value === null ? undefined : value)],
  ])('%s says the same', async (_, as) => {
    const before = byRef(await stage().records());
    changed.length = 0;
    making = (answer) => insideOf(answer, as);
    const { answer } = await stage().run();
    making = undefined;
    expect(changed.length).toBeGreaterThan(5);
    expect(await stage().unwell(HERE)).toEqual([]);
    expect(answer).toMatchObject({ added: 0, changed: 0, removed: 0, sources: { kept: 0, held: 0 } });
    expect(byRef(await stage().records())).toEqual(before);
  });

  it('null where the list of an answer should be is not an empty list', async () => {
    const before = byRef(await stage().records());
    making = (answer) => ({ ...answer, ...('vpcs' in answer && { vpcs: null }) });
    const { answer } = await stage().run();
    making = undefined;
    expect(await stage().unwell(HERE)).toEqual(['vpc kept invalid']);
    expect(answer).toMatchObject({ removed: 0 });
    expect(byRef(await stage().records())).toEqual(before);
  });
});

/** Ids and names are texts wherever they are. */
const isName = (name: string): boolean => /(?:^|_)id$|name/.test(name);

/** Everything below the answer's own fields, and those of them that are no lists. */
function insideOf(
  answer: Readonly<Record<string, unknown>>,
  as: (value: unknown, name: string) => unknown,
): unknown {
  const deep = (value: unknown, name: string): unknown => {
    if (Array.isArray(value) && value.length > 0) return value.map((one: unknown) => deep(one, name));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one, key)]));
    }
    return as(value, name);
  };
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      Array.isArray(value) && value.length === 0 ? value : deep(value, name),
    ]),
  );
}
