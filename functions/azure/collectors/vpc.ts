import { collector } from '../client.ts';
import { azureRef } from '../items.ts';
import { actionsOf } from '../resources.ts';

/** Virtual networks. */
export const vpc = collector({
  name: 'vpc',
  emits: ['vpc'],
  scope: 'account',
  paging: 'offset',
  actions: actionsOf('network'),

  async *list({ read }) {
    yield* (await read('vpc', ['network'])).pages('network');
  },

  *map({ id, name, tags, location, properties }, { account }) {
    yield {
      kind: 'vpc',
      ref: azureRef('vpc', id),
      id,
      name,
      tags,
      region: azureRef('region', location),
      owner: account,
      cidrs: properties.addressSpace?.addressPrefixes.flatMap((one) => one ?? []) ?? [],
      is_default: false,
    };
  },
});
