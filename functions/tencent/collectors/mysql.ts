import { collector } from '../client.ts';
import { Mysql, mysqlOf } from '../mysql-instance.ts';
import { offsetPages } from '../pages.ts';

/** Primaries, replicas and those for disaster recovery, each an instance of its own. */
export const mysql = collector({
  name: 'mysql',
  emits: ['rds'],
  scope: 'region',
  paging: 'offset',
  actions: ['cdb:DescribeDBInstances'],

  list: ({ ask }) =>
    offsetPages(ask, {
      action: 'cdb:DescribeDBInstances',
      at: 'Items',
      item: Mysql,
      size: 2000,
      keyOf: ({ InstanceId }) => InstanceId,
    }),

  *map(item, scope) {
    yield mysqlOf(item, scope);
  },
});
