import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { databaseOf, databasesOf, isGaussDb } from '../databases.ts';

/** TaurusDB, called GaussDB(for MySQL) before. */
export const gaussdbMysql = collector({
  name: 'gaussdb-mysql',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: [API.gaussMysql.action],

  list: (api) => databasesOf(api, API.gaussMysql),

  *map(item, { region }) {
    // Where `gaussdb` is the host of GaussDB, under the same path, and nobody told us: those are told by `gaussdb`.
    if (isGaussDb(item)) return;
    yield databaseOf(item, 'cluster', region);
  },
});
