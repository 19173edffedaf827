import { publicIpsOf } from '../cards.ts';
import { collector } from '../client.ts';
import { address, azureRef, linkTo, networkOf } from '../items.ts';
import { addressesIn } from '../prefixes.ts';
import { actionsOf } from '../resources.ts';
import { provisioned } from '../states.ts';

const TYPES = ['natGateway', 'publicIp', 'ipPrefix'] as const;

/** All subnets of one are in one network; of version 2 the network itself may be what it serves. */
export const natGateway = collector({
  name: 'nat-gateway',
  emits: ['nat_gateway'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf(...TYPES),

  async *list({ read }) {
    const reading = await read('nat-gateway', TYPES);
    const ips = publicIpsOf(reading);
    const prefixes = reading.byId('ipPrefix');
    for (const page of reading.pages('natGateway'))
      yield page.map((row) => {
        const { publicIpAddresses, publicIpAddressesV6, publicIpPrefixes, publicIpPrefixesV6 } =
          row.properties;
        const own = [...publicIpAddresses, ...publicIpAddressesV6].flatMap((id) => ips.get(id) ?? []);
        const blocks = [...publicIpPrefixes, ...publicIpPrefixesV6].flatMap(
          (id) => prefixes.get(id)?.properties.ipPrefix ?? [],
        );
        return { row, ips: [...own, ...blocks.flatMap(addressesIn)] };
      });
  },

  *map({ row: { id, name, tags, location, properties }, ips }, { account }) {
    const { subnets, sourceVirtualNetwork, provisioningState } = properties;
    const [subnet, ...others] = subnets;
    yield {
      kind: 'nat_gateway',
      ref: azureRef('nat_gateway', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      vpc: linkTo('vpc', networkOf(subnet) ?? sourceVirtualNetwork),
      subnet: others.length > 0 ? undefined : linkTo('subnet', subnet),
      scheme: 'external',
      state: provisioned(provisioningState),
      addresses: ips.flatMap((ip) => address(undefined, ip)),
      nics: [],
    };
  },
});
