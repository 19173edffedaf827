import { API } from '../apis.ts';
import { collector } from '../client.ts';
import { databaseOf, databasesOf } from '../databases.ts';

/** GaussDB, called GaussDB(for openGauss) before: distributed, or a primary with its standbys. */
export const gaussdb = collector({
  name: 'gaussdb',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: [API.gaussDb.action],

  list: (api) => databasesOf(api, API.gaussDb),

  *map(item, { region }) {
    yield databaseOf(item, 'cluster', region);
  },
});
