// The first sync of so many records, one with a change in each hundred, and one without: alone in its process.
// `node growth-cycle.ts <folder> <regions> <records per region> <first | changed | same>` writes what it came to as JSON.
import type { TagRecord } from '../shared/model/kinds.ts';
import { runJob } from '../shared/runtime/job.ts';
import { EVERYTHING } from '../shared/runtime/request.ts';
import { fileStore } from '../shared/store/file.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { cpuSince, fakeCloud } from './fake-cloud.ts';
import { portsOf } from './ports.ts';
import { peakBytes } from './peak.ts';

export interface Grown {
  /** Milliseconds of processor time, the making of the records left out. */
  readonly ms: number;
  readonly changed: number;
  readonly peakBytes: number;
}

const [folder = '', regions = '', perRegion = '', cycle = ''] = process.argv.slice(2);
await runJob(fakeCloud(1, 20_000).provider, {}, EVERYTHING, portsOf(memoryStore(Date.now))); // compiled and loaded

let seen = 0;
const edit = (record: TagRecord): TagRecord =>
  seen++ % 100 === 0 ? { ...record, name: '改过的名字' } : record;
const { provider, spent } = fakeCloud(
  Number(regions),
  Number(perRegion),
  cycle === 'changed' ? edit : undefined,
);
const began = process.cpuUsage();
const report = await runJob(provider, {}, EVERYTHING, portsOf(fileStore(folder)));
const ms = cpuSince(began) - spent();
const problem = report.failures[0]?.error;
if (problem !== undefined) throw new Error('the cycle failed', { cause: problem });
const counts = report.scopes.flatMap(({ sources }) => sources.map((source) => source.counts));
const grown: Grown = {
  ms,
  changed: counts.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0),
  peakBytes: peakBytes(),
};
process.stdout.write(JSON.stringify(grown));
