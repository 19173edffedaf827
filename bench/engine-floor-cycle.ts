// An unchanged cycle of the engine, and the least that its work could be, in turn in one process.
// `node engine-floor-cycle.ts <records> <rounds>` writes the processor time of both as JSON.
import { createHash } from 'node:crypto';
import type { TagRecord } from '../shared/model/kinds.ts';
import { runJob } from '../shared/runtime/job.ts';
import { EVERYTHING } from '../shared/runtime/request.ts';
import { memoryStore } from '../shared/store/memory.ts';
import { cpuSince, fakeCloud } from './fake-cloud.ts';
import { portsOf } from './ports.ts';
import { MIXED, records, share } from './records.ts';

export interface Both {
  /** Milliseconds, the best round of each. */
  readonly engine: number;
  readonly floor: number;
}

const [count = '', rounds = ''] = process.argv.slice(2);
const all = Number(count);
const store = memoryStore(Date.now);
const { provider, spent } = fakeCloud(1, all);
await runJob(provider, {}, EVERYTHING, portsOf(store)); // the first commit, and what is compiled

async function engine(): Promise<number> {
  const before = spent();
  const began = process.cpuUsage();
  const report = await runJob(provider, {}, EVERYTHING, portsOf(store));
  const ms = cpuSince(began) - (spent() - before);
  const outcomes = new Set(report.scopes.flatMap(({ sources }) => sources.map(({ outcome }) => outcome)));
  if (outcomes.size !== 1 || !outcomes.has('unchanged')) throw new Error('the cycle was to change nothing');
  return ms;
}

/** The same records, parsed as the engine gets them: as text, in order, and one digest of each kind. */
function floor(listed: readonly (readonly TagRecord[])[]): number {
  const began = process.cpuUsage();
  for (const some of listed) {
    const lines = some.map((record) => `${record.ref}\t${JSON.stringify(record)}`);
    createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
  }
  return cpuSince(began);
}

const listed = MIXED.map((kind): readonly TagRecord[] =>
  JSON.parse(JSON.stringify(records(kind, 'eu-central-1', 0, share(kind, all)))),
);
const times: Both[] = [];
for (let n = 0; n < Number(rounds); n++) times.push({ engine: await engine(), floor: floor(listed) });
const best = (of: (one: Both) => number): number => Math.min(...times.map(of));
const both: Both = { engine: best((one) => one.engine), floor: best((one) => one.floor) };
process.stdout.write(JSON.stringify(both));
