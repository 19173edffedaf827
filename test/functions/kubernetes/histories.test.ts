/** From the API server through the watch to the log and to DeepFlow, whatever happens on the way. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { offerOf } from '../../../functions/kubernetes/offers.ts';
import { itemOf } from '../../../functions/kubernetes/reading.ts';
import { watched } from '../../../functions/kubernetes/watched.ts';
import { nameOf } from '../../simulator/kubernetes/cluster.ts';
import type { Cluster } from '../../simulator/kubernetes/cluster.ts';
import { PLANTED } from './histories/planted.ts';
import type { Plant } from './histories/process.ts';
import { MEETS, histories } from './histories/steps.ts';
import type { Step } from './histories/steps.ts';
import { heldBy, saidIn, toBeToldOf, toldTo } from './histories/words.ts';
import { live } from './histories/world.ts';
import { linesIn, scope } from './watched.ts';

/** `HISTORIES=20000 SEED=7`; a history that fails prints its seed, and what is left of it when it is shrunk. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 2_000);
const SEED = Number(process.env['SEED'] ?? 20_261_128);

async function law(steps: readonly Step[], met: (what: string) => void, plant?: Plant): Promise<void> {
  const { cluster, store, deepflow, violations } = await live(steps, met, plant);
  expect(violations).toEqual([]);
  expect(toldTo(deepflow.entriesOf(scope.account))).toEqual(toBeToldOf(cluster));
  const lines = await linesIn(store);
  expect(saidIn(lines)).toEqual(heldBy(cluster));
  expect(lines).toEqual(recordsOf(cluster));
}

it(
  `whatever happens, log and DeepFlow end as what the API server holds (${HISTORIES} histories from seed ${SEED})`,
  { timeout: 900_000 },
  async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => law(steps, (what) => void met.add(what))),
      { numRuns: HISTORIES, seed: SEED },
    );
    const missed = HISTORIES < 2_000 ? [] : MEETS.filter((what) => !met.has(what));
    expect(missed).toEqual([]);
  },
);

it.each(Object.entries(PLANTED))(
  'caught, and shrunk to a few steps: %s',
  { timeout: 900_000 },
  async (_, plant) => {
    const { failed, counterexample } = await fc.check(
      fc.asyncProperty(histories, async (steps) => law(steps, () => {}, plant)),
      { numRuns: HISTORIES, seed: SEED },
    );
    expect(failed).toBe(true);
    expect(counterexample?.[0].length).toBeLessThanOrEqual(6);
  },
);

/** Every record, whole, by the collectors' own reading. */
function recordsOf(cluster: Cluster): readonly string[] {
  return watched
    .flatMap((collector) => {
      const found = cluster.resources.find(
        (one) =>
          one.kind === collector.object.kind &&
          one.apiVersions.some((v) => collector.object.apiVersions.includes(v)),
      );
      if (found === undefined) return [];
      const [apiVersion = ''] = found.apiVersions;
      const items = cluster
        .list(nameOf(found))
        .map(({ object }) => itemOf(collector, apiVersion, object, (key) => key === 'team'));
      const offer = offerOf(
        { type: 'list' },
        { collector, items: new Map(items.map((item) => [item.uid, item])) },
        scope,
      );
      if (offer.type !== 'list') throw new Error('a list is a list');
      return [...offer.lines].map((line) => Buffer.from(line).toString());
    })
    .toSorted();
}
