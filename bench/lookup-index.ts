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

export interface Measured {
  readonly addresses: number;
  readonly records: number;
  /** What the process has in memory once the index is there, and at most. */
  readonly bytes: number;
  readonly peakBytes: number;
  readonly openMs: number;
  readonly perSecond: number;
  readonly labels: number;
  /** Milliseconds for a commit of 100 changes, and how many times that of one with 10. */
  readonly updateMs: number;
  readonly updateRatio: number;
}

const [folder = '', lookups = ''] = process.argv.slice(2);
const store = fileStore(folder);

const began = performance.now();
const lookup = await openLookup({ store });
const openMs = performance.now() - began;
globalThis.gc?.();
const bytes = process.memoryUsage.rss();
const peakBytes = process.resourceUsage().maxRSS * 1024;

const asked = await addressesOf(store, Number(lookups));
// Compiled before the clock starts, as in a process that has run for a second.
let labels = answer(asked.questions.slice(0, 20_000));
labels = 0;
let perSecond = 0;
for (let round = 0; round < 3; round++) {
  const before = process.cpuUsage();
  labels = answer(asked.questions);
  perSecond = Math.max(perSecond, (asked.questions.length / cpuSince(before)) * 1000);
}
const updates = await updated();
const measured: Measured = {
  addresses: asked.addresses,
  records: lookup.estate.size,
  bytes,
  peakBytes,
  openMs,
  perSecond: Math.round(perSecond),
  labels: labels / asked.questions.length,
  ...updates,
};
process.stdout.write(JSON.stringify(measured));

interface Question {
  readonly ip: string;
  readonly vpc: string;
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

/** Addresses of the whole estate, in no order. */
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
  return { addresses, questions: questions.toSorted(() => chance() - 0.5) };
}

/** Commits that rename some servers of one region, followed by the index; the quickest of five each. */
async function updated(): Promise<{ readonly updateMs: number; readonly updateRatio: number }> {
  const [scope] = lookup.scopes().map((one) => one.scope);
  if (scope === undefined) throw new Error('there is no scope');
  const commit = await commitAt(store, scope, Date.now());
  if (commit === undefined) throw new Error('there is no commit');
  let vms = await readState(store, scope, commit, 'vm');
  const quickest = async (changes: number): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      vms = await rename(store, scope, vms, changes, `${changes} ${round}`);
      const before = process.cpuUsage();
      const problems = await lookup.refresh();
      best = Math.min(best, cpuSince(before));
      if (problems.length > 0) throw new Error('the index did not follow', { cause: problems[0]?.error });
    }
    return best;
  };
  const [few, many] = [await quickest(10), await quickest(100)];
  return { updateMs: many, updateRatio: many / few };
}
