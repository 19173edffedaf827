// What one changed record costs the store.
import type { TagRecord } from '../shared/model/kinds.ts';
import { EVERYTHING } from '../shared/runtime/request.ts';
import { runJob } from '../shared/runtime/job.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { fakeCloud } from './fake-cloud.ts';
import type { Figure, Options } from './figure.ts';
import { counting, portsOf } from './ports.ts';

const RECORDS = 100_000;
const QUICK_RECORDS = 20_000;

export async function change({ quick, say }: Options): Promise<readonly Figure[]> {
  const all = quick ? QUICK_RECORDS : RECORDS;
  say(`change: one record of ${all}`);
  const memory = memoryStore(Date.now);
  await runJob(fakeCloud(1, all).provider, {}, EVERYTHING, portsOf(memory));

  let edits = 0;
  const renamed = (record: TagRecord): TagRecord =>
    record.kind === 'vm' && edits++ === 0 ? { ...record, name: '改过的名字' } : record;
  const { store, written } = counting(memory);
  const report = await runJob(fakeCloud(1, all, renamed).provider, {}, EVERYTHING, portsOf(store));
  const [failure] = report.failures;
  if (failure !== undefined) throw new Error('the job failed', { cause: failure.error });
  const counts = report.scopes.flatMap(({ sources }) => sources.map((source) => source.counts));
  const changed = counts.reduce((sum, { added, changed: n, removed }) => sum + added + n + removed, 0);
  if (changed !== 1) throw new Error(`${changed} changes were found, not 1`);
  return [
    { id: 'change.objects', value: written('log', 'data').objects },
    { id: 'change.bytes', value: written('log', 'data').bytes },
    // Written over, not added: where the head is, and how far a sink has come.
    { id: 'change.overwritten', value: written('heads', 'cursors').objects },
  ];
}
