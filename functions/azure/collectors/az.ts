import { collector } from '../client.ts';
import { azureRef } from '../items.ts';
import { LOCATIONS } from '../locations.ts';

/** Physical zones: they are the same for every subscription, while each has numbers of its own for them. */
export const az = collector({
  name: 'az',
  emits: ['az'],
  scope: 'account',
  paging: 'token',
  actions: [LOCATIONS],

  async *list({ locations }) {
    yield (await locations('az')).regions;
  },

  *map({ name: location, availabilityZoneMappings }) {
    for (const { physicalZone: id } of availabilityZoneMappings) {
      if (id === undefined) continue;
      yield {
        kind: 'az',
        ref: azureRef('az', id),
        id,
        name: id,
        tags: [],
        region: azureRef('region', location),
        zone_id: id,
      };
    }
  },
});
