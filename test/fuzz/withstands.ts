import type { Collector, Scope } from '../../shared/collect/collector.ts';
import { CloudError } from '../../shared/collect/errors.ts';
import { jsonOf } from '../../shared/collect/exchange.ts';
import type { Kind, TagRecord } from '../../shared/model/kinds.ts';
import { lineOf, read } from '../../shared/model/line.ts';
import { NoIdentity } from '../../shared/model/ref.ts';
import { expectStorable, flawsOf } from '../contract/collector.ts';
import { chance } from '../support/chance.ts';
import { inValues, mutated } from './mutate.ts';
import { again, seedsOf } from './seeds.ts';

type Answer = Readonly<Record<string, unknown>>;
type Ask<Args extends readonly unknown[]> = (...args: Args) => Promise<Answer>;

/** One request, and what was answered to it or thrown. */
interface Told {
  readonly asked: string;
  readonly about: string;
  readonly text: string | undefined;
  readonly refusal: unknown;
}

/** Requests of one damaged reading: far more than any fixture has answers. */
const MOST = 5_000;
/** Milliseconds of one damaged reading, which takes about one. */
const LIMIT = 5_000;

const SEEDS = seedsOf(10, 10);
/** Characters that are damaged as often as that; of longer fixtures it is done less often. */
const LONG = 16_000;

/**
 * What a collector makes of answers that a test wrote down; and then the law for whatever is answered: each answer in
 * turn is damaged as seeds say, and the list has its records or an error with a name, in a bounded number of requests.
 * So everything that a test lets a collector read is damaged, too, without being written down twice.
 */
export async function readWithstanding<Api, K extends Kind, Item, Args extends readonly unknown[]>(
  collector: Collector<Api, K, Item>,
  scope: Scope,
  ask: Ask<Args>,
  apiOver: (ask: Ask<Args>) => Api,
): Promise<readonly TagRecord[]> {
  const told: Told[] = [];
  const records = await recordsOf(collector, apiOver(noting(ask, told)), scope);
  for (const record of records) expectStorable(record, scope);
  const answers = told.filter(({ text }) => text !== undefined);
  const length = answers.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
  const every = Math.ceil(length / LONG);
  for (const seed of SEEDS.filter((_, n) => n % every === 0)) {
    const by = chance(seed);
    const damaged = answers[by.below(answers.length)]?.asked ?? '';
    const how = by.below(8) === 0 ? mutated : inValues;
    const api = apiOver(repeating(told, damaged, (text) => how(text, by)));
    await withstood(`${collector.name}: ${again(seed)}`, scope, () => recordsOf(collector, api, scope));
  }
  return records;
}

/** The same for what is read without being asked for: items as an SDK gives them, objects of a cluster. */
export function mapWithstanding<Item, K extends Kind>(
  name: string,
  scope: Scope,
  item: Item,
  damage: (item: Item, by: ReturnType<typeof chance>) => Item,
  map: (item: Item) => Iterable<TagRecord<K>>,
): readonly TagRecord<K>[] {
  const records = [...map(item)];
  for (const record of records) expectStorable(record, scope);
  for (const seed of SEEDS) {
    const damaged = damage(item, chance(seed));
    judged(`${name}: ${again(seed)}`, scope, () => [...map(damaged)]);
  }
  return records;
}

async function recordsOf<Api, K extends Kind, Item>(
  collector: Collector<Api, K, Item>,
  api: Api,
  scope: Scope,
): Promise<readonly TagRecord<K>[]> {
  const records: TagRecord<K>[] = [];
  for await (const page of collector.list(api, scope)) {
    for (const item of page) records.push(...collector.map(item, scope));
  }
  return records;
}

function noting<Args extends readonly unknown[]>(ask: Ask<Args>, told: Told[]): Ask<Args> {
  return async (...args) => {
    const request = { asked: JSON.stringify(args), about: JSON.stringify(args[0]) };
    try {
      const answer = await ask(...args);
      told.push({ ...request, text: JSON.stringify(answer), refusal: undefined });
      return answer;
    } catch (refusal) {
      told.push({ ...request, text: undefined, refusal });
      throw refusal;
    }
  };
}

/**
 * Answers as they were told, one of them damaged. What damage makes a collector ask for, and nobody wrote down, is
 * answered as something like it was: a cloud would answer it too.
 */
function repeating<Args extends readonly unknown[]>(
  told: readonly Told[],
  damaged: string,
  damage: (text: string) => string,
): Ask<Args> {
  let asked = 0;
  let changed: string | undefined;
  return async (...args) => {
    if (++asked > MOST) throw new Error(`it asks for ever: ${JSON.stringify(args)}`);
    const [request, about] = [JSON.stringify(args), JSON.stringify(args[0])];
    const found = told.find((one) => one.asked === request) ?? told.findLast((one) => one.about === about);
    if (found === undefined) throw new CloudError('unavailable', `nobody answers ${about}`);
    if (found.text === undefined) throw found.refusal;
    const text = found.asked === damaged ? (changed ??= damage(found.text)) : found.text;
    const answer = jsonOf({ status: 200, headers: new Headers(), text }, about);
    // Every client refuses these before a collector sees them.
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
      throw new CloudError('invalid', 'no object');
    return { ...answer };
  };
}

async function withstood(
  which: string,
  scope: Scope,
  work: () => Promise<readonly TagRecord[]>,
): Promise<void> {
  const began = performance.now();
  const outcome = await work().then(
    (records) => () => records,
    (error: unknown) => () => {
      throw error;
    },
  );
  judged(which, scope, outcome);
  const took = performance.now() - began;
  if (took > LIMIT) throw new Error(`${which}: it took ${took} ms`);
}

/** Records that can be stored and read back, or an error that says what to do; and nothing done to what all objects share. */
function judged(which: string, scope: Scope, outcome: () => readonly TagRecord[]): void {
  try {
    for (const record of outcome()) {
      const stored = read(lineOf(record));
      const flaws = flawsOf(record, scope);
      const isSame = stored.ref === record.ref && stored.kind === record.kind && stored.id === record.id;
      if (!isSame || flaws.length > 0) throw new Error(`${record.ref} cannot be stored: ${String(flaws)}`);
    }
  } catch (cause) {
    if (!(cause instanceof CloudError || cause instanceof NoIdentity)) throw new Error(which, { cause });
  }
  if (SHARED.some(([shared, names]) => Reflect.ownKeys(shared).length !== names))
    throw new Error(`${which}: a prototype has another member`);
}

const SHARED = [Object.prototype, Array.prototype, String.prototype, Function.prototype].map(
  (shared) => [shared, Reflect.ownKeys(shared).length] as const,
);
