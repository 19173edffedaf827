import { expect, test } from 'vitest';
import type { Pushed } from '../../../../functions/kubernetes/push/pushed.ts';
import { openRecord, readPushed } from '../../../../functions/kubernetes/push/record.ts';
import { memoryStore } from '../../../../shared/store/memory.ts';
import { StoreError } from '../../../../shared/store/store.ts';
import { virtualClock } from '../../../support/clock.ts';

const MINUTE = 60_000;
const pushed = (version: bigint): Pushed => ({ version, digest: `of ${version}`, counts: {}, servers: {} });

function setting() {
  const clock = virtualClock();
  const store = memoryStore(() => clock.now());
  const keys = async () =>
    (await store.list({ prefix: '', startAfter: '', limit: 1000 })).map(({ key }) => key);
  const open = () => openRecord('c1', { store, clock });
  return { clock, store, keys, open, pass: (ms: number) => clock.run(clock.sleep(ms)) };
}

test('what was written last stands, for who reads it then; other clusters have records of their own', async () => {
  const { store, clock, open } = setting();
  const record = await open();
  expect(record.last).toBeUndefined();
  for (const version of [5n, 6n]) await record.write(pushed(version));
  await (await openRecord('c10', { store, clock })).write(pushed(9n));
  expect(record.last).toEqual(pushed(6n));
  expect((await open()).last).toEqual(pushed(6n));
  expect(await readPushed(store, 'c1')).toEqual(pushed(6n));
});

test('of two that follow the same, one is written: the other one has to read again', async () => {
  const { open } = setting();
  const [one, other] = [await open(), await open()];
  await one.write(pushed(5n));
  await expect(other.write(pushed(6n))).rejects.toThrow(StoreError);
  expect(other.last).toBeUndefined();
  expect((await open()).last).toEqual(pushed(5n));
});

test('the same is written once, whose answer was lost', async () => {
  const { open, keys } = setting();
  const [one, again] = [await open(), await open()];
  await one.write(pushed(5n));
  await again.write(pushed(5n));
  expect(await keys()).toHaveLength(1);
});

test('places stay taken for an hour; what is older goes, but for the last', async () => {
  const { open, keys, pass } = setting();
  const record = await open();
  for (let n = 1n; n <= 60n; n++) {
    await record.write(pushed(n));
    await pass(MINUTE);
  }
  expect(await keys()).toHaveLength(60);
  await pass(30 * MINUTE);
  await (await open()).write(pushed(61n));
  expect(await keys()).toHaveLength(51); // ten for each write
  await pass(600 * MINUTE);
  for (let n = 62n; n <= 70n; n++) await (await open()).write(pushed(n));
  expect(await keys()).toHaveLength(9);
  expect((await open()).last).toEqual(pushed(70n));
});
