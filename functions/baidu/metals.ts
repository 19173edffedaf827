import { whole } from '../../shared/collect/gather.ts';
import { inBatches } from '../../shared/collect/parallel.ts';
import { API } from './apis.ts';
import type { Baidu } from './client.ts';
import { itemsOf, markedPages, ofEach } from './pages.ts';
import { Metal, MetalNetwork } from './servers.ts';

/** Instances of one question for their networks; no page says how many there may be. */
const BATCH = 100;

/** Those that the list of BCC has not, page by page; what their list lacks of networks is asked for many at once. */
export async function* metalsWithNetworks(api: Baidu) {
  const servers = new Set((await api.lists.servers('bbc')).flat().map(({ id }) => id));
  for await (const page of markedPages(api, API.metals, { at: 'instances', item: Metal })) {
    const metals = page.filter(({ id, status }) => !servers.has(id) && status !== 'Deleted');
    const asked = ofEach(inBatches(metals, BATCH), async (some) => {
      const answer = await api.ask(API.metalNetworks, { body: { bbcIds: some.map(({ id }) => id) } });
      return itemsOf(answer, 'networkInfo', MetalNetwork, API.metalNetworks.action);
    });
    const networks = new Map((await whole(asked)).map((network) => [network.bbcId, network]));
    yield metals.map((metal) => ({ metal, network: networks.get(metal.id) }));
  }
}
