import { collector } from '../client.ts';
import { azureRef, lastPart } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Parts of their network; all zones of the region are in each. */
export const subnet = collector({
  name: 'subnet',
  emits: ['subnet'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('network'),

  async *list({ read }) {
    yield* (await read('subnet', ['network'])).pages('network');
  },

  *map({ id: network, location, properties }, { account }) {
    for (const { id, name, properties: own } of properties.subnets) {
      // The plural is there where there are several, or where the subnet was made so.
      const several = own.addressPrefixes.flatMap((one) => one ?? []);
      yield {
        kind: 'subnet',
        ref: azureRef('subnet', id),
        id,
        name: name ?? lastPart(id),
        tags: [],
        region: azureRef('region', location),
        owner: account,
        vpc: azureRef('vpc', network),
        az: undefined,
        cidrs: several.length > 0 || own.addressPrefix === undefined ? several : [own.addressPrefix],
      };
    }
  },
});
