import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { databaseOf, databasesOf } from '../databases.ts';

/** TaurusDB, called GaussDB(for MySQL) before. */
export const gaussdbMysql = collector({
  name: 'gaussdb-mysql',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: [API.gaussMysql.action],

  list: (api) => databasesOf(api, API.gaussMysql),

  *map(item, { region }) {
    yield databaseOf(item, 'cluster', region);
  },
});
