import { collector } from '../client.ts';
import { databaseOf, serversOf } from '../databases.ts';
import { flexibleRole, versionOf } from '../flexible-servers.ts';
import { LOCATIONS } from '../locations.ts';
import { LINK_TYPES } from '../private-links.ts';
import { actionsOf } from '../resources.ts';

/** Flexible servers. Inside of a network of their own kind they tell their name only, not their address. */
export const postgresql = collector({
  name: 'postgresql',
  emits: ['rds'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('postgresql', ...LINK_TYPES), LOCATIONS],

  list: (api) =>
    serversOf(api, 'postgresql', 'postgresql', ({ properties }) => [properties.availabilityZone]),

  *map(item, { account }) {
    const { properties } = item.row;
    const told = {
      engine: 'postgresql',
      port: 5432,
      version: versionOf(properties),
      role: flexibleRole(properties),
      subnet: properties.network?.delegatedSubnetResourceId,
    };
    yield databaseOf(item, told, account);
  },
});
