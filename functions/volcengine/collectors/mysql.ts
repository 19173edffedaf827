import { collector } from '../client.ts';
import { Inline, isDeleted, rdsOf } from '../database.ts';
import { numberedPages } from '../pages.ts';

export const mysql = collector({
  name: 'mysql',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['rds_mysql:DescribeDBInstances'],

  // The list has the addresses: no call per instance.
  list: ({ ask }) =>
    numberedPages(ask, {
      action: 'rds_mysql:DescribeDBInstances',
      at: 'Instances',
      total: 'Total',
      item: Inline,
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, scope) {
    if (!isDeleted(item)) yield rdsOf(item, { engine: 'mysql', addresses: item.AddressObject }, scope);
  },
});
