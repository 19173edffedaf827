import { table } from '../../../shared/collect/table.ts';
import type { Models } from '../../../shared/model/kinds.ts';
import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { databaseOf, databasesOf } from '../databases.ts';

/** MySQL, PostgreSQL, SQL Server and MariaDB, whatever is being done to them. */
export const rds = collector({
  name: 'rds',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: [API.databases.action],

  list: (api) => databasesOf(api, API.databases),

  *map(item, { region }) {
    yield databaseOf(item, ROLES[item.type ?? ''] ?? 'single', region);
  },
});

/** `type` of SDK type InstanceResponse of rds v3. */
const ROLES = table<Models['rds']['role']>({
  Single: 'single',
  Ha: 'primary',
  Replica: 'replica',
});
