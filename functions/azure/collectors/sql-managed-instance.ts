import { collector } from '../client.ts';
import { databaseOf, serversOf } from '../databases.ts';
import { LOCATIONS } from '../locations.ts';
import { LINK_TYPES } from '../private-links.ts';
import { actionsOf } from '../resources.ts';

/** In a subnet of their own; which addresses they have there is told by their name only. */
export const sqlManagedInstance = collector({
  name: 'sql-managed-instance',
  emits: ['rds'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('sqlInstance', ...LINK_TYPES), LOCATIONS],

  list: (api) =>
    serversOf(api, 'sql-managed-instance', 'sqlInstance', ({ properties }) => [
      logical(properties.requestedLogicalAvailabilityZone),
    ]),

  *map(item, { account }) {
    const { databaseFormat: version, subnetId: subnet } = item.row.properties;
    yield databaseOf(item, { engine: 'sqlserver', port: 1433, version, role: 'single', subnet }, account);
  },
});

/** `NoPreference` is no zone. */
const logical = (zone: string | undefined): string | undefined =>
  /^\d+$/.test(zone ?? '') ? zone : undefined;
