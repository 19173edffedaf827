// Answers addresses from a log in a folder, alone in its process so that its memory is the index's:
// `node lookup-index.ts <folder> <lookups>` writes what it measured as JSON.
import type { Scope } from '../shared/collect/collector.ts';
import { commitAt } from '../shared/log/history.ts';
import { knownScopes } from '../shared/log/head.ts';
import { readState } from '../shared/log/read.ts';
import { openLookup } from '../shared/lookup/lookup.ts';
import { recordOf } from '../shared/model/record.ts';
import { fileStore } from '../shared/store/file.ts';
import { cpuSince } from './fake-cloud.ts';
import { rename } from './lookup-changes.ts';
import { peakBytes } from './peak.ts';

export interface Measured {
  readonly addresses: number;
  readonly records: number;
  /** What the process has in memory once the index is there, and at most. */
  readonly bytes: number;
  readonly peakBytes: number;
  readonly openMs: number;
  /** Processor time of that, on all threads. */
  readonly openCpuMs: number;
  /** Answers: every label is in its list; those of the interface and the server are decoded when they are read. */
  readonly perSecond: number;
  /** Answers of which the kind of every label and the name of the first two are read: the interface and its server. */
  readonly namedPerSecond: number;
  /** Answers of which every field and every tag of every label is read. */
  readonly readPerSecond: number;
  readonly labels: number;
  /** Milliseconds for a commit of 100 changes, and how many times that of one with 10. */
  readonly updateMs: number;
  readonly updateRatio: number;
  /** How many times what a record costs when the index is opened a change costs, looking for commits left out. */
  readonly updateCost: number;
}

const [folder = '', lookups = ''] = process.argv.slice(2);
const store = fileStore(folder);

const [began, beganCpu] = [performance.now(), process.cpuUsage()];
const lookup = await openLookup({ store });
const openMs = performance.now() - began;
const openCpuMs = cpuSince(beganCpu);
globalThis.gc?.();
const bytes = process.memoryUsage.rss();
const peak = peakBytes();

const asked = await addressesOf(store, Number(lookups));
const labels = answer(asked.questions) / asked.questions.length;
const perSecond = rateOf(answer);
const namedPerSecond = rateOf(answerAndName);
const readPerSecond = rateOf(answerAndRead);
const updates = await updated();
const measured: Measured = {
  addresses: asked.addresses,
  records: lookup.estate.size,
  bytes,
  peakBytes: peak,
  openMs,
  openCpuMs,
  perSecond,
  namedPerSecond,
  readPerSecond,
  labels,
  ...updates,
};
process.stdout.write(JSON.stringify(measured));

interface Question {
  readonly ip: string;
  readonly vpc: string;
}

/** The best of three rounds, after one that does not count: as in a process that has run for a second. */
function rateOf(ask: (questions: readonly Question[]) => number): number {
  ask(asked.questions.slice(0, 20_000));
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    ask(asked.questions);
    best = Math.max(best, (asked.questions.length / cpuSince(before)) * 1000);
  }
  return Math.round(best);
}

function answer(questions: readonly Question[]): number {
  let found = 0;
  for (const { ip, vpc } of questions) {
    const result = lookup.lookup(ip, { vpc });
    if (result.status !== 'found') throw new Error(`${ip} in ${vpc} is ${result.status}`);
    found += result.answer.labels.length;
  }
  return found;
}

/** Returns how much it read, so that it is read. */
function answerAndName(questions: readonly Question[]): number {
  let read = 0;
  for (const { ip, vpc } of questions) {
    const result = lookup.lookup(ip, { vpc });
    if (result.status !== 'found') throw new Error(`${ip} in ${vpc} is ${result.status}`);
    const all = result.answer.labels;
    for (const { kind } of all) read += kind.length;
    read += (all[0]?.name.length ?? 0) + (all[1]?.name.length ?? 0);
  }
  return read;
}

/** The same, of all that there is. */
function answerAndRead(questions: readonly Question[]): number {
  let read = 0;
  for (const { ip, vpc } of questions) {
    const result = lookup.lookup(ip, { vpc });
    if (result.status !== 'found') throw new Error(`${ip} in ${vpc} is ${result.status}`);
    for (const { kind, ref, id, name, tags } of result.answer.labels) {
      read += kind.length + ref.length + id.length + name.length;
      for (const [key, value] of tags) read += key.length + value.length;
    }
  }
  return read;
}

/** Addresses of the whole estate, in no order; made anew, so that they come one after the other in memory, as from a stream. */
async function addressesOf(
  from: typeof store,
  count: number,
): Promise<{ readonly addresses: number; readonly questions: readonly Question[] }> {
  const questions: Question[] = [];
  let addresses = 0;
  let seed = 1;
  const chance = (): number => (seed = (Math.imul(seed, 48_271) >>> 0) % 0x7fffffff) / 0x7fffffff;
  const scopes: Scope[] = [];
  for await (const scope of knownScopes(from)) scopes.push(scope);
  for (const scope of scopes) {
    const commit = await commitAt(from, scope, Date.now());
    if (commit === undefined) continue;
    for (const line of await readState(from, scope, commit, 'nic')) {
      const record = recordOf(line);
      if (record?.kind !== 'nic') continue;
      for (const { ip, public_ip } of record.addresses) {
        addresses += Number(ip !== undefined) + Number(public_ip !== undefined);
        if (ip === undefined || record.vpc === undefined) continue;
        const at = questions.length < count ? questions.length : Math.floor(chance() * addresses);
        if (at < count) questions[at] = { ip, vpc: record.vpc };
      }
    }
  }
  const inNoOrder = questions
    .map((question) => ({ question, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ question }) => question);
  return { addresses, questions: JSON.parse(JSON.stringify(inNoOrder)) };
}

/** Commits that rename some servers of one region, or none, followed by the index; the quickest of five each. */
async function updated(): Promise<Pick<Measured, 'updateMs' | 'updateRatio' | 'updateCost'>> {
  const [scope] = lookup.scopes().map((one) => one.scope);
  if (scope === undefined) throw new Error('there is no scope');
  const commit = await commitAt(store, scope, Date.now());
  if (commit === undefined) throw new Error('there is no commit');
  let vms = await readState(store, scope, commit, 'vm');
  const quickest = async (changes: number): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      if (changes > 0) vms = await rename(store, scope, vms, changes, `${changes} ${round}`);
      const before = process.cpuUsage();
      const problems = await lookup.refresh();
      best = Math.min(best, cpuSince(before));
      if (problems.length > 0) throw new Error('the index did not follow', { cause: problems[0]?.error });
    }
    return best;
  };
  const [few, many, none] = [await quickest(10), await quickest(100), await quickest(0)];
  const records = lookup.estate.size;
  return { updateMs: many, updateRatio: many / few, updateCost: (many - none) / 100 / (openCpuMs / records) };
}
