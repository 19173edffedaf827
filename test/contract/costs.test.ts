/** The sums of docs/operate.md are made of what is measured, as the bench measures it. */
import { expect, test } from 'vitest';
import { regionOfSize } from '../../bench/estate.ts';
import { fakeCloud } from '../../bench/fake-cloud.ts';
import { bucketFloor, floorOf, sumOf } from '../../bench/floor.ts';
import { portsOf } from '../../bench/ports.ts';
import { limits } from '../../functions/aws/limits.ts';
import type { Sink } from '../../shared/notify/event.ts';
import { runJob } from '../../shared/runtime/job.ts';
import { EVERYTHING } from '../../shared/runtime/request.ts';
import { memoryStore } from '../../shared/store/memory.ts';
import { everything } from '../../shared/store/store.ts';
import type { ObjectStore } from '../../shared/store/store.ts';
import { read } from './tree.ts';

/** Where it speaks of money; wrapped wherever its lines are long. */
const PAGE = [/\*\*It costs\*\*[\s\S]*?\n\n/, /## What it costs[\s\S]*?\n## /]
  .map((part) => part.exec(read('docs/operate.md'))?.[0] ?? '')
  .join('')
  .replaceAll(/\s+/g, ' ');
/** US dollars, as the page states them with the vendor's own pages beside. */
const READ = 0.0004 / 1000;
const WRITE = 0.005 / 1000;
const GIGABYTE_SECOND = 0.0000166667;
const RUNS = 144 * 30;

const grouped = (number: number): string => number.toLocaleString('en-US');
const dollars = (sum: number): string => `${sum.toFixed(2)} USD`;

const { provider } = fakeCloud(1, 1000);
const hook: Sink = { name: 'hook', send: async () => {} };

/** What a run asks of the store, by operation. */
async function runOn(store: ObjectStore, sinks: readonly Sink[]) {
  const asked = { get: 0, list: 0, put: 0 };
  const counting: ObjectStore = {
    ...store,
    get: async (key) => (asked.get++, store.get(key)),
    list: async (query) => (asked.list++, store.list(query)),
    put: async (key, body) => (asked.put++, store.put(key, body)),
    putIfAbsent: async (key, body) => (asked.put++, store.putIfAbsent(key, body)),
  };
  const { failures } = await runJob(provider, {}, EVERYTHING, portsOf(counting, { sinks }));
  expect(failures).toEqual([]);
  return asked;
}

test('of the store, for a scope in which nothing changed', async () => {
  const store = memoryStore(Date.now);
  await runOn(store, [hook]);
  const alone = await runOn(store, []);
  const told = await runOn(store, [hook]);
  expect([alone.put, told.put, alone.list, told.list]).toEqual([0, 0, 1, 1]);
  expect(PAGE).toContain(`asks for ${alone.get} objects`);
  expect(PAGE).toContain(`for ${told.get - alone.get} more for each sink`);
  const [reads, lists, writes] = [told.get * RUNS, told.list * RUNS, 24 * 30];
  const sum = reads * READ + (lists + writes) * WRITE;
  expect(PAGE).toContain(
    `${told.get} × 144 × 30 = ${grouped(reads)} reads, ${grouped(lists)} lists and ${writes} writes a month: ${dollars(sum)}`,
  );
});

test('of the function, for what the quotas of AWS let through', () => {
  const [mid, large] = (['mid', 'large'] as const).map((size) => {
    const here = regionOfSize(size);
    const rows = floorOf(here);
    return {
      servers: grouped(here.instances.length),
      balancers: here.loadBalancers.length,
      calls: grouped(sumOf(rows)),
      seconds: Math.round(bucketFloor(rows, limits)),
    };
  });
  if (mid === undefined || large === undefined) throw new Error('two sizes in, two out');
  const gigabyteSeconds = mid.seconds * RUNS;
  expect(PAGE).toContain(
    `with ${mid.servers} servers and ${mid.balancers} load balancers takes ${mid.calls} calls`,
  );
  expect(PAGE).toContain(`lets them through in ${mid.seconds} s`);
  expect(PAGE).toContain(
    `${mid.seconds} × 144 × 30 = ${grouped(gigabyteSeconds)} GB-seconds a month, ${dollars(gigabyteSeconds * GIGABYTE_SECOND)}`,
  );
  expect(PAGE).toContain(
    `with ${large.servers} servers and ${large.balancers} load balancers, ${large.calls} calls in ${large.seconds} s, ${dollars(large.seconds * RUNS * GIGABYTE_SECOND)}`,
  );
});

test('of storage, for a record', async () => {
  const store = memoryStore(Date.now);
  const { provider: many } = fakeCloud(1, 20_000);
  const { scopes } = await runJob(many, {}, EVERYTHING, portsOf(store));
  const records = scopes.flatMap(({ sources }) => sources).reduce((sum, { count }) => sum + (count ?? 0), 0);
  let bytes = 0;
  for await (const { size } of everything(store, '')) bytes += size;
  expect(Math.round(bytes / records / 10) * 10).toBe(Number(/some (\d+) bytes a record/.exec(PAGE)?.[1]));
});

test('of events, for one list every ten seconds and queues that are polled', () => {
  const seconds = 2 * 6 * 60 * 24 * 30;
  expect(PAGE).toContain(`${grouped(seconds)} GB-seconds, ${dollars(seconds * GIGABYTE_SECOND)}`);
  const polls = 5 * 3 * 60 * 24 * 30;
  expect(PAGE).toContain(
    `make ${grouped(polls)} requests a month and queue, ${dollars((polls * (0.4 + 0.5)) / 1e6)} together`,
  );
});
