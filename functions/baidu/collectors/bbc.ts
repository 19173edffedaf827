import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { baiduRef, link, timeOf } from '../items.ts';
import { metalsWithNetworks } from '../metals.ts';
import { metalAddresses } from '../servers.ts';
import { vmState } from '../states.ts';

/**
 * Bare metal, with its one interface. The list of BCC has some of it since the two have one console: those are left to
 * `vm`, so that every ref has one source.
 */
export const bbc = collector({
  name: 'bbc',
  emits: ['vm', 'nic'],
  scope: 'region',
  paging: 'token',
  actions: [API.metals.action, API.metalNetworks.action, API.metalInterface.action, API.servers.action],

  list: (api) => metalsWithNetworks(api),

  *map({ metal, network, card }, { region }) {
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
    const addresses = metalAddresses(metal, card ?? { privateIpSet: [] });
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
      mac: card?.macAddress?.toLowerCase(),
      addresses,
      security_groups: [],
    };
  },
});
