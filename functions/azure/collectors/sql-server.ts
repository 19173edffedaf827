import { collector } from '../client.ts';
import { databaseOf, serversOf } from '../databases.ts';
import { LOCATIONS } from '../locations.ts';
import { LINK_TYPES } from '../private-links.ts';
import { actionsOf } from '../resources.ts';

/** Logical servers of Azure SQL: the addresses are theirs, not their databases'. */
export const sqlServer = collector({
  name: 'sql-server',
  emits: ['rds'],
  scope: 'account',
  paging: 'offset',
  actions: [...actionsOf('sqlServer', ...LINK_TYPES), LOCATIONS],

  list: (api) => serversOf(api, 'sql-server', 'sqlServer', () => []),

  *map(item, { account }) {
    const { version } = item.row.properties;
    const told = { engine: 'sqlserver', port: 1433, version, role: 'single', subnet: undefined } as const;
    yield databaseOf(item, told, account);
  },
});
