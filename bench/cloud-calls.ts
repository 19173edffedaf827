// How many calls a region of each cloud takes, against how many it cannot do without.
import { GRAPH } from '../functions/azure/graph.ts';
import { HUB_CONNECTIONS } from '../functions/azure/hub-connections.ts';
import { LOCATIONS } from '../functions/azure/locations.ts';
import { CLOUDS } from './clouds/all.ts';
import { hundred } from './clouds/azure.ts';
import type { BenchCloud, Opened, Size } from './clouds/cloud.ts';
import { sumOf } from './clouds/row.ts';
import type { Figure, Options } from './figure.ts';
import { asksOf } from './virtual-region.ts';

export async function cloudCalls({ quick, cloud: only, say }: Options): Promise<readonly Figure[]> {
  const sizes: readonly Size[] = quick ? ['small', 'mid'] : ['small', 'mid', 'large', 'huge'];
  const figures: Figure[] = [];
  for (const cloud of CLOUDS) {
    if (only !== undefined && cloud.name !== only) continue;
    if (quick && cloud.name === 'aws') continue; // the group `calls` has it
    for (const size of sizes) {
      const opened = cloud.open(size);
      figures.push(...(await callsOf(`calls.${cloud.name}.${size}`, cloud, opened, say)));
    }
  }
  // A minute of its own.
  const isOfHundred = !quick && (only === undefined || only === hundred.name);
  return isOfHundred ? [...figures, ...(await ofHundred(say))] : figures;
}

/** Pages of Azure Resource Graph for the reference's hundred subscriptions, against its estimate. */
async function ofHundred(say: Options['say']): Promise<readonly Figure[]> {
  const id = 'calls.azure.hundred';
  const opened = hundred.open('huge');
  const { calls } = await asksOf(hundred, opened);
  const of = (name: string): number => calls.filter(({ action }) => action === name).length;
  const pages = of(GRAPH);
  const estimate = sumOf(opened.rows);
  say(`${id}: ${pages} pages, the estimate is ${estimate}`);
  return [
    { id, value: Math.abs(pages / estimate - 1) * 100 },
    { id: `${id}.pages`, value: pages },
    { id: `${id}.hubs`, value: of(HUB_CONNECTIONS.action) },
    { id: `${id}.places`, value: of(LOCATIONS) },
    { id: `${id}.doubts`, value: calls.length - pages - of(HUB_CONNECTIONS.action) - of(LOCATIONS) },
  ];
}

async function callsOf(
  id: string,
  cloud: BenchCloud,
  opened: Opened,
  say: Options['say'],
): Promise<readonly Figure[]> {
  const { rows } = opened;
  const floor = sumOf(rows);
  const { calls } = await asksOf(cloud, opened);
  say(`${id}: ${calls.length} calls, the floor is ${floor}`);
  const made = new Map<string, number>();
  for (const { action } of calls) made.set(action, (made.get(action) ?? 0) + 1);
  let differing = 0;
  for (const call of new Set(rows.map((row) => row.call))) {
    // Of a call that lists several things there are several rows.
    const own = rows.filter((row) => row.call === call);
    const count = made.get(call) ?? 0;
    const expected = sumOf(own);
    const terms = own.map(({ term }) => term).join(' + ');
    made.delete(call);
    if (count === expected) continue;
    differing++;
    say(`${id}: ${call} ${count} times, the floor is ${expected} (${terms})`);
  }
  for (const [call, count] of made) say(`${id}: ${call} ${count} times, the floor knows no such call`);
  const since = (one: (typeof rows)[number]['since']): number =>
    sumOf(rows.filter((row) => row.since === one));
  return [
    { id, value: calls.length / floor },
    { id: `${id}.differing`, value: differing + made.size },
    { id: `${id}.count`, value: calls.length },
    { id: `${id}.reference`, value: since('reference') },
    { id: `${id}.each`, value: since('each') },
  ];
}
