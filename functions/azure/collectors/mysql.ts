import { collector } from '../client.ts';
import { databaseOf, serversOf } from '../databases.ts';
import { flexibleRole, versionOf } from '../flexible-servers.ts';
import { LOCATIONS } from '../locations.ts';
import { LINK_TYPES } from '../private-links.ts';
import { actionsOf } from '../resources.ts';

/** Flexible servers. Inside of a network of their own kind they tell their name only, not their address. */
export const mysql = collector({
  name: 'mysql',
  emits: ['rds'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('mysql', ...LINK_TYPES), LOCATIONS],

  list: (api) => serversOf(api, 'mysql', 'mysql', ({ properties }) => [properties.availabilityZone]),

  *map(item, { account }) {
    const { properties } = item.row;
    const told = {
      engine: 'mysql',
      port: 3306,
      version: versionOf(properties),
      role: flexibleRole(properties),
      subnet: properties.network?.delegatedSubnetResourceId,
    };
    yield databaseOf(item, told, account);
  },
});
