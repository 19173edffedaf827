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

/** Those that the list of BCC has not, page by page; what their list lacks of networks is asked for many at once, and of interfaces one by one. */
export async function* metalsWithNetworks(api: Baidu) {
  const servers = new Set((await api.lists.servers('bbc')).flat().map(({ id }) => id));
  for await (const page of markedPages(api, API.metals, { at: 'instances', item: Metal })) {
    const metals = page.filter(({ id, status }) => !servers.has(id) && status !== 'Deleted');
    const asked = ofEach(inBatches(metals, BATCH), async (some) => {
      const answer = await api.ask(API.metalNetworks, { body: { bbcIds: some.map(({ id }) => id) } });
      return itemsOf(answer, 'networkInfo', MetalNetwork, API.metalNetworks.action);
    });
    const networks = new Map((await whole(asked)).map((network) => [network.bbcId, network]));
    const cards = ofEach(metals, async ({ id: instanceId }) => {
      const answer = await api.find(API.metalInterface, { ids: { instanceId } });
      return answer === undefined ? [] : [parsed(MetalInterface, answer, API.metalInterface.action)];
    });
    let n = 0;
    const told: Told[] = [];
    for await (const [card] of cards) {
      const metal = metals[n++];
      if (metal !== undefined) told.push({ metal, network: networks.get(metal.id), card });
    }
    yield told;
  }
}
