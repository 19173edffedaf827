import { whole } from '../../shared/collect/gather.ts';
import { parsed } from '../../shared/collect/wire.ts';
import { inBatches } from '../../shared/collect/parallel.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { itemsOf, markedPages, ofEach } from './pages.ts';
import { Metal, MetalInterface, MetalNetwork } from './servers.ts';

/** Instances of one question for their networks; no page says how many there may be. */
const BATCH = 100;

export interface Told {
  readonly metal: Metal;
  readonly network: MetalNetwork | undefined;
  readonly card: MetalInterface | undefined;
}

/** Those that the list of BCC has not, page by page, with what their list lacks. */
export async function* metalsWithNetworks(api: Baidu) {
  const servers = new Set((await api.lists.servers('bbc')).flat().map(({ id }) => id));
  for await (const page of markedPages(api, API.metals, { at: 'instances', item: Metal })) {
    const metals = page.filter(({ id, status }) => !servers.has(id) && status !== 'Deleted');
    const [networks, cards] = await Promise.all([networksOf(api, metals), cardsOf(api, metals)]);
    yield metals.map((metal): Told => ({
      metal,
      network: networks.get(metal.id),
      card: cards.get(metal.id),
    }));
  }
}

/** Of many at once. */
async function networksOf(api: Baidu, metals: readonly Metal[]) {
  const asked = ofEach(inBatches(metals, BATCH), async (some) => {
    const answer = await api.ask(API.metalNetworks, { body: { bbcIds: some.map(({ id }) => id) } });
    return itemsOf(answer, 'networkInfo', MetalNetwork, API.metalNetworks.action);
  });
  return new Map((await whole(asked)).map((network) => [network.bbcId, network]));
}

/** One by one; that of an instance which has gone since is none. */
async function cardsOf(api: Baidu, metals: readonly Metal[]) {
  const asked = ofEach(metals, async ({ id }) => {
    const answer = await api.find(API.metalInterface, { ids: { instanceId: id } });
    return answer === undefined
      ? []
      : [[id, parsed(MetalInterface, answer, API.metalInterface.action)] as const];
  });
  return new Map(await whole(asked));
}
