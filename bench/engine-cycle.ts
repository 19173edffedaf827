// One cycle of a fake cloud over a store in a folder, alone in its process so that its memory is the cycle's.
// `node engine-cycle.ts <folder> <regions> <records per region>` writes what it came to as JSON.
import { EVERYTHING } from '../shared/runtime/request.ts';
import { runJob } from '../shared/runtime/job.ts';
import { fileStore } from '../shared/store/file.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { cpuSince, fakeCloud } from './fake-cloud.ts';
import { counting, countingSink, portsOf } from './ports.ts';
import { peakBytes } from './peak.ts';

export interface Cycle {
  readonly records: number;
  /** Records a second of processor time, the making of them left out. */
  readonly perSecond: number;
  /** Bytes that went to log and data. */
  readonly written: number;
  readonly events: number;
  /** Sources by outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The most that the process ever had in memory. */
  readonly peakBytes: number;
}

const [folder = '', regions = '', perRegion = ''] = process.argv.slice(2);
// Compiled and loaded before the clock starts, as in a process that has run for a second.
await runJob(fakeCloud(1, Number(perRegion)).provider, {}, EVERYTHING, portsOf(memoryStore(Date.now)));

const { provider, spent } = fakeCloud(Number(regions), Number(perRegion));
const { store, written } = counting(fileStore(folder));
const { sink, events } = countingSink();

const began = process.cpuUsage();
const report = await runJob(provider, {}, EVERYTHING, portsOf(store, { sinks: [sink] }));
const ms = cpuSince(began) - spent();

const problem = report.failures[0]?.error ?? report.deliveries[0]?.error;
if (problem !== undefined) throw new Error('the cycle failed', { cause: problem });
const sources = report.scopes.flatMap((scope) => scope.sources);
const records = sources.reduce((sum, { count }) => sum + (count ?? 0), 0);
const outcomes: Record<string, number> = {};
for (const { outcome } of sources) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
const cycle: Cycle = {
  records,
  perSecond: Math.round((records / ms) * 1000),
  written: written('log', 'data').bytes,
  events: events(),
  outcomes,
  peakBytes: peakBytes(),
};
process.stdout.write(JSON.stringify(cycle));
