import { collector } from '../client.ts';
import { offsetPages } from '../pages.ts';
import { isDeleted, Tdsql, tdsqlOf } from '../tdsql.ts';

/** TDSQL over several shards. */
export const dcdb = collector({
  name: 'dcdb',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['dcdb:DescribeDCDBInstances'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'dcdb:DescribeDCDBInstances',
      at: 'Instances',
      item: Tdsql,
      size: 100,
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, scope) {
    if (!isDeleted(item)) yield tdsqlOf(item, undefined, scope);
  },
});
