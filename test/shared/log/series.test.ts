import { expect, test } from 'vitest';
import { openSeries, standing } from '../../../shared/log/series.ts';
import { memoryStore } from '../../../shared/store/memory.ts';
import { StoreError } from '../../../shared/store/store.ts';
import { virtualClock } from '../../support/clock.ts';

const MINUTE = 60_000;
const bytes = (text: string): Uint8Array => Buffer.from(text);
const textOf = (body: Uint8Array | undefined): string | undefined => body && Buffer.from(body).toString();

function setting() {
  const clock = virtualClock();
  const store = memoryStore(() => clock.now());
  const keys = async () =>
    (await store.list({ prefix: '', startAfter: '', limit: 1000 })).map(({ key }) => key);
  const open = (name = 'a') => openSeries(`s/${name}/`, { store, clock });
  const last = async () => textOf((await open()).last);
  return { store, keys, open, last, pass: (ms: number) => clock.run(clock.sleep(ms)) };
}

test('what was added last stands, for who reads it then; others have series of their own', async () => {
  const { store, open, last } = setting();
  const series = await open();
  expect(series.last).toBeUndefined();
  for (const text of ['one', 'two']) await series.add(bytes(text));
  await (await open('a2')).add(bytes('other'));
  expect(textOf(series.last)).toBe('two');
  expect(await last()).toBe('two');
  const all = [...(await standing(store, 's/'))].map(([name, body]) => [name, textOf(body)]);
  expect(all).toEqual([
    ['a', 'two'],
    ['a2', 'other'],
  ]);
});

test('of two that follow the same, one is added: the other one has to read again', async () => {
  const { open, last } = setting();
  const [one, other] = [await open(), await open()];
  await one.add(bytes('one'));
  await expect(other.add(bytes('other'))).rejects.toThrow(StoreError);
  expect(other.last).toBeUndefined();
  expect(await last()).toBe('one');
  await (await open()).add(bytes('other'));
  expect(await last()).toBe('other');
});

test('the same is added once, whose answer was lost', async () => {
  const { open, keys } = setting();
  const [one, again] = [await open(), await open()];
  await one.add(bytes('one'));
  await again.add(bytes('one'));
  expect(await keys()).toHaveLength(1);
});

test('places stay taken for an hour; what is older goes, but for the last', async () => {
  const { open, keys, last, pass } = setting();
  const series = await open();
  for (let n = 1; n <= 60; n++) {
    await series.add(bytes(String(n)));
    await pass(MINUTE);
  }
  expect(await keys()).toHaveLength(60);
  await pass(30 * MINUTE);
  await (await open()).add(bytes('61'));
  expect(await keys()).toHaveLength(51); // ten for each that is added
  await pass(600 * MINUTE);
  for (let n = 62; n <= 70; n++) await (await open()).add(bytes(String(n)));
  expect(await keys()).toHaveLength(9);
  expect(await last()).toBe('70');
});
