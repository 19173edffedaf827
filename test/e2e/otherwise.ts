/**
 * What clouds are known to write now so, now so, and mean the same: numbers as text, totals too; digits as a number;
 * `null` for a text or a list of an item that is empty, and for the whole list where the total says that there is none.
 */
import { expect, it } from 'vitest';
import type { Cloud } from '../simulator/cloud/server.ts';
import { type Stage, byRef, staged } from './stage.ts';

/** Names of fields whose digits are a text to the vendor as well: tags, for one. */
type IsText = (name: string) => boolean;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `inItem`: of one of the items, not of the answer itself. */
function written(value: unknown, name: string, inItem: boolean, isText: IsText): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length === 0 && inItem ? null : items.map((item) => written(item, name, true, isText));
  }
  if (isFields(value)) return fieldsOf(value, inItem, isText);
  if (typeof value === 'number') return String(value);
  if (value === '') return null;
  if (typeof value === 'string' && /^(?:0|[1-9]\d{0,14})$/.test(value) && !isText(name)) return Number(value);
  return value;
}

function fieldsOf(fields: Fields, inItem: boolean, isText: IsText): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, written(value, name, inItem, isText)]),
  );
}

const saysNone = (body: unknown): boolean =>
  isFields(body) &&
  Object.entries(body).some(([name, value]) =>
    isFields(value) ? saysNone(value) : /total/i.test(name) && value === 0,
  );

export function testOtherwise<C extends Cloud>(
  start: (rewrite: (body: unknown) => unknown) => Promise<Stage<C>>,
  isText: IsText,
): void {
  let isOn = false;
  let answers = 0;
  let rewritten = 0;
  const rewrite = (body: unknown): unknown => {
    if (!isOn) return body;
    const other = written(body, '', saysNone(body), isText);
    answers += 1;
    if (JSON.stringify(other) !== JSON.stringify(body)) rewritten += 1;
    return other;
  };
  const stage = staged(async () => start(rewrite));

  it('numbers as text, text as numbers, totals as text and null for what is empty say the same', async () => {
    await stage().run();
    const before = byRef(await stage().records());
    isOn = true;
    const { answer } = await stage().run();
    isOn = false;
    // A rewrite that reaches no answer would change no record either. By Resource Graph there are seven in all.
    expect(rewritten).toBeGreaterThan(Math.max(4, answers / 3));
    expect(await stage().allUnwell()).toEqual([]);
    expect(answer).toMatchObject({ failures: 0, added: 0, changed: 0, removed: 0 });
    expect(byRef(await stage().records())).toEqual(before);
  });
}
