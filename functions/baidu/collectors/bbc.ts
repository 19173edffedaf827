import { inBatches } from '../../../shared/collect/parallel.ts';
import { whole } from '../../../shared/collect/gather.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { addressesOf, baiduRef, link, timeOf } from '../items.ts';
import { itemsOf, markedPages, ofEach } from '../pages.ts';
import { Metal, MetalNetwork } from '../servers.ts';
import { vmState } from '../states.ts';

/** Instances of one question for their networks; no page says how many there may be. */
const BATCH = 100;

/**
 * Bare metal, with its one interface. The list of BCC has some of it since the two have one console: those are left to
 * `vm`, so that every ref has one source. What the list lacks of networks is asked for many at once.
 */
export const bbc = collector({
  name: 'bbc',
  emits: ['vm', 'nic'],
  scope: 'region',
  paging: 'token',
  actions: [API.metals.action, API.metalNetworks.action, API.servers.action],

  async *list(api) {
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
  },

  *map({ metal, network }, { region }) {
    const ref = baiduRef('vm', metal.id);
    const [vpc, subnet] = [link('vpc', network?.vpc?.vpcId), link('subnet', network?.subnet?.subnetId)];
    yield {
      kind: 'vm',
      ref,
      id: metal.id,
      name: metal.name ?? metal.id,
      tags: metal.tags,
      region: baiduRef('region', region),
      owner: undefined,
      vpc,
      subnet,
      az: link('az', metal.zone ?? network?.subnet?.zoneName),
      state: vmState(metal.status),
      type: metal.flavorId,
      ip: metal.internalIp,
      hostname: metal.hostname,
      created: timeOf(metal.createTime),
      security_groups: [],
    };
    const addresses = addressesOf([metal.internalIp], [metal.publicIp]);
    if (addresses.length === 0) return;
    yield {
      kind: 'nic',
      ref: baiduRef('nic', metal.id, 'primary'),
      id: metal.id,
      name: metal.name ?? metal.id,
      tags: [],
      owner: undefined,
      vpc,
      subnet,
      device: ref,
      usage: 'primary',
      mac: undefined,
      addresses,
      security_groups: [],
    };
  },
});
