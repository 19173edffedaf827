/** What moves between two pages of the graph, through the whole job. */
import { afterEach, describe, expect, it } from 'vitest';
import { subscriptionOf } from '../../simulator/azure/estate.ts';
import { generateEstate } from '../../simulator/azure/generate.ts';
import { add, remove } from '../../simulator/azure/mutate.ts';
import { virtualNetwork } from '../../simulator/azure/rows/network.ts';
import { MAIN, type Stage, startStage } from './stage.ts';

const GRAPH = 'Microsoft.ResourceGraph/resources/read';
const HERE = `${MAIN} global`;

let stage: Stage | undefined;
afterEach(() => stage?.close());

async function synced() {
  const estate = generateEstate({ seed: 'accuracy', accounts: [MAIN], regions: ['westeurope'] });
  stage = await startStage({ estate, config: {}, virtual: true, graphPage: 20 });
  await stage.run();
  return { stage, own: subscriptionOf(estate, MAIN) };
}

/** Of the order of ids: what comes first is before all pages but the first. */
const firstOf = (ids: readonly string[]): string => ids.toSorted()[0] ?? '';

describe('between two pages of the graph', () => {
  it.each([2, 3, 4])(
    'a deletion before page %i deletes what is gone, and nothing that slipped through',
    async (page) => {
      const { stage: on, own } = await synced();
      const before = await on.records();
      const gone = firstOf(own.resources.map(({ id }) => id));
      on.cloud.beforePage({ operation: GRAPH, page }, () => remove(own, gone));
      await on.run();
      await on.run();
      const after = new Set((await on.records()).map(({ source, ref }) => `${source} ${ref}`));
      const lost = before.filter(({ source, ref }) => !after.has(`${source} ${ref}`));
      expect(lost.length).toBeGreaterThan(0);
      const mine = encodeURIComponent(gone.toLowerCase());
      expect(lost.filter(({ ref }) => !ref.includes(mine))).toEqual([]);
      expect(await on.unwell(HERE)).toEqual([]);
    },
  );

  it('a creation repeats an item, which is one all the same', async () => {
    const { stage: on, own } = await synced();
    const before = await on.records();
    const place = { subscription: MAIN, group: 'a', location: 'westeurope' };
    const made = virtualNetwork(place, { name: 'a', prefixes: ['10.250.0.0/16'] });
    on.cloud.beforePage({ operation: GRAPH, page: 2 }, () => add(own, made));
    const { answer } = await on.run();
    expect(answer).toMatchObject({ removed: 0, changed: 0 });
    await on.run();
    expect(await on.records()).toHaveLength(before.length + 1);
  });
});
